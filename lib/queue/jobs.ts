import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { canAdminister } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";
import { enqueue, hasQueue, isEventTask } from "@/lib/queue/enqueue";

type JobState = "failed" | "running" | "waiting";
export type Job = {
  id: number;
  task: string;
  state: JobState;
  /** When it was given up (failed), was started (running), or is due (waiting). */
  at: Date;
  /** The number of attempts so far, including a running one. */
  attempts: number;
  maxAttempts: number;
  error: string | null;
};

const maxJobs = 100;

/** The jobs in the queue: failed ones first, then running, then waiting; at most 100. @throws AppError forbidden */
export async function listJobs(viewer: Viewer): Promise<Job[]> {
  assertAdmin(viewer);
  if (!(await hasQueue())) return [];
  return getDb().$queryRaw<Job[]>`
    SELECT id::int, task, state, at, attempts::int, max_attempts::int AS "maxAttempts", error FROM (
      SELECT id, task_identifier AS task, j.attempts, max_attempts, last_error AS error, CASE WHEN locked_at IS NOT NULL
        THEN 'running' WHEN j.attempts >= max_attempts THEN 'failed' ELSE 'waiting' END AS state,
        CASE WHEN locked_at IS NOT NULL THEN coalesce(t.started_at, locked_at)
          WHEN j.attempts >= max_attempts THEN updated_at ELSE run_at END AS at
      FROM graphile_worker.jobs j LEFT JOIN tasks t ON t.name = task_identifier
    ) j ORDER BY state, at, id LIMIT ${maxJobs}`;
}

/**
 * Makes a job run as soon as a worker is free. A failed job gets all its attempts again; a waiting one becomes due now.
 * @throws AppError forbidden; not-found; conflict while it is running
 */
export async function retryJob(viewer: Viewer, id: number): Promise<void> {
  const { task, state } = await getJob(viewer, id);
  if (isEventTask(task)) return rescheduleJob(id, state);
  await getDb().$transaction(async (tx) => {
    if (state === "failed")
      await tx.$queryRaw`SELECT 1 FROM graphile_worker.complete_jobs(ARRAY[${id}]::bigint[])`;
    await enqueue(tx, task);
    await tx.$queryRaw`
      SELECT 1 FROM graphile_worker.reschedule_jobs(
        ARRAY(SELECT id FROM graphile_worker.jobs WHERE key = ${task}), run_at := now())`;
  });
}

/** Removes a job from the queue; a scheduled task is queued again at its next time. @throws AppError forbidden; not-found; conflict while it is running */
export async function forgetJob(viewer: Viewer, id: number): Promise<void> {
  await getJob(viewer, id);
  await getDb().$queryRaw`SELECT 1 FROM graphile_worker.complete_jobs(ARRAY[${id}]::bigint[])`;
}

/** Reschedules a job that an event added. The job itself must run again, because a new job would lack its payload. */
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
