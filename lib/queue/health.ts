import { getDb, Prisma } from "@/lib/base/db";
import { findBackupState } from "@/lib/queue/backup-state";
import { hasQueue } from "@/lib/queue/enqueue";

export type QueueState = {
  waiting: number;
  running: number;
  failed: number;
  /** For how long the oldest due job has been waiting. */
  oldestWaitingSeconds: number;
  /** The number of workers seen in the last two minutes. */
  workers: number;
  /** When any worker was last seen. */
  seenAt: Date | null;
};

const silentAfterMs = 120_000;

/** The state of the queue and its workers, in numbers. */
export async function readQueue(now: Date): Promise<QueueState> {
  const jobs = (await hasQueue()) ? Prisma.sql`SELECT * FROM graphile_worker.jobs` : noJobs;
  const [row] = await getDb().$queryRaw<QueueState[]>`
    SELECT count(j.id) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts)::int AS waiting,
      count(locked_at)::int AS running,
      count(j.id) FILTER (WHERE locked_at IS NULL AND attempts >= max_attempts)::int AS failed,
      greatest(0, coalesce(extract(epoch FROM ${now}::timestamptz - min(run_at)
        FILTER (WHERE locked_at IS NULL AND attempts < max_attempts)), 0))::float8 AS "oldestWaitingSeconds",
      (SELECT count(*) FROM workers WHERE seen_at > ${new Date(now.getTime() - silentAfterMs)})::int AS workers,
      (SELECT max(seen_at) FROM workers) AS "seenAt"
    FROM (${jobs}) j`;
  if (!row) throw new Error("The queue gave no figures");
  return row;
}

const noJobs = Prisma.sql`
  SELECT NULL::bigint AS id, NULL::timestamptz AS locked_at, NULL::timestamptz AS run_at, 0 AS attempts, 0 AS max_attempts
  WHERE false`;

export type QueueHealth = Omit<QueueState, "seenAt"> & { workerSeenAt: string | null };

/** If a due job waits longer than this, something is wrong with the workers. */
const maxWaitSeconds = 15 * 60;

type QueueCheck = {
  queue: QueueHealth;
  /** The moment of the newest nightly backup; null if there is none. */
  lastBackup: string | null;
  troubles: string[];
};

/** The health of the queue and of the nightly backups, and their problems as sentences for whoever runs the hub. */
export async function checkQueue(now: Date): Promise<QueueCheck> {
  const [{ seenAt, ...queue }, backups] = await Promise.all([readQueue(now), findBackupState(now)]);
  const since = seenAt ? ` since ${seenAt.toISOString()}` : "";
  const silence = `No worker has been heard of${since}: nothing is pulled, indexed or sent.`;
  const stuck =
    queue.oldestWaitingSeconds > maxWaitSeconds ? ["Jobs have been due for over a quarter of an hour."] : [];
  const givenUp = queue.failed > 0 ? await listGivenUp() : [];
  return {
    queue: {
      ...queue,
      oldestWaitingSeconds: Math.round(queue.oldestWaitingSeconds),
      workerSeenAt: seenAt?.toISOString() ?? null,
    },
    lastBackup: backups?.lastBackup?.toISOString() ?? null,
    troubles: [...(queue.workers === 0 ? [silence] : []), ...stuck, ...givenUp, ...(backups?.troubles ?? [])],
  };
}

/** A sentence for each task that was given up and has not succeeded since. */
async function listGivenUp(): Promise<string[]> {
  const rows = await getDb().$queryRaw<{ task: string }[]>`
    SELECT DISTINCT j.task_identifier AS task FROM graphile_worker.jobs j LEFT JOIN tasks t ON t.name = j.task_identifier
    WHERE j.locked_at IS NULL AND j.attempts >= j.max_attempts
      AND (t.succeeded_at IS NULL OR t.succeeded_at < j.updated_at) ORDER BY 1 LIMIT 20`;
  return rows.map(
    ({ task }) => `The task ${task} failed as often as it is tried and has not succeeded since.`,
  );
}
