import { beforeAll, describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { makeSubscription } from "@/e2e/support/made-digests";
import { makeJob, makeQueue } from "@/e2e/support/queue";
import { withTestDb } from "@/e2e/support/test-db";
import { watchClock } from "@/lib/base/clock";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { plus } from "@/lib/base/time";
import { findDueDigests } from "@/lib/digests/find-due-digests";
import { repairHeat } from "@/lib/papers/recount";
import { upvotePaper } from "@/lib/papers/upvotes";
import { correctTimes } from "@/lib/worker/correct-times";

withTestDb();

const now = new Date("2026-03-02T06:30:00Z");
const tomorrow = plus(now, { days: 1 });
const nextYear = plus(now, { days: 365 });
const signal = new AbortController().signal;
const at = (day: number, hour: number) => new Date(Date.UTC(2026, 2, day, hour));

beforeAll(async () => {
  Object.assign(getConfig(), { HUB_TIME_ZONE: "UTC", LOG_LEVEL: "silent" });
  await makeQueue();
});

/** Leaves a worker's heartbeat in the future. */
const mark = (seenAt: Date) =>
  getDb().worker.upsert({
    where: { id: "w" },
    create: { id: "w", connection: "w", startedAt: seenAt, seenAt },
    update: { seenAt },
  });

describe("a clock", () => {
  it("that is set is noticed, whichever way, but not one that goes slightly wrong", () => {
    let [wall, steady] = [1_000_000, 5000];
    const step = watchClock(() => ({ wall, steady }));
    wall += 10_000;
    steady += 10_000;
    expect(step()).toBe(0);
    wall += 40_000;
    expect(step()).toBe(0);
    wall -= 86_400_000;
    expect(step()).toBe(-86_400_000);
    wall += 3_600_000;
    expect(step()).toBe(3_600_000);
  });
});

describe("after the clock was set back", () => {
  it("nothing is changed if the worker left no marks in the future", async () => {
    await makeJob("tidy-search", { runAt: tomorrow });
    expect(await correctTimes(now)).toBeNull();
  });

  it("votes count as cast now, so that no paper stays on top until their time", async () => {
    const paper = await makePaper();
    await upvotePaper(await makePerson(), paper.key, nextYear);
    const high = (await getDb().paper.findUniqueOrThrow({ where: { id: paper.id } })).heat;
    await mark(nextYear);
    expect(await correctTimes(now)).toMatchObject({ papers: 1 });
    const { heat } = await getDb().paper.findUniqueOrThrow({ where: { id: paper.id } });
    expect(high - heat).toBeGreaterThan(200);
    expect(await repairHeat({ mend: false })).toEqual([]);
    expect((await getDb().vote.findFirstOrThrow({ where: { paperId: paper.id } })).castAt).toEqual(now);
    expect(await correctTimes(now)).toBeNull();
  });

  it("jobs wait as long as was meant, and the schedule and the indexing go on", async () => {
    const id = await makeJob("repair-heat", { runAt: plus(nextYear, { minutes: 5 }) });
    await getDb().$executeRaw`
      UPDATE graphile_worker._private_jobs SET created_at = ${nextYear}, updated_at = ${nextYear} WHERE id = ${id}`;
    await getDb().$executeRaw`
      INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
      VALUES ('index-papers', ${now}, ${nextYear})`;
    await saveSetting("search-sweep", { at: nextYear.toISOString(), model: null });
    await getDb().repository.create({ data: { url: "https://github.com/a/b", askedAt: nextYear } });
    await getDb().arxivPull.create({
      data: {
        setName: "cs",
        fromDay: nextYear,
        untilDay: nextYear,
        startedAt: nextYear,
        finishedAt: nextYear,
      },
    });
    expect(await correctTimes(now)).not.toBeNull();
    const [job] = await getDb().$queryRaw<object[]>`
      SELECT run_at AS at FROM graphile_worker._private_jobs WHERE id = ${id}`;
    expect(job).toEqual({ at: plus(now, { minutes: 5 }) });
    const [task] = await getDb().$queryRaw<object[]>`
      SELECT last_execution AS at FROM graphile_worker._private_known_crontabs WHERE identifier = 'index-papers'`;
    expect(task).toEqual({ at: now });
    expect(await findSetting("search-sweep")).toBeNull();
    expect(await getDb().arxivPull.count()).toBe(0);
    expect(await getDb().repository.findMany()).toMatchObject([{ askedAt: null }]);
  });

  it("a webhook's pause ends, and a delivery is tried again after the time that was meant", async () => {
    const { id: userId } = await makePerson();
    const hook = { userId, url: "https://example.org/", event: "comment", secret: "s" } as const;
    const { id } = await getDb().webhook.create({
      data: { ...hook, waitsUntil: plus(tomorrow, { minutes: 1 }) },
    });
    const delivery = await getDb().webhookDelivery.create({
      data: {
        webhookId: id,
        kind: "test",
        payload: {},
        createdAt: now,
        lastAttemptAt: tomorrow,
        nextAttemptAt: plus(tomorrow, { minutes: 30 }),
      },
    });
    await mark(tomorrow);
    await correctTimes(now);
    const { waitsUntil } = await getDb().webhook.findUniqueOrThrow({ where: { id } });
    expect(waitsUntil).toEqual(plus(now, { minutes: 5 }));
    expect(await getDb().webhookDelivery.findUniqueOrThrow({ where: { id: delivery.id } })).toMatchObject({
      lastAttemptAt: now,
      nextAttemptAt: plus(now, { minutes: 30 }),
    });
  });

  it("a digest comes at its time, and none is sent twice", async () => {
    const waiting = await makeSubscription({ nextAt: at(2, 7), feed: "/topics/cs.CL" });
    const early = await makeSubscription({ nextAt: at(2, 5), hour: 5, feed: "/topics/cs.CL" });
    const states = (id: number) =>
      getDb().digest.findMany({
        where: { subscriptionId: id },
        orderBy: { dueAt: "asc" },
        select: { state: true, dueAt: true },
      });
    await findDueDigests({ now, signal });
    await getDb().digest.updateMany({ where: { subscriptionId: early.id }, data: { state: "sent" } });
    // The clock is set forward by a day: both subscriptions are due for times that have not come yet.
    await findDueDigests({ now: tomorrow, signal });
    await getDb().digest.updateMany({ where: { subscriptionId: waiting.id }, data: { state: "skipped" } });
    await getDb().digest.updateMany({
      where: { subscriptionId: early.id, dueAt: at(3, 5) },
      data: { state: "sent" },
    });
    await mark(tomorrow);
    await correctTimes(now);
    expect(await states(waiting.id)).toEqual([]);
    expect(await states(early.id)).toEqual([
      { state: "sent", dueAt: at(2, 5) },
      { state: "sent", dueAt: at(3, 5) },
    ]);
    await findDueDigests({ now: at(2, 8), signal });
    await findDueDigests({ now: at(3, 8), signal });
    expect((await states(waiting.id)).map(({ dueAt }) => dueAt)).toEqual([at(2, 7), at(3, 7)]);
    expect(await states(early.id)).toHaveLength(2);
    await findDueDigests({ now: at(4, 8), signal });
    expect((await states(early.id)).at(-1)?.dueAt).toEqual(at(4, 5));
  });
});
