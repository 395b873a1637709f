import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type FakeHooks, startFakeHooks } from "@/e2e/fakes/hooks";
import { makePerson } from "@/e2e/support/made";
import { runJobs } from "@/e2e/support/queue";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb, Prisma } from "@/lib/base/db";
import { elapsed, plus } from "@/lib/base/time";
import { unbanPerson } from "@/lib/community/moderation/ban";
import type { Viewer } from "@/lib/people/viewer";
import { deliver, maxGivenUp, nextAttempt, resumeDeliveries, stateOf } from "@/lib/programs/webhooks/deliver";
import { listDeliveries, redeliver, testWebhook } from "@/lib/programs/webhooks/deliveries";
import { createWebhook, getWebhook, setWebhook } from "@/lib/programs/webhooks/webhooks";
import { writeDeliveries } from "@/lib/programs/webhooks/write-deliveries";
import type { EventTasks } from "@/lib/worker/tasks";

// A call that finds no connection says so only after seconds.
vi.mock("node:timers/promises", () => ({ setTimeout: async () => undefined }));

withTestDb();

const now = new Date("2026-03-02T12:00:00Z");
const minutes = (count: number) => plus(now, { minutes: count });
const tasks: Partial<EventTasks> = {
  "deliver-webhook": deliver,
  "resume-account": ({ userId }) => resumeDeliveries(getDb(), Prisma.sql`u.id = ${userId}`),
};

/** Does what is due at a moment, and counts what arrived and what did not. */
async function run(at: Date) {
  const results = (await runJobs(tasks, at)).map((result) => Object(result).delivered);
  const count = (wanted: boolean) => results.filter((delivered) => delivered === wanted).length;
  return { delivered: count(true), failed: count(false) };
}

let hooks: FakeHooks;
beforeAll(async () => {
  hooks = await startFakeHooks();
  Object.assign(getConfig(), { OUTGOING_ALLOW: [hooks.host] });
});
afterAll(() => hooks.close());
beforeEach(async () => {
  hooks.calls.length = 0;
  hooks.answerWith(null);
  await getDb().webhook.deleteMany();
});

async function makeHook(path: string, news: number) {
  const viewer = await makePerson();
  const wish = { url: `${hooks.url}${path}`, event: "comment", feed: null } as const;
  const { secret, row } = await createWebhook(viewer, wish, now);
  await addNews(row.id, news);
  return { viewer, secret, id: row.id };
}

async function addNews(webhookId: number, count: number, from = 0) {
  const news = Array.from({ length: count }, (_, i) => ({
    webhookId,
    kind: "comment" as const,
    commentId: from + i,
    payload: { subject: `comment:${from + i}` },
  }));
  await writeDeliveries(news, now);
}

// The first attempt, and one after each of six waits.
const maxAttempts = 7;

const logOf = async (viewer: Viewer, id: number) => (await listDeliveries(viewer, id)).reverse();

