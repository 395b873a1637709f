import { getDb, Prisma, type Tx } from "@/lib/base/db";
import { minus } from "@/lib/base/time";

/** A worker tells of itself so often. */
export const heartbeatMs = 10_000;
/** A worker that was not heard of for so long, and has no connection, is gone. */
const goneAfterMs = 30_000;
const lostWords = "The worker that ran it ended in the middle.";

const longRun = { hours: 3 };

type Self = { id: string; connection: string; now: Date };

/**
 * A worker says that it lives, and keeps what runs for hours: after four the queue would take it for lost.
 * @param id what its jobs are locked by
 * @param connection the name of its connections
 */
export async function noteWorker({ id, connection, now }: Self): Promise<void> {
  await getDb().worker.upsert({
    where: { id },
    create: { id, connection, startedAt: now, seenAt: now },
    update: { seenAt: now },
  });
  await getDb().$executeRaw`
    UPDATE graphile_worker._private_jobs SET locked_at = ${now}
    WHERE locked_by = ${id} AND locked_at < ${minus(now, longRun)}`;
}

/**
 * Takes a job's key, by which the next tick would find it and do nothing: for one that is given up and stays to be looked
 * at. The queue itself has no function for it that spares the job.
 */
export async function dropKey(tx: Pick<Tx, "$executeRaw">, id: bigint): Promise<void> {
  await tx.$executeRaw`UPDATE graphile_worker._private_jobs SET key = NULL, updated_at = now() WHERE id = ${id}`;
}

/** A worker ends: whatever it has not finished goes back to the queue, and what it tried does not count as an attempt. */
export async function leaveWorkers(id: string, now: Date): Promise<number> {
  await getDb().worker.deleteMany({ where: { id } });
  await getDb().$executeRaw`
    UPDATE graphile_worker._private_jobs SET attempts = greatest(attempts - 1, 0) WHERE locked_by = ${id}`;
  return freeJobs(now, Prisma.sql`locked_by = ${id}`);
}

/**
 * Gives the jobs of workers that are gone back to the queue, to be tried again or, after the last attempt, to be looked
 * at. The queue itself would wait for four hours. A worker whose process was killed has lost its connections at once; one
 * that is merely busy keeps them, however long it says nothing.
 * @returns how many were freed
 */
export async function freeLostJobs(now: Date): Promise<number> {
  const silent = new Date(now.getTime() - goneAfterMs);
  await getDb().$executeRaw`
    DELETE FROM workers w WHERE w.seen_at < ${silent} AND NOT EXISTS (
      SELECT 1 FROM pg_stat_activity a WHERE a.datname = current_database() AND a.application_name = w.connection)`;
  return freeJobs(now, Prisma.sql`locked_at < ${silent} AND locked_by NOT IN (SELECT id FROM workers)`);
}

type Lost = { id: bigint; worker: string; last: boolean };

async function freeJobs(now: Date, whose: Prisma.Sql): Promise<number> {
  return getDb().$transaction(async (tx) => {
    // Two workers that notice the same death take turns: the second finds nothing left.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('quire-lost-jobs'))`;
    const lost = await tx.$queryRaw<Lost[]>`
      SELECT id, locked_by AS worker, attempts >= max_attempts AS last FROM graphile_worker.jobs
      WHERE ${whose}`;
    if (lost.length > 0) await free(tx, lost, now);
    return lost.length;
  });
}

async function free(tx: Tx, lost: Lost[], now: Date): Promise<void> {
  const given = lost.filter(({ last }) => last);
  const soon = new Date(now.getTime() + heartbeatMs);
  const ids = (jobs: Lost[]) => jobs.map(({ id }) => id);
  for (const { id } of given) await dropKey(tx, id);
  await tx.$queryRaw`SELECT 1 FROM graphile_worker.force_unlock_workers(${lost.map(({ worker }) => worker)}::text[])`;
  await tx.$queryRaw`SELECT 1 FROM graphile_worker.permanently_fail_jobs(${ids(given)}::bigint[], ${lostWords})`;
  await tx.$queryRaw`
    SELECT 1 FROM graphile_worker.reschedule_jobs(${ids(lost.filter(({ last }) => !last))}::bigint[], run_at := ${soon})`;
}
