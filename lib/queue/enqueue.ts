import { getDb, type Tx } from "@/lib/base/db";

/** How often a run that fails is made in all, where the schedule says nothing else. */
export const usualAttempts = 6;

/**
 * Puts a task in the worker's queue, once however often it is asked: while it waits or runs there is one job of it, on
 * all workers together. In a transaction, the job exists when that commits, and never without what was written beside
 * it. One that runs already may be past what was just written: whatever is found by looking is found at the next tick.
 * @param task a name of the schedule
 */
export async function enqueue(tx: Pick<Tx, "$queryRaw">, task: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM graphile_worker.add_job(${task}, json_build_object(), job_key := ${task},
      max_attempts := coalesce((SELECT attempts FROM tasks WHERE name = ${task}), ${usualAttempts}),
      job_key_mode := 'unsafe_dedupe')`;
}

/** Whether a worker has made the queue's own tables yet: on a new hub the pages are there first. */
export async function hasQueue(): Promise<boolean> {
  const [row] = await getDb().$queryRaw<{ exists: boolean }[]>`
    SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS exists`;
  return row?.exists ?? false;
}