describe("a delivery", () => {
  it("is sent once, signed, with its kind", async () => {
    const { viewer, secret, id } = await makeHook("/204", 1);
    expect(await run(now)).toEqual({ delivered: 1, failed: 0 });
    expect(await run(minutes(60))).toEqual({ delivered: 0, failed: 0 });
    const [call] = hooks.calls;
    const [row] = await logOf(viewer, id);
    expect(hooks.calls).toHaveLength(1);
    expect(JSON.parse(call?.body ?? "")).toEqual({
      event: "comment",
      webhook: id,
      created: now.toISOString(),
      data: { subject: "comment:0" },
    });
    const seconds = now.getTime() / 1000;
    const digest = createHmac("sha256", secret).update(`${seconds}.${call?.body}`).digest("hex");
    expect(call?.headers).toMatchObject({
      "quire-event": "comment",
      "quire-delivery": String(row?.id),
      "quire-signature": `t=${seconds},v1=${digest}`,
      "content-type": "application/json",
      "user-agent": "Quire (+http://localhost:3000/developers)",
    });
    expect(row).toMatchObject({
      deliveredAt: now,
      nextAttemptAt: null,
      attempts: 1,
      status: 204,
      error: null,
    });
  });

  it("that fails is retried after growing waits, and given up in the end", async () => {
    const { viewer, id } = await makeHook("/500", 1);
    const waits: number[] = [];
    let at = now;
    for (let tries = 1; tries <= maxAttempts; tries++) {
      expect(await run(at)).toEqual({ delivered: 0, failed: 1 });
      const [row] = await logOf(viewer, id);
      expect(row).toMatchObject({ attempts: tries, status: 500, error: "The answer was 500." });
      if (!row?.nextAttemptAt) break;
      waits.push(elapsed(at, row.nextAttemptAt, "minutes"));
      expect(await run(new Date(row.nextAttemptAt.getTime() - 1))).toEqual({ delivered: 0, failed: 0 });
      at = row.nextAttemptAt;
    }
    expect(waits).toEqual([1, 5, 30, 120, 360, 1440]);
    expect(hooks.calls).toHaveLength(maxAttempts);
    expect((await logOf(viewer, id)).map(stateOf)).toEqual(["given-up"]);
    expect(await run(minutes(1e6))).toEqual({ delivered: 0, failed: 0 });
  });

  it("that gets a redirect, or no answer, says so", async () => {
    const led = await makeHook("/302", 1);
    const { viewer, id } = await makeHook("/200", 1);
    await getDb().webhook.update({ where: { id }, data: { url: "http://127.0.0.1:1/" } });
    await run(now);
    expect((await logOf(led.viewer, led.id))[0]?.error).toBe(
      "The answer was 302: redirects are not followed.",
    );
    expect((await logOf(viewer, id))[0]).toMatchObject({
      status: null,
      error: expect.stringMatching(/^The hub could not connect/),
    });
  });

  it("that fails delays its own webhook until the next attempt, and no other", async () => {
    const bad = await makeHook("/500", 3);
    const good = await makeHook("/200", 3);
    expect(await run(now)).toEqual({ delivered: 3, failed: 1 });
    expect((await logOf(bad.viewer, bad.id)).map(({ attempts }) => attempts)).toEqual([1, 0, 0]);
    expect((await logOf(good.viewer, good.id)).map(stateOf)).toEqual(["delivered", "delivered", "delivered"]);
  });

  it("is sent by only one of two concurrent runs, in chronological order", async () => {
    await makeHook("/200", 20);
    const [one, two] = await Promise.all([run(now), run(now)]);
    expect(one.delivered + two.delivered).toBe(20);
    const subjects = hooks.calls.map(({ body }) => JSON.parse(body).data.subject);
    expect(new Set(subjects).size).toBe(20);
  });

  it("waits while its owner is banned, who cannot send one by hand either", async () => {
    const { viewer, id } = await makeHook("/200", 1);
    await getDb().user.update({ where: { id: viewer.id }, data: { bannedAt: now } });
    expect(await run(now)).toEqual({ delivered: 0, failed: 0 });
    const [row] = await logOf(viewer, id);
    const banned = { ...viewer, banned: true };
    await expect(testWebhook(banned, id, now)).rejects.toMatchObject({ code: "forbidden" });
    const again = redeliver(banned, { webhookId: id, id: row?.id ?? 0 }, now);
    await expect(again).rejects.toMatchObject({ code: "forbidden" });
    await unbanPerson(await makePerson({ role: "moderator" }), viewer.username);
    expect(await run(now)).toEqual({ delivered: 1, failed: 0 });
  });

  it("waits while its webhook is switched off", async () => {
    const { viewer, id } = await makeHook("/200", 1);
    await setWebhook(viewer, id, false, now);
    expect(await run(now)).toEqual({ delivered: 0, failed: 0 });
    await setWebhook(viewer, id, true, now);
    expect(await run(now)).toEqual({ delivered: 1, failed: 0 });
  });
});

