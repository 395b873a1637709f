import { getDb, Prisma } from "@/lib/db";
import type { Viewer } from "@/lib/people/viewer";
import { assertAdmin } from "@/lib/queue/jobs";
import { nextRun } from "@/lib/queue/next-run";
import { keptRuns } from "@/lib/queue/runs";

export type TaskRun = { startedAt: Date; ms: number; result: unknown; error: string | null };
export type TaskStanding = {
  name: string;
  /** Minute, hour, day, month, weekday, in UTC. */
  match: string;
  /** How often a run that fails is made in all. */
  attempts: number;
  nextAt: Date | null;
  succeededAt: Date | null;
  runCount: number;
  failedCount: number;
  /** The last ones, the newest first. */
  runs: TaskRun[];
};

/** What the worker does by itself, with how it went of late. @throws AppError forbidden */
export async function listTasks(viewer: Viewer, now: Date): Promise<TaskStanding[]> {
  assertAdmin(viewer);
  const tasks = await getDb().task.findMany({
    orderBy: { name: "asc" },
    include: {
      runs: {
        orderBy: { id: "desc" },
        take: keptRuns,
        select: { startedAt: true, ms: true, result: true, error: true },
      },
    },
  });
  return tasks.map((task) => ({ ...task, nextAt: nextRun(task.match, now) }));
}

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
export async function readQueue(now: Date, exists: boolean): Promise<QueueState> {
  const jobs = exists ? Prisma.sql`SELECT * FROM graphile_worker.jobs` : noJobs;
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

/** For figures: every task with how often it ran and failed, and when it last succeeded. */
export function listTaskCounts() {
  return getDb().task.findMany({
    select: { name: true, succeededAt: true, runCount: true, failedCount: true },
  });
}
