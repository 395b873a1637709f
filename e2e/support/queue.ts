import { runMigrations } from "graphile-worker";
import { databaseUrl, getDb } from "@/lib/base/db";
import { type EventTask, isEventTask, type Payloads } from "@/lib/queue/enqueue";
import { heartbeatMs } from "@/lib/queue/workers";
import type { EventTasks } from "@/lib/worker/tasks";

/** Creates the tables of graphile-worker in the test's database, unless they exist. */
export async function makeQueue(): Promise<void> {
  await runMigrations({ connectionString: databaseUrl() });
}

type MadeJob = { attempts?: number; worker?: string; lockedAt?: Date; error?: string; runAt?: Date };

/** Adds a job as a worker would have left it: tried `attempts` of three times, perhaps locked by `worker`. @returns its id */
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

type TakenJob = { id: bigint; task: string; payload: unknown };

type Options = {
  /** Given to the tasks; once it is aborted, no further job begins. */
  signal?: AbortSignal;
  /** How many jobs run at once. */
  concurrency?: number;
};

/**
 * Runs the due jobs of some tasks as a worker does, but by the test's clock, until none is left. A job that was added
 * without a time is always due. A job that throws goes back to the queue and is due again ten seconds later.
 * @returns what the tasks returned
 * @throws what the first failing job threw, once the others are done
 */
export async function runJobs(
  tasks: Partial<EventTasks>,
  now: Date,
  { signal = new AbortController().signal, concurrency = 1 }: Options = {},
): Promise<unknown[]> {
  const results: unknown[] = [];
  const problems: unknown[] = [];
  const work = async () => {
    for (let job = await takeDueJob(tasks, now); job; job = await takeDueJob(tasks, now)) {
      try {
        results.push(await runTask(tasks, job, { now, signal }));
        await getDb().$queryRaw`SELECT 1 FROM graphile_worker.complete_jobs(ARRAY[${job.id}]::bigint[])`;
      } catch (error) {
        problems.push(error);
        await putBack(job, now);
      }
      if (signal.aborted) return;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  if (problems.length > 0) throw problems[0];
  return results;
}

/** The sum of a figure that tasks returned, such as how many deliveries each wrote. */
export function sumOf(results: unknown[], figure: string): number {
  return results.reduce<number>((sum, result) => sum + Number(Object(result)[figure] ?? 0), 0);
}

async function runTask(
  tasks: Partial<EventTasks>,
  { task, payload }: TakenJob,
  context: { now: Date; signal: AbortSignal },
): Promise<unknown> {
  if (!isEventTask(task)) throw new Error(`${task} is a task of the schedule: it has no payload`);
  return callTask(tasks, task, payload, context);
}

function callTask<T extends EventTask>(
  tasks: Partial<EventTasks>,
  task: T,
  payload: unknown,
  context: { now: Date; signal: AbortSignal },
): Promise<unknown> | undefined {
  return tasks[task]?.(payload as Payloads[T], context);
}

async function takeDueJob(tasks: object, now: Date): Promise<TakenJob | undefined> {
  const [job] = await getDb().$queryRaw<TakenJob[]>`
    UPDATE graphile_worker._private_jobs j SET locked_by = 'test', locked_at = now(), attempts = j.attempts + 1
    FROM graphile_worker._private_tasks t
    WHERE t.id = j.task_id AND j.id = (
      SELECT d.id FROM graphile_worker._private_jobs d JOIN graphile_worker._private_tasks dt ON dt.id = d.task_id
      WHERE dt.identifier = ANY(${Object.keys(tasks)}) AND d.is_available
        AND (d.run_at <= ${now} OR d.run_at IN (d.created_at, d.updated_at))
      ORDER BY d.priority, d.run_at, d.id LIMIT 1 FOR UPDATE OF d SKIP LOCKED)
    RETURNING j.id, t.identifier AS task, j.payload`;
  return job;
}

async function putBack({ id }: TakenJob, now: Date): Promise<void> {
  await getDb().$executeRaw`
    UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL,
      run_at = ${new Date(now.getTime() + heartbeatMs)} WHERE id = ${id}`;
}
