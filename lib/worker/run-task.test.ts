import { Logger, runOnce } from "graphile-worker";
import { beforeAll, describe, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { makeJob, makeQueue } from "@/e2e/support/queue";
import { withTestDb } from "@/e2e/support/test-db";
import { databaseUrl, getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import type { Viewer } from "@/lib/people/viewer";
import { enqueue } from "@/lib/queue/enqueue";
import { checkQueue } from "@/lib/queue/health";
import { listJobs } from "@/lib/queue/jobs";
import { keepSchedule, listTasks } from "@/lib/queue/tasks";
import { freeLostJobs } from "@/lib/queue/workers";
import { isIdle, queueTask } from "@/lib/worker/run-task";
import type { Task } from "@/lib/worker/tasks";

withTestDb();

const name = "tidy-search";
let admin: Viewer;

beforeAll(async () => {
  await makeQueue();
  admin = await makePerson({ role: "admin" });
  await keepSchedule([{ task: name, match: "* * * * *", attempts: 3 }]);
});

const run = (task: Task) =>
  runOnce({
    connectionString: databaseUrl(),
    taskList: { [name]: queueTask(name, task) },
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
  });

const breaks: Task = async () => {
  throw new Error("It broke.");
};

describe("a task that fails", () => {
  it("waits longer after each attempt, and stays in the queue after the last", async () => {
    await enqueue(getDb(), name);
    for (const attempts of [1, 2]) {
      const begun = Date.now();
      await run(breaks);
      const [job] = await listJobs(admin);
      expect(job).toMatchObject({ state: "waiting", attempts, error: "It broke." });
      // A slow machine only makes this wait longer.
      expect((job?.at.getTime() ?? 0) - begun).toBeGreaterThan(1000 * Math.floor(Math.exp(attempts)));
      await getDb().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`;
    }
    await run(breaks);
    expect(await listJobs(admin)).toMatchObject([{ state: "failed", attempts: 3, error: "It broke." }]);
    expect(await listTasks(admin, new Date())).toMatchObject([
      { runCount: 3, failedCount: 3, succeededAt: null, runs: [{ error: "It broke." }, {}, {}] },
    ]);
  });

  it("does not prevent a new job after the next heartbeat; only its latest failure stays", async () => {
    const [old] = await listJobs(admin);
    await freeLostJobs(new Date());
    await enqueue(getDb(), name);
    expect((await listJobs(admin)).map(({ state }) => state)).toEqual(["failed", "waiting"]);
    await getDb().$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = 2 WHERE key = ${name}`;
    await run(breaks);
    const left = await listJobs(admin);
    expect(left).toMatchObject([{ state: "failed", attempts: 3 }]);
    expect(left[0]?.id).not.toBe(old?.id);
  });

  const troubles = async (now = new Date()) =>
    (await checkQueue(now)).troubles.filter((one) => one.includes(name));

  it("is said to be running while it runs again, and failed only when that fails as well", async () => {
    const failed = [`The task ${name} failed as often as it is tried and has not succeeded since.`];
    expect(await troubles()).toEqual(failed);
    await makeJob(name);
    const said: string[][] = [];
    await run(async () => {
      said.push(await troubles());
      throw new Error("It broke again.");
    });
    expect(said).toEqual([
      [
        expect.stringMatching(
          /^The task tidy-search failed as often as it is tried; now it is running since \d/,
        ),
      ],
    ]);
    expect(await troubles()).toEqual(failed);
    await getDb().$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key = ${name}`;
  });

  it("is no longer reported once it has succeeded", async () => {
    expect(await troubles()).toHaveLength(1);
    await makeJob(name);
    const seen: object[] = [];
    await run(async (context) => {
      seen.push(context);
      return { tables: 1 };
    });
    expect(seen).toEqual([{ now: expect.any(Date), signal: expect.any(AbortSignal) }]);
    expect(await troubles()).toEqual([]);
    const [task] = await listTasks(admin, new Date());
    expect(task?.runs[0]).toMatchObject({ result: { tables: 1 }, error: null });
  });
});

it("a task that has been running for many hours is reported, since it may hang", async () => {
  const troubles = async (now: Date) =>
    (await checkQueue(now)).troubles.filter((one) => one.includes("has been running"));
  const said: string[][] = [];
  await makeJob(name);
  await run(async ({ now }) => {
    said.push(await troubles(plus(now, { hours: 5 })), await troubles(plus(now, { hours: 7 })));
  });
  expect(said).toEqual([[], [expect.stringMatching(/^The task tidy-search has been running since /)]]);
});

it("many tasks may listen to the worker's signal without a warning", async () => {
  const warnings: string[] = [];
  const note = ({ name: kind }: Error) => warnings.push(kind);
  process.on("warning", note);
  await enqueue(getDb(), name);
  await run(async ({ signal }) => {
    for (let n = 0; n < 20; n++) signal.addEventListener("abort", () => undefined);
  });
  process.off("warning", note);
  expect(warnings).toEqual([]);
  const [task] = await listTasks(admin, new Date());
  expect(task?.runs[0]).toMatchObject({ error: null });
});

it("recognises a run that found nothing to do", () => {
  for (const result of [undefined, null, 0, [], {}, { taken: 0, embedded: 0 }, { sent: 0, failed: [] }])
    expect(isIdle(result), JSON.stringify(result)).toBe(true);
  for (const result of [1, [{ key: "x" }], { taken: 1, embedded: 0 }, { failed: [{ error: "down" }] }])
    expect(isIdle(result), JSON.stringify(result)).toBe(false);
});
