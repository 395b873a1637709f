import type { Tx } from "@/lib/db";
import type { TaskName } from "@/lib/jobs/tasks";

/**
 * Puts a task in the worker's queue, once however often it is asked while it waits. In a transaction, the job exists
 * when that commits, and never without what was written beside it.
 */
export async function enqueue(tx: Pick<Tx, "$queryRaw">, task: TaskName): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM graphile_worker.add_job(${task}, json_build_object(), max_attempts := 1, job_key := ${task})`;
}
