import { getDb, Prisma, type Tx } from "@/lib/base/db";
import { minus } from "@/lib/base/time";

/** The interval of a worker's heartbeat, in milliseconds. */
export const heartbeatMs = 10_000;
/** A worker without a heartbeat for this long and without database connections counts as gone. */
export const goneAfterMs = 30_000;
const lostWords = "The worker that ran it ended in the middle.";

const longRun = { hours: 3 };

type Self = { id: string; connection: string; now: Date };

/**
 * Records a worker's heartbeat. It also renews the locks of jobs that have been running for hours, which the queue would
 * otherwise release after four hours.
 * @param self.id the id with which the worker locks jobs
 * @param self.connection the application name of its database connections
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

/** Deregisters a worker that ends. Its unfinished jobs go back to the queue, and the interrupted run does not count as an attempt. */
export async function leaveWorkers(id: string, now: Date): Promise<number> {
  await getDb().worker.deleteMany({ where: { id } });
  await getDb().$executeRaw`
    UPDATE graphile_worker._private_jobs SET attempts = greatest(attempts - 1, 0) WHERE locked_by = ${id}`;
  return releaseJobs(now, Prisma.sql`locked_by = ${id}`);
}

/** A job that a worker has locked; `lock` differs each time that the job is locked. */
export type LockedJob = { id: string; lock: string };

/** The jobs that a worker has locked. */
export function listLockedJobs(id: string): Promise<LockedJob[]> {
  return getDb().$queryRaw<LockedJob[]>`
    SELECT id::text, attempts || ' ' || locked_at AS lock FROM graphile_worker._private_jobs WHERE locked_by = ${id}`;
}

/**
 * Puts some jobs of a worker back into the queue, although it goes on. Their interrupted run does not count as an attempt.
 * @returns how many jobs were put back
 */
export async function putBackJobs(id: string, jobs: string[], now: Date): Promise<number> {
  const ids = jobs.map(BigInt);
  const whose = Prisma.sql`locked_by = ${id} AND id = ANY(${ids}::bigint[])`;
  await getDb().$executeRaw`
    UPDATE graphile_worker._private_jobs SET attempts = greatest(attempts - 1, 0) WHERE ${whose}`;
  return releaseJobs(
    now,
    whose,
    (lost) => Prisma.sql`
    WITH freed AS (
      UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL
      WHERE locked_by = ${id} AND id = ANY(${lost.map((job) => job.id)}::bigint[]) RETURNING job_queue_id
    )
    UPDATE graphile_worker._private_job_queues q SET locked_at = NULL, locked_by = NULL
    FROM freed WHERE q.id = freed.job_queue_id AND q.locked_by = ${id}`,
  );
}

/**
 * Releases the jobs of workers that are gone: they are retried, or given up after the last attempt; those that a later job
 * superseded are removed. A task that was given up can be added again. The queue itself would wait four hours. A killed
 * worker loses its database connections at once, whereas a busy one keeps them even without a heartbeat.
 * @returns how many jobs were released
 */
export async function freeLostJobs(now: Date): Promise<number> {
  const silent = new Date(now.getTime() - goneAfterMs);
  await getDb().$executeRaw`
    DELETE FROM workers w WHERE w.seen_at < ${silent} AND NOT EXISTS (
      SELECT 1 FROM pg_stat_activity a WHERE a.datname = current_database() AND a.application_name = w.connection)`;
  const released = await releaseJobs(
    now,
    Prisma.sql`locked_at < ${silent} AND locked_by NOT IN (SELECT id FROM workers)`,
  );
  await dropKeys();
  return released;
}

/**
 * Removes the keys of jobs that are given up but stay in the queue for an admin to see. As long as such a job had its key,
 * the schedule could not add a new one. This is not part of a job's last attempt, which may have failed because the database
 * was away. The queue has no function of its own for this that keeps the jobs.
 */
async function dropKeys(): Promise<void> {
  await getDb().$executeRaw`
    UPDATE graphile_worker._private_jobs SET key = NULL, updated_at = now()
    WHERE key IS NOT NULL AND locked_at IS NULL AND attempts >= max_attempts`;
}

type Lost = {
  id: bigint;
  worker: string;
  /** It was its last attempt. */
  last: boolean;
  /** A job with its key was added while it ran; the queue then takes its key, and sets its attempts to the maximum. */
  superseded: boolean;
};

type Unlock = (lost: Lost[]) => Prisma.Sql;

const unlockWorkers: Unlock = (lost) =>
  Prisma.sql`SELECT 1 FROM graphile_worker.force_unlock_workers(${lost.map(({ worker }) => worker)}::text[])`;

async function releaseJobs(now: Date, whose: Prisma.Sql, unlock: Unlock = unlockWorkers): Promise<number> {
  return getDb().$transaction(async (tx) => {
    // If two workers notice the same loss, the lock makes the second wait, and it finds nothing left.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('quire-lost-jobs'))`;
    const lost = await tx.$queryRaw<Lost[]>`
      SELECT id, locked_by AS worker, attempts >= max_attempts AS last,
        key IS NULL AND attempts >= max_attempts AND EXISTS (
          SELECT 1 FROM graphile_worker._private_jobs later
          WHERE later.task_id = j.task_id AND later.id > j.id AND later.payload::jsonb = j.payload::jsonb) AS superseded
      FROM graphile_worker._private_jobs j WHERE ${whose}`;
    if (lost.length > 0) await release(tx, lost, now, unlock);
    return lost.length;
  });
}

async function release(tx: Tx, lost: Lost[], now: Date, unlock: Unlock): Promise<void> {
  const superseded = lost.filter((job) => job.superseded);
  const givenUp = lost.filter((job) => job.last && !job.superseded);
  const soon = new Date(now.getTime() + heartbeatMs);
  const ids = (jobs: Lost[]) => jobs.map(({ id }) => id);
  await tx.$executeRaw`${unlock(lost)}`;
  await tx.$queryRaw`SELECT 1 FROM graphile_worker.complete_jobs(${ids(superseded)}::bigint[])`;
  await tx.$queryRaw`SELECT 1 FROM graphile_worker.permanently_fail_jobs(${ids(givenUp)}::bigint[], ${lostWords})`;
  await tx.$queryRaw`
    SELECT 1 FROM graphile_worker.reschedule_jobs(${ids(lost.filter(({ last }) => !last))}::bigint[], run_at := ${soon})`;
}
