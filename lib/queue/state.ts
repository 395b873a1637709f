import { getDb, Prisma } from "@/lib/base/db";
import { hasQueue } from "@/lib/queue/enqueue";

export type QueueState = {
  waiting: number;
  running: number;
  failed: number;
  /** How long the one that is due and has waited longest has done so. */
  oldestWaitingSeconds: number;
  /** Workers heard of in the last two minutes. */
  workers: number;
  /** When a worker was last heard of. */
  seenAt: Date | null;
};

const silentAfterMs = 120_000;

/** How the queue and its workers are doing, in figures. */
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
