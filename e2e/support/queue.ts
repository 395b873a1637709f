import { runMigrations } from "graphile-worker";
import { databaseUrl, getDb } from "@/lib/base/db";

/** Makes the queue's own tables in the test's database, as the first worker does. */
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
