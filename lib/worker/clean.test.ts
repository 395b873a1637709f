import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { keepInOutbox, listOutbox } from "@/lib/mail/outbox";
import { cleanExpired, isClockDoubtful } from "@/lib/worker/clean";

withTestDb();

const dir = mkdtempSync(join(tmpdir(), "quire-clean-"));
beforeAll(() => void Object.assign(getConfig(), { QUIRE_DIR: dir }));
afterAll(() => rmSync(dir, { recursive: true }));

const now = new Date("2026-03-20T00:00:00Z");
const days = (count: number) => plus(now, { days: count });

describe("cleanExpired", () => {
  it("deletes what has expired, and nothing else", async () => {
    const db = getDb();
    const { id: userId } = await makePerson();
    for (const [i, expires] of [days(-1), days(1)].entries()) {
      await db.session.create({ data: { userId, sessionToken: `s${i}`, expires } });
      await db.verificationToken.create({ data: { identifier: "a@example.org", token: `t${i}`, expires } });
    }
    const addresses = [
      { email: "old@example.org", createdAt: days(-8) },
      { email: "new@example.org", createdAt: days(-6) },
      { email: "reader@example.org", createdAt: days(-400), confirmedAt: days(-399) },
      {
        email: "left@example.org",
        createdAt: days(-800),
        confirmedAt: days(-799),
        unsubscribedAt: days(-366),
      },
      {
        email: "gone@example.org",
        createdAt: days(-800),
        confirmedAt: days(-799),
        unsubscribedAt: days(-364),
      },
    ];
    await db.subscription.createMany({ data: addresses.map((one) => ({ ...one, token: one.email })) });
    const pull = { setName: "cs", fromDay: now, untilDay: now };
    await db.arxivPull.createMany({
      data: [days(-101), days(-99)].map((startedAt) => ({ ...pull, startedAt })),
    });
    const hook = { userId, url: "https://example.org/", event: "comment", secret: "s" } as const;
    const { id: webhookId } = await db.webhook.create({ data: hook });
    const deliveries = [days(-31), days(-29)].map((createdAt, commentId) => ({ commentId, createdAt }));
    await db.webhookDelivery.createMany({
      data: deliveries.map((one) => ({ ...one, webhookId, kind: "comment" as const, payload: {} })),
    });

    const { id: paperId } = await makePaper();
    const follow = { userId, kind: "search", ref: "q=a", label: "a" } as const;
    const { id: followId } = await db.follow.create({ data: follow });
    for (const [version, at] of [days(-91), days(-89)].entries()) {
      const data = { userId, kind: "version", version, paperId, createdAt: at } as const;
      await db.notification.create({ data });
      const { id: other } = await makePaper();
      await db.followHit.create({ data: { followId, paperId: other, foundAt: at } });
      await db.impression.create({ data: { userId, paperId: other, shownAt: days(-95), openedAt: at } });
    }

    const { id: subscriptionId } = await db.subscription.findFirstOrThrow({
      where: { confirmedAt: { not: null } },
    });
    const digests = [days(-366), days(-364)].map((dueAt) => ({
      subscriptionId,
      dueAt,
      periodKind: "day" as const,
      periodStart: dueAt,
    }));
    await db.digest.createMany({ data: digests });

    const mail = { from: "a@example.org", to: "b@example.org", subject: "A", text: "B" };
    for (const at of [days(-31), days(-29)]) await keepInOutbox(mail, at);

    const one = {
      sessions: 1,
      tokens: 1,
      subscriptions: 2,
      pulls: 1,
      deliveries: 1,
      notifications: 1,
      hits: 1,
      digests: 1,
      impressions: 1,
      mails: 2,
    };
    const none = {
      sessions: 0,
      tokens: 0,
      subscriptions: 0,
      pulls: 0,
      deliveries: 0,
      notifications: 0,
      hits: 0,
      digests: 0,
      impressions: 0,
      mails: 0,
    };
    expect(await cleanExpired(now)).toEqual(one);
    expect(await cleanExpired(now)).toEqual(none);
    expect(await db.session.findMany({ select: { sessionToken: true } })).toEqual([{ sessionToken: "s1" }]);
    expect(await db.subscription.count()).toBe(3);
    expect(await listOutbox()).toHaveLength(1);
  });
});

describe("after a month without cleaning", () => {
  it("nothing is deleted until a worker has run for a day, in case the clock is wrong", async () => {
    expect(await isClockDoubtful(now)).toBe(false);
    const task = { name: "clean-expired", match: "20 3 * * *", attempts: 10 };
    await getDb().task.create({ data: { ...task, succeededAt: days(-29) } });
    expect(await isClockDoubtful(now)).toBe(false);
    await getDb().task.update({ where: { name: task.name }, data: { succeededAt: days(-40) } });
    const worker = (id: string, startedAt: Date) =>
      getDb().worker.create({ data: { id, connection: id, startedAt, seenAt: now } });
    await worker("new", days(0));
    expect(await isClockDoubtful(now)).toBe(true);
    await worker("settled", days(-2));
    expect(await isClockDoubtful(now)).toBe(false);
  });
});
