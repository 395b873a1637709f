import { utcMoment } from "@/lib/base/date-words";
import { getDb, Prisma } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
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
  const tasks = queue.failed + queue.running > 0 ? await listTaskTroubles(now) : [];
  return {
    queue: {
      ...queue,
      oldestWaitingSeconds: Math.round(queue.oldestWaitingSeconds),
      workerSeenAt: seenAt?.toISOString() ?? null,
    },
    lastBackup: backups?.lastBackup?.toISOString() ?? null,
    troubles: [...(queue.workers === 0 ? [silence] : []), ...stuck, ...tasks, ...(backups?.troubles ?? [])],
  };
}

type Doubtful = { task: string; givenUp: boolean; runningSince: Date | null };

/** A run that takes longer than this is said: it may hang. Making 80,000 papers searchable takes over an hour. */
const longRun = { hours: 6 };

/**
 * A sentence for each task that was given up and has not succeeded since, and for each scheduled one that has been running for
 * very long. A task that runs again after it was given up is not called failed.
 */
async function listTaskTroubles(now: Date): Promise<string[]> {
  const rows = await getDb().$queryRaw<Doubtful[]>`
    WITH given_up AS (
      SELECT task_identifier AS task FROM graphile_worker.jobs j LEFT JOIN tasks t ON t.name = task_identifier
      WHERE locked_at IS NULL AND j.attempts >= max_attempts AND (t.succeeded_at IS NULL OR t.succeeded_at < updated_at)),
    running AS (
      SELECT task_identifier AS task, coalesce(t.started_at, locked_at) AS since
      FROM graphile_worker.jobs JOIN tasks t ON t.name = task_identifier WHERE locked_at IS NOT NULL)
    SELECT task, bool_or(g.task IS NOT NULL) AS "givenUp", min(r.since) AS "runningSince"
    FROM given_up g FULL JOIN running r USING (task)
    WHERE g.task IS NOT NULL OR r.since < ${minus(now, longRun)} GROUP BY task ORDER BY task LIMIT 20`;
  return rows.map(taskWords);
}

function taskWords({ task, givenUp, runningSince }: Doubtful): string {
  if (runningSince === null)
    return `The task ${task} failed as often as it is tried and has not succeeded since.`;
  const since = `running since ${utcMoment(runningSince)}`;
  return givenUp
    ? `The task ${task} failed as often as it is tried; now it is ${since}.`
    : `The task ${task} has been ${since}, which is unusually long.`;
}
