import pg from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeJob, makeQueue } from "@/e2e/support/queue";
import { withTestDb } from "@/e2e/support/test-db";
import { databaseUrl, getDb } from "@/lib/base/db";
import { addJob, enqueue } from "@/lib/queue/enqueue";
import { freeLostJobs, leaveWorkers, listLockedJobs, noteWorker, putBackJobs } from "@/lib/queue/workers";

withTestDb();

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 12, 0, seconds));
const note = (id: string, seconds: number) => noteWorker({ id, connection: `c-${id}`, now: at(seconds) });
const jobs = () => getDb().$queryRaw<Record<string, unknown>[]>`
  SELECT task_identifier AS task, key, attempts::int, last_error AS error, locked_by AS worker, run_at AS "runAt"
  FROM graphile_worker.jobs ORDER BY id`;

beforeAll(makeQueue);
beforeEach(async () => {
  await getDb().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await getDb().worker.deleteMany();
});

describe("jobs of a worker that is gone", () => {
  it("are released once, half a minute after its last heartbeat", async () => {
    await note("pool-1", 0);
    await makeJob("tidy-search", { worker: "pool-1", lockedAt: at(0), attempts: 1 });
    expect(await freeLostJobs(at(30))).toBe(0);
    const freed = await Promise.all([freeLostJobs(at(31)), freeLostJobs(at(31))]);
    expect(freed.sort()).toEqual([0, 1]);
    expect(await jobs()).toMatchObject([{ key: "tidy-search", attempts: 1, worker: null, runAt: at(41) }]);
    expect(await getDb().worker.count()).toBe(0);
  });

  it("are not released while it has a connection, even without heartbeats", async () => {
    const client = new pg.Client({ connectionString: databaseUrl(), application_name: "c-pool-2" });
    await client.connect();
    await note("pool-2", 0);
    await makeJob("tidy-search", { worker: "pool-2", lockedAt: at(0) });
    expect(await freeLostJobs(at(4000))).toBe(0);
    await client.end();
    await expect.poll(() => freeLostJobs(at(4000))).toBe(1);
  });

  it("are given up after the last attempt, and the schedule can add a new one", async () => {
    await makeJob("tidy-search", { worker: "pool-3", lockedAt: at(0), attempts: 3 });
    expect(await freeLostJobs(at(31))).toBe(1);
    await enqueue(getDb(), "tidy-search");
    const error = "The worker that ran it ended in the middle.";
    expect(await jobs()).toMatchObject([
      { key: null, attempts: 3, error, worker: null },
      { key: "tidy-search", attempts: 0, error: null },
    ]);
  });

  it("do not keep the schedule from adding a task whose last attempt failed while the database was away", async () => {
    await makeJob("tidy-search", { attempts: 3 });
    await enqueue(getDb(), "tidy-search");
    await freeLostJobs(at(31));
    await enqueue(getDb(), "tidy-search");
    expect(await jobs()).toMatchObject([
      { key: null, attempts: 3 },
      { key: "tidy-search", attempts: 0 },
    ]);
  });

  it("are removed if a later job has superseded them, rather than given up", async () => {
    const add = () => addJob(getDb(), "deliver-webhook", { deliveryId: 7 }, { key: "deliver-webhook:7" });
    await add();
    await getDb().$executeRaw`
      UPDATE graphile_worker._private_jobs SET locked_by = 'pool-8', locked_at = ${at(0)}, attempts = 1`;
    await add();
    expect(await freeLostJobs(at(31))).toBe(1);
    expect(await jobs()).toMatchObject([
      { key: "deliver-webhook:7", attempts: 0, error: null, worker: null },
    ]);
  });

  it("are released without those of other workers", async () => {
    await note("pool-4", 0);
    await note("pool-5", 40);
    await makeJob("tidy-search", { worker: "pool-4", lockedAt: at(0) });
    await makeJob("repair-heat", { worker: "pool-5", lockedAt: at(0) });
    expect(await freeLostJobs(at(45))).toBe(1);
    expect(await jobs()).toMatchObject([{ worker: null }, { worker: "pool-5" }]);
  });
});

it("a job that a worker has locked without running it goes back, and its other jobs stay locked", async () => {
  await note("pool-9", 0);
  const id = await makeJob("tidy-search", { worker: "pool-9", lockedAt: at(0), attempts: 3 });
  const other = await makeJob("repair-heat", { worker: "pool-9", lockedAt: at(1), attempts: 1 });
  const locked = await listLockedJobs("pool-9");
  expect(locked.map((job) => job.id).sort()).toEqual([`${id}`, `${other}`].sort());
  expect(await putBackJobs("pool-9", [`${id}`], at(5))).toBe(1);
  expect(await jobs()).toMatchObject([
    { task: "tidy-search", key: "tidy-search", attempts: 2, worker: null, runAt: at(15) },
    { task: "repair-heat", attempts: 1, worker: "pool-9" },
  ]);
});

it("a worker that ends puts unfinished jobs back", async () => {
  await note("pool-6", 0);
  await makeJob("tidy-search", { worker: "pool-6", lockedAt: at(0), attempts: 3 });
  expect(await leaveWorkers("pool-6", at(5))).toBe(1);
  // Its last attempt was cut short, and it is not given up for that.
  expect(await jobs()).toMatchObject([{ key: "tidy-search", attempts: 2, worker: null, runAt: at(15) }]);
  expect(await getDb().worker.count()).toBe(0);
});

it("a job that runs for hours stays locked while its worker has heartbeats", async () => {
  await makeJob("tidy-search", { worker: "pool-7", lockedAt: at(0) });
  const lockedAt = async () =>
    (await getDb().$queryRaw`SELECT locked_at AS at FROM graphile_worker.jobs`) as object[];
  await note("pool-7", 3 * 3600);
  expect(await lockedAt()).toEqual([{ at: at(0) }]);
  await note("pool-7", 3 * 3600 + 1);
  expect(await lockedAt()).toEqual([{ at: at(3 * 3600 + 1) }]);
});
