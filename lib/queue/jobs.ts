import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { canAdminister } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";
import { enqueue, hasQueue, isAskedTask } from "@/lib/queue/enqueue";

type JobState = "failed" | "running" | "waiting";
export type Job = {
  id: number;
  task: string;
  state: JobState;
  /** When it was given up, began to run, or will be run. */
  at: Date;
  /** Runs begun so far. */
  attempts: number;
  maxAttempts: number;
  error: string | null;
};

const maxJobs = 100;

/** What is in the queue: what was given up first, then what runs, then what waits; at most 100. @throws AppError forbidden */
export async function listJobs(viewer: Viewer): Promise<Job[]> {
  assertAdmin(viewer);
  if (!(await hasQueue())) return [];
  return getDb().$queryRaw<Job[]>`
    SELECT id::int, task, state, at, attempts::int, max_attempts::int AS "maxAttempts", error FROM (
      SELECT id, task_identifier AS task, attempts, max_attempts, last_error AS error, CASE WHEN locked_at IS NOT NULL
        THEN 'running' WHEN attempts >= max_attempts THEN 'failed' ELSE 'waiting' END AS state,
        coalesce(locked_at, CASE WHEN attempts >= max_attempts THEN updated_at ELSE run_at END) AS at
      FROM graphile_worker.jobs
    ) j ORDER BY state, at, id LIMIT ${maxJobs}`;
}

/**
 * Lets a job run as soon as a worker is free: one that was given up begins anew, one that waits need not wait. Again
 * changes nothing more. @throws AppError forbidden, not-found; conflict while it runs
 */
export async function retryJob(viewer: Viewer, id: number): Promise<void> {
  const { task, state } = await getJob(viewer, id);
  if (isAskedTask(task)) return rescheduleJob(id, state);
  await getDb().$transaction(async (tx) => {
    if (state === "failed")
      await tx.$queryRaw`SELECT 1 FROM graphile_worker.complete_jobs(ARRAY[${id}]::bigint[])`;
    await enqueue(tx, task);
    await tx.$queryRaw`
      SELECT 1 FROM graphile_worker.reschedule_jobs(
        ARRAY(SELECT id FROM graphile_worker.jobs WHERE key = ${task}), run_at := now())`;
  });
}

/** Takes a job out of the queue; its schedule asks for it again. @throws AppError forbidden, not-found; conflict while it runs */
export async function forgetJob(viewer: Viewer, id: number): Promise<void> {
  await getJob(viewer, id);
  await getDb().$queryRaw`SELECT 1 FROM graphile_worker.complete_jobs(ARRAY[${id}]::bigint[])`;
}

/** A job that something asked for runs again as it is: another of its task would not know what it is told. */
async function rescheduleJob(id: number, state: JobState): Promise<void> {
  await getDb().$queryRaw`
    SELECT 1 FROM graphile_worker.reschedule_jobs(ARRAY[${id}]::bigint[], run_at := now(),
      attempts := ${state === "failed" ? 0 : null}::int)`;
}

async function getJob(viewer: Viewer, id: number): Promise<Job> {
  const job = (await listJobs(viewer)).find((one) => one.id === id);
  if (!job) throw new AppError("not-found", "This job is not in the queue any more.");
  if (job.state === "running") throw new AppError("conflict", `The task ${job.task} is running just now.`);
  return job;
}

/** @throws AppError forbidden */
export function assertAdmin(viewer: Viewer): void {
  if (!canAdminister(viewer)) throw new AppError("forbidden", "Only admins look after the hub's own work.");
}
