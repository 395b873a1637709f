import { runMigrations } from "graphile-worker";
import { databaseUrl, getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { addJob, type EventTask, isEventTask, type Payloads } from "@/lib/queue/enqueue";
import { heartbeatMs } from "@/lib/queue/workers";
import type { EventTasks } from "@/lib/worker/tasks";

/** Makes the queue's own tables in the test's database, where they are not there. */
export async function makeQueue(): Promise<void> {
  await runMigrations({ connectionString: databaseUrl() });
}

type MadeJob = { attempts?: number; worker?: string; lockedAt?: Date; error?: string; runAt?: Date };

/** A job as a worker would have left it: begun so often of three times, perhaps locked by that worker. @returns its id */
export async function makeJob(task: string, given: MadeJob = {}): Promise<number> {
  const {
    attempts = 0,
    worker = null,
    lockedAt = null,
    error = null,
    runAt = new Date("2026-03-02T12:00:00Z"),
  } = given;
  const [job] = await getDb().$queryRaw<{ id: number }[]>`
    SELECT id::int FROM graphile_worker.add_job(${task}, job_key := ${task}, max_attempts := 3, run_at := ${runAt})`;
  const id = job?.id ?? 0;
  await getDb().$executeRaw`
    UPDATE graphile_worker._private_jobs SET attempts = ${attempts}, locked_by = ${worker}, locked_at = ${lockedAt},
      last_error = ${error} WHERE id = ${id}`;
  return id;
}

type Running = {
  now: Date;
  /** Ends the run between two jobs. */
  signal: AbortSignal;
  run: (payload: unknown) => Promise<void>;
};

/**
 * Runs the jobs of a task that are due at a moment as a worker does, eight at once, until none is left. A job that throws
 * goes back to the queue, as one whose worker was killed.
 * @throws what the first such job threw, once the others are done
 */
export async function runJobs(task: string, { now, signal, run }: Running): Promise<void> {
  const place = async () => {
    while (!signal.aborted) {
      const job = await takeJob(task, now);
      if (!job) return;
      try {
        await run(job.payload);
      } catch (reason) {
        await getDb().$executeRaw`
          UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL,
            run_at = ${new Date(now.getTime() + heartbeatMs)} WHERE id = ${job.id}`;
        throw reason;
      }
      await getDb().$queryRaw`SELECT 1 FROM graphile_worker.complete_jobs(ARRAY[${job.id}]::bigint[])`;
    }
  };
  const places = await Promise.allSettled(Array.from({ length: 8 }, place));
  for (const result of places) if (result.status === "rejected") throw result.reason;
}

async function takeJob(task: string, now: Date): Promise<{ id: bigint; payload: unknown } | undefined> {
  const [job] = await getDb().$queryRaw<{ id: bigint; payload: unknown }[]>`
    UPDATE graphile_worker._private_jobs SET locked_by = 'test', locked_at = now(), attempts = attempts + 1
    WHERE id = (
      SELECT j.id FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE t.identifier = ${task} AND j.run_at <= ${now} AND j.is_available
      ORDER BY j.priority, j.run_at, j.id LIMIT 1 FOR UPDATE OF j SKIP LOCKED)
    RETURNING id, payload`;
  return job;
}

type DueJob = { task: string; payload: unknown; key: string | null };

/**
 * Does the jobs of some tasks that are due, in the order in which a worker takes them, until none is left: a worker with
 * a clock of the test's. What was asked for at once is due at any time. A job that throws is tried again a minute later.
 * @returns what the tasks gave
 * @throws what the first job threw that did, once the others are done
 */
export async function workQueue(
  tasks: Partial<EventTasks>,
  now: Date,
  signal = new AbortController().signal,
): Promise<unknown[]> {
  const results: unknown[] = [];
  const problems: unknown[] = [];
  for (let job = await takeDueJob(tasks, now); job; job = await takeDueJob(tasks, now)) {
    if (!isEventTask(job.task)) throw new Error(`${job.task} is not a task that something asks for`);
    try {
      results.push(await workOne(tasks, job.task, job.payload, { now, signal }));
    } catch (error) {
      problems.push(error);
      await putBack(job.task, job, now);
    }
  }
  if (problems.length > 0) throw problems[0];
  return results;
}

/** The sum of a figure that jobs gave, such as how many deliveries each wrote. */
export function sumOf(results: unknown[], figure: string): number {
  return results.reduce<number>((sum, result) => sum + Number(Object(result)[figure] ?? 0), 0);
}

function workOne<T extends EventTask>(
  tasks: Partial<EventTasks>,
  task: T,
  payload: unknown,
  context: { now: Date; signal: AbortSignal },
): Promise<unknown> | undefined {
  return tasks[task]?.(payload as Payloads[T], context);
}

async function takeDueJob(tasks: object, now: Date): Promise<DueJob | undefined> {
  const [job] = await getDb().$queryRaw<DueJob[]>`
    DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
    WHERE t.id = j.task_id AND j.id = (
      SELECT d.id FROM graphile_worker._private_jobs d JOIN graphile_worker._private_tasks dt ON dt.id = d.task_id
      WHERE dt.identifier = ANY(${Object.keys(tasks)})
        AND (d.run_at <= ${now} OR d.run_at IN (d.created_at, d.updated_at))
      ORDER BY d.priority, d.run_at, d.id LIMIT 1 FOR UPDATE OF d SKIP LOCKED)
    RETURNING t.identifier AS task, j.payload, j.key`;
  return job;
}

async function putBack(task: EventTask, { payload, key }: DueJob, now: Date): Promise<void> {
  const runAt = plus(now, { minutes: 1 });
  await addJob(getDb(), task, payload as Payloads[typeof task], { runAt, ...(key !== null && { key }) });
}
