import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { makeJob, makeQueue } from "@/e2e/support/queue";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import type { Viewer } from "@/lib/people/viewer";
import { addJob, enqueue, hasQueue } from "@/lib/queue/enqueue";
import { checkQueue, readQueue } from "@/lib/queue/health";
import { forgetJob, listJobs, retryJob } from "@/lib/queue/jobs";
import { keepSchedule, keptRuns, listMissed, listTasks, noteRun, noteStart } from "@/lib/queue/tasks";
import { noteWorker } from "@/lib/queue/workers";

withTestDb();

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 12, minutes));
const forbidden = { code: "forbidden" };
let admin: Viewer;

it("before the first worker the queue is empty, and its health says that no worker was seen", async () => {
  admin = await makePerson({ role: "admin" });
  await getDb().$executeRaw`DROP SCHEMA graphile_worker CASCADE`;
  expect(await hasQueue()).toBe(false);
  expect(await listJobs(admin)).toEqual([]);
  const { queue, troubles } = await checkQueue(at(0));
  expect(queue).toMatchObject({ waiting: 0, running: 0, failed: 0, workers: 0, workerSeenAt: null });
  expect(troubles).toEqual(["No worker has been heard of: nothing is pulled, indexed or sent."]);
});

describe("with a queue", () => {
  beforeAll(makeQueue);
  beforeEach(() => getDb().$executeRaw`DELETE FROM graphile_worker._private_jobs`);

  it("only an admin sees failed, running and waiting jobs", async () => {
    await makeJob("clean-expired", { runAt: at(5), attempts: 1, error: "no" });
    await makeJob("repair-heat", { worker: "pool-1", lockedAt: at(1), attempts: 1 });
    await makeJob("tidy-search", { attempts: 3, error: "It broke." });
    expect(await listJobs(admin)).toMatchObject([
      { task: "tidy-search", state: "failed", attempts: 3, maxAttempts: 3, error: "It broke." },
      { task: "repair-heat", state: "running", at: at(1), attempts: 1 },
      { task: "clean-expired", state: "waiting", at: at(5), attempts: 1 },
    ]);
    for (const role of ["member", "moderator"] as const) {
      const viewer = await makePerson({ role });
      for (const call of [() => listJobs(viewer), () => retryJob(viewer, 1), () => forgetJob(viewer, 1)])
        await expect(call()).rejects.toMatchObject(forbidden);
      await expect(listTasks(viewer, at(0))).rejects.toMatchObject(forbidden);
    }
  });

  it("a task that has been running for hours is listed with its beginning, though its lock was renewed", async () => {
    await keepSchedule([{ task: "repair-heat", match: "40 3 * * *" }]);
    await noteStart("repair-heat", at(0));
    await makeJob("repair-heat", { worker: "pool-1", lockedAt: at(50), attempts: 1 });
    expect(await listJobs(admin)).toMatchObject([{ task: "repair-heat", state: "running", at: at(0) }]);
    await keepSchedule([]);
  });

  it("a failed job can be retried, as one job, or forgotten", async () => {
    const id = await makeJob("tidy-search", { attempts: 3, error: "It broke." });
    await retryJob(admin, id);
    const [again, ...others] = await listJobs(admin);
    expect(others).toEqual([]);
    expect(again).toMatchObject({ task: "tidy-search", state: "waiting", attempts: 0, error: null });
    await expect(retryJob(admin, id)).rejects.toMatchObject({ code: "not-found" });
    await forgetJob(admin, again?.id ?? 0);
    expect(await listJobs(admin)).toEqual([]);
  });

  it("a job that waits for its next attempt can run at once; a running one cannot be changed", async () => {
    const later = plus(new Date(), { hours: 1 });
    const waits = await makeJob("tidy-search", { runAt: later, attempts: 2, error: "It broke." });
    await retryJob(admin, waits);
    await retryJob(admin, waits);
    const [job] = await listJobs(admin);
    expect(job).toMatchObject({ id: waits, attempts: 2 });
    expect(job?.at.getTime()).toBeLessThan(later.getTime());
    const runs = await makeJob("repair-heat", { worker: "pool-1", lockedAt: at(1) });
    for (const act of [retryJob, forgetJob])
      await expect(act(admin, runs)).rejects.toMatchObject({ code: "conflict" });
  });

  it("a job that an event added is retried with its payload", async () => {
    await addJob(getDb(), "deliver-webhook", { deliveryId: 7 }, { key: "deliver-webhook:7" });
    await getDb().$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = max_attempts`;
    const [failed] = await listJobs(admin);
    await retryJob(admin, failed?.id ?? 0);
    const [waiting, ...others] = await listJobs(admin);
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({ id: failed?.id, task: "deliver-webhook", state: "waiting", attempts: 0 });
    await retryJob(admin, failed?.id ?? 0);
    expect(await getDb().$queryRaw`SELECT payload FROM graphile_worker._private_jobs`).toEqual([
      { payload: { deliveryId: 7 } },
    ]);
  });

  it("a task has one job while it waits, runs or waits to be retried", async () => {
    await keepSchedule([{ task: "tidy-search", match: "10 4 * * *", attempts: 9 }]);
    await enqueue(getDb(), "tidy-search");
    await enqueue(getDb(), "tidy-search");
    expect(await listJobs(admin)).toMatchObject([{ maxAttempts: 9 }]);
    await makeJob("repair-heat", { worker: "pool-1", lockedAt: at(1), attempts: 1 });
    await enqueue(getDb(), "repair-heat");
    expect(await listJobs(admin)).toHaveLength(2);
  });

  it("the queue's state says how long due jobs have waited", async () => {
    await noteWorker({ id: "pool-1", connection: "c", now: at(40) });
    await makeJob("tidy-search", { runAt: at(10) });
    await makeJob("clean-expired", { runAt: at(30) });
    await makeJob("repair-heat", { attempts: 3 });
    expect(await readQueue(at(41))).toMatchObject({
      waiting: 2,
      running: 0,
      failed: 1,
      oldestWaitingSeconds: 31 * 60,
      workers: 1,
      seenAt: at(40),
    });
    expect((await checkQueue(at(41))).troubles).toEqual([
      "Jobs have been due for over a quarter of an hour.",
      "The task repair-heat failed as often as it is tried and has not succeeded since.",
    ]);
    expect((await checkQueue(at(50))).troubles[0]).toContain(
      "No worker has been heard of since 2026-03-02T12:40",
    );
  });
});

describe("runs", () => {
  it("are kept for every scheduled task, only the latest ones", async () => {
    await keepSchedule([
      { task: "tidy-search", match: "10 4 * * *" },
      { task: "repair-heat", match: "* * * * *", attempts: 2 },
    ]);
    for (let i = 0; i < keptRuns + 3; i += 1)
      await noteRun({ task: "tidy-search", startedAt: at(i), ms: 12.4, result: { rows: i, big: 7n } });
    await noteRun({ task: "tidy-search", startedAt: at(30), ms: 5, error: "x".repeat(5000) });
    await noteRun({ task: "of-old", startedAt: at(30), ms: 5 });
    const [heat, tidy] = await listTasks(admin, at(0));
    expect(heat).toMatchObject({ name: "repair-heat", attempts: 2, runCount: 0, runs: [], nextAt: at(1) });
    expect(tidy).toMatchObject({ runCount: keptRuns + 4, failedCount: 1, succeededAt: at(keptRuns + 2) });
    expect(tidy?.runs).toHaveLength(keptRuns);
    expect(tidy?.runs[0]?.error).toHaveLength(2000);
    expect(tidy?.runs[1]).toMatchObject({ ms: 12, result: { rows: keptRuns + 2, big: "7" } });
    expect(await getDb().taskRun.count()).toBe(keptRuns);
  });

  it("of a task that no longer exists are deleted", async () => {
    await keepSchedule([{ task: "repair-heat", match: "* * * * *" }]);
    expect((await listTasks(admin, at(0))).map(({ name }) => name)).toEqual(["repair-heat"]);
    expect(await getDb().taskRun.count()).toBe(0);
  });
});

describe("tasks whose time passed while the hub was off", () => {
  const night = { task: "clean-expired", match: "20 3 * * *" };
  const often = { task: "index-papers", match: "* * * * *" };
  const hourly = { task: "find-neighbours", match: "35 * * * *" };
  const items = [often, night, hourly];
  const on = (day: number, hour: number) => new Date(Date.UTC(2026, 2, day, hour));
  const knowSince = (since: Date) => getDb().$executeRaw`
    INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
    SELECT unnest(ARRAY['clean-expired', 'index-papers', 'find-neighbours']), ${since}, NULL
    ON CONFLICT (identifier) DO UPDATE SET known_since = excluded.known_since`;

  beforeAll(async () => {
    await makeQueue();
    await keepSchedule(items);
  });

  it("are none on a new hub, and before the first night", async () => {
    expect(await listMissed(items, on(1, 9))).toEqual([]);
    await knowSince(on(1, 9));
    expect(await listMissed(items, on(1, 18))).toEqual([]);
  });

  it("are those of the night, also if they never ran, but not those that are due again soon", async () => {
    expect(await listMissed(items, on(2, 9))).toEqual(["clean-expired"]);
    await noteRun({ task: "clean-expired", startedAt: on(2, 9), ms: 5 });
    expect(await listMissed(items, on(2, 18))).toEqual([]);
    expect(await listMissed(items, on(3, 9))).toEqual(["clean-expired"]);
    // It failed, so it has not been done.
    await noteRun({ task: "clean-expired", startedAt: on(3, 9), ms: 5, error: "no" });
    expect(await listMissed(items, on(3, 10))).toEqual(["clean-expired"]);
    await noteRun({ task: "clean-expired", startedAt: on(3, 10), ms: 5 });
    expect(await listMissed(items, on(3, 10))).toEqual([]);
  });
});
