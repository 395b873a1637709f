import { beforeAll, describe, expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePaper, makePerson } from "@/e2e/support/made";
import { makeSubscription } from "@/e2e/support/made-digests";
import { makeJob, makeQueue } from "@/e2e/support/queue";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { minus, plus } from "@/lib/base/time";
import { noteBounce } from "@/lib/mail/bounces";
import { keepSchedule, noteRun } from "@/lib/queue/tasks";
import type { DigestState } from "@/prisma/generated/enums";

withTestDb();

describe("the worker's queue", () => {
  const now = new Date("2026-03-02T18:00:00Z");

  beforeAll(makeQueue);

  it("can be listed, and its jobs retried and removed, by an admin", async () => {
    const viewer = await makePerson({ role: "admin" });
    const id = await makeJob("tidy-search", { attempts: 3, error: "It broke." });
    const items = async () =>
      (await callOperation<{ items: { id: number }[] }>("listJobs", { viewer })).items;
    expect(await items()).toMatchObject([{ id, task: "tidy-search", state: "failed", error: "It broke." }]);
    await callOperation("retryJob", { viewer, params: { id } });
    const [again] = await items();
    expect(again).toMatchObject({ state: "waiting", attempts: 0, error: null });
    await callOperation("forgetJob", { viewer, params: { id: again?.id } });
    expect(await items()).toEqual([]);
  });

  it("has tasks with their runs", async () => {
    const viewer = await makePerson({ role: "admin" });
    await keepSchedule([{ task: "tidy-search", match: "10 4 * * *", attempts: 9 }]);
    await noteRun({ task: "tidy-search", startedAt: now, ms: 12, result: { files: 1 } });
    const startedAt = now.toISOString();
    expect(await callOperation("listTasks", { viewer, now })).toEqual({
      items: [
        {
          name: "tidy-search",
          match: "10 4 * * *",
          attempts: 9,
          runCount: 1,
          failedCount: 0,
          nextAt: "2026-03-03T04:10:00.000Z",
          succeededAt: startedAt,
          runs: [{ startedAt, ms: 12, result: { files: 1 }, error: null }],
        },
      ],
    });
  });

  it("is forbidden to moderators", async () => {
    const viewer = await makePerson({ role: "moderator" });
    const id = await makeJob("repair-heat");
    for (const name of ["listTasks", "listJobs", "retryJob", "forgetJob"])
      await expect(callOperation(name, { viewer, params: { id } })).rejects.toMatchObject({
        code: "forbidden",
      });
  });
});

describe("feeds by mail", () => {
  const now = new Date("2026-03-10T18:00:00Z");
  const ago = (hours: number) => minus(now, { hours });
  let days = 0;

  async function makeDigest(subscriptionId: number, state: DigestState, dueAt: Date, papers: number[] = []) {
    const sent = state === "sent" ? { sentAt: dueAt } : {};
    const trouble = state === "failed" ? { error: "The server said no.", attempts: 5 } : {};
    const period = { periodKind: "day", periodStart: plus(now, { days: ++days }) } as const;
    const data = { ...period, subscriptionId, state, dueAt, ...sent, ...trouble };
    const { id } = await getDb().digest.create({ data });
    await getDb().digestPaper.createMany({
      data: papers.map((paperId) => ({ digestId: id, paperId, position: 1 })),
    });
    return id;
  }

  const stateOf = (id: number) => getDb().digest.findUniqueOrThrow({ where: { id } });

  it("are counted for an admin, with failures and numbers of readers", async () => {
    const viewer = await makePerson({ role: "admin" });
    const daily = await makeSubscription();
    const topic = await makeSubscription({ feed: "/topics/cs.CL" });
    await makeSubscription({ unsubscribedAt: ago(1) });
    for (const hours of [0.5, 20, 100, 200]) await makeDigest(daily.id, "sent", ago(hours));
    for (const state of ["due", "composed", "empty", "skipped"] as const)
      await makeDigest(daily.id, state, ago(2));
    const failed = await makeDigest(topic.id, "failed", ago(3));
    await noteBounce("gone@example.org", "bounce", now);
    const { counts, troubled, feeds } = await callOperation("getMailings", { viewer, now });
    expect(counts).toEqual({
      waiting: 2,
      oldestDueAt: ago(2).toISOString(),
      sentHour: 1,
      sentDay: 2,
      sentWeek: 3,
      emptyWeek: 1,
      skippedWeek: 1,
      failed: 1,
      doubtful: 0,
      stopped: 1,
    });
    expect(troubled).toMatchObject([
      {
        id: failed,
        state: "failed",
        email: topic.email,
        feed: "/topics/cs.CL",
        error: "The server said no.",
      },
    ]);
    expect(feeds).toEqual([
      { feed: "/", subscriptions: 1, sentWeek: 3 },
      { feed: "/topics/cs.CL", subscriptions: 1, sentWeek: 0 },
    ]);
  });

  it("can be sent again or skipped, repeatedly", async () => {
    const viewer = await makePerson({ role: "admin" });
    const { id: from } = await makeSubscription();
    const { id: paper } = await makePaper();
    const composed = await makeDigest(from, "doubtful", ago(30), [paper]);
    const empty = await makeDigest(from, "failed", ago(30));
    const gone = await makeDigest(from, "failed", ago(30));
    for (const id of [composed, composed, empty])
      await callOperation("retryDigest", { viewer, params: { id }, now });
    expect(await stateOf(composed)).toMatchObject({
      state: "composed",
      attempts: 0,
      nextAttemptAt: now,
      dueAt: now,
    });
    expect(await stateOf(empty)).toMatchObject({ state: "due", error: null });
    for (const id of [gone, gone, composed]) await callOperation("skipDigest", { viewer, params: { id } });
    expect(await stateOf(gone)).toMatchObject({ state: "skipped", nextAttemptAt: null });
    expect(await stateOf(composed)).toMatchObject({ state: "composed" });
    await expect(callOperation("retryDigest", { viewer, params: { id: 99_999 } })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("that failed in the last day can all be sent again", async () => {
    const viewer = await makePerson({ role: "admin" });
    await getDb().digest.deleteMany();
    const { id: from } = await makeSubscription();
    for (const hours of [1, 20, 30]) await makeDigest(from, "failed", ago(hours));
    await makeDigest(from, "doubtful", ago(1));
    expect(await callOperation("retryDigests", { viewer, now })).toEqual({ digests: 2 });
    expect(await callOperation("retryDigests", { viewer, now })).toEqual({ digests: 0 });
  });

  it("are forbidden to others", async () => {
    const viewer = await makePerson({ role: "moderator" });
    for (const name of ["getMailings", "retryDigests", "retryDigest", "skipDigest"])
      await expect(callOperation(name, { viewer, params: { id: 1 }, now })).rejects.toMatchObject({
        code: "forbidden",
      });
  });
});