describe("a webhook that no longer answers", () => {
  const giveUp = async (webhookId: number, count: number, from: number) => {
    await addNews(webhookId, count, from);
    await getDb().webhookDelivery.updateMany({
      where: { webhookId, deliveredAt: null, nextAttemptAt: { not: null } },
      data: { attempts: maxAttempts - 1 },
    });
    for (let i = 0; i < count; i++) await run(minutes(from + i));
  };

  it("is switched off after many deliveries given up in a row, with the reason", async () => {
    const { viewer, id } = await makeHook("/500", 0);
    await giveUp(id, maxGivenUp - 1, 0);
    expect((await getWebhook(viewer, id)).disabledAt).toBeNull();
    await giveUp(id, 1, 100);
    expect(await getWebhook(viewer, id)).toMatchObject({ disabledAt: minutes(100), disabledBy: "failures" });
  });

  it("costs a few jobs a minute, however many deliveries wait, and gets them all in order once it answers", async () => {
    const waiting = 40;
    const { viewer, id } = await makeHook("/500", waiting);
    await runJobs(tasks, now);
    expect(hooks.calls).toHaveLength(1);
    for (let minute = 1; minute <= 4; minute++) {
      // The next attempt of the webhook, and perhaps that of the delivery which failed first.
      expect((await runJobs(tasks, minutes(minute))).length).toBeLessThanOrEqual(2);
      expect(hooks.calls).toHaveLength(1 + minute);
    }
    hooks.answerWith(200);
    hooks.calls.length = 0;
    await run(minutes(5));
    await run(minutes(60));
    const subjects = hooks.calls.map(({ body }) => JSON.parse(body).data.subject);
    expect(new Set(subjects)).toEqual(new Set(Array.from({ length: waiting }, (_, i) => `comment:${i}`)));
    expect(hooks.calls).toHaveLength(waiting);
    expect((await logOf(viewer, id)).every((row) => stateOf(row) === "delivered")).toBe(true);
  });

  it("has its failures forgotten once it answers", async () => {
    const { viewer, id } = await makeHook("/500", 0);
    await giveUp(id, maxGivenUp - 1, 0);
    hooks.answerWith(200);
    await addNews(id, 1, 50);
    await run(minutes(50));
    hooks.answerWith(500);
    await giveUp(id, maxGivenUp - 1, 100);
    expect((await getWebhook(viewer, id)).disabledAt).toBeNull();
  });
});

describe("the owner", () => {
  it("can send a test, even while the webhook is off; a failed test is not retried", async () => {
    const { viewer, id } = await makeHook("/200", 0);
    await setWebhook(viewer, id, false, now);
    expect(await testWebhook(viewer, id, now)).toMatchObject({ status: 200, deliveredAt: now, error: null });
    expect(JSON.parse(hooks.calls[0]?.body ?? "")).toMatchObject({
      event: "test",
      data: { message: "This is a test." },
    });
    expect(hooks.calls[0]?.headers["quire-event"]).toBe("test");
    hooks.answerWith(404);
    for (let i = 0; i <= maxGivenUp; i++)
      expect(stateOf(await testWebhook(viewer, id, minutes(i)))).toBe("given-up");
    await setWebhook(viewer, id, true, now);
    expect((await getWebhook(viewer, id)).disabledAt).toBeNull();
  });

  it("can redeliver a message as if it were new", async () => {
    const { viewer, id } = await makeHook("/200", 1);
    await run(now);
    const [row] = await logOf(viewer, id);
    const again = { webhookId: id, id: row?.id ?? 0 };
    expect(await redeliver(viewer, again, minutes(9))).toMatchObject({
      attempts: 1,
      deliveredAt: minutes(9),
    });
    hooks.answerWith(500);
    expect(await redeliver(viewer, again, minutes(10))).toMatchObject({
      attempts: 1,
      deliveredAt: null,
      nextAttemptAt: minutes(11),
      status: 500,
    });
    expect(hooks.calls.map(({ headers }) => headers["quire-delivery"])).toEqual(
      Array(3).fill(String(row?.id)),
    );
  });

  it("is the only one who may do so", async () => {
    const { viewer, id } = await makeHook("/200", 1);
    const [row] = await logOf(viewer, id);
    const other = await makePerson();
    const missing = { code: "not-found" };
    await expect(listDeliveries(other, id)).rejects.toMatchObject(missing);
    await expect(testWebhook(other, id, now)).rejects.toMatchObject(missing);
    await expect(redeliver(other, { webhookId: id, id: row?.id ?? 0 }, now)).rejects.toMatchObject(missing);
    expect(hooks.calls).toEqual([]);
  });
});

it("the waits between attempts grow", () => {
  expect(nextAttempt(1, now)).toEqual(minutes(1));
  expect(nextAttempt(maxAttempts - 1, now)).toEqual(minutes(1440));
  expect(nextAttempt(maxAttempts, now)).toBeNull();
});
