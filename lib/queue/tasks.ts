import { getDb } from "@/lib/base/db";
import { hourMs } from "@/lib/base/time";
import type { Viewer } from "@/lib/people/viewer";
import { nextRun } from "@/lib/queue/cron";
import { usualAttempts } from "@/lib/queue/enqueue";
import { assertAdmin } from "@/lib/queue/jobs";

export type Scheduled = { task: string; match: string; attempts?: number };
export type Run = { task: string; startedAt: Date; ms: number; result?: unknown; error?: string };

/** How many runs of each task are kept. The time of the last success is kept separately. */
export const keptRuns = 20;
const maxLength = { error: 2000, result: 500 };

/** Stores the worker's schedule, so that pages can show it, and deletes tasks that no longer exist. */
export async function keepSchedule(items: Scheduled[]): Promise<void> {
  const names = items.map(({ task }) => task);
  const matches = items.map(({ match }) => match);
  const attempts = items.map((item) => item.attempts ?? usualAttempts);
  await getDb().$executeRaw`
    INSERT INTO tasks (name, match, attempts)
    SELECT * FROM unnest(${names}::text[], ${matches}::text[], ${attempts}::int[])
    ON CONFLICT (name) DO UPDATE SET match = excluded.match, attempts = excluded.attempts`;
  await getDb().task.deleteMany({ where: { name: { notIn: names } } });
}

/** Tasks that are due this often, or more often, are not caught up on: their next run is near. */
const oftenMs = hourMs;

/**
 * The scheduled tasks whose time has passed since they last succeeded, because no worker was running or each run failed, in
 * the order of `items`. A task that is new to this hub has missed nothing. Those of every hour or minute are left out.
 */
export async function listMissed(items: Scheduled[], now: Date): Promise<string[]> {
  const rows = await getDb().$queryRaw<{ name: string; since: Date }[]>`
    SELECT t.name, greatest(t.succeeded_at, k.known_since) AS since
    FROM tasks t JOIN graphile_worker._private_known_crontabs k ON k.identifier = t.name`;
  const sinces = new Map(rows.map(({ name, since }) => [name, since]));
  return items
    .filter(({ task, match }) => {
      const since = sinces.get(task);
      return since !== undefined && isRare(match, now) && (nextRun(match, since) ?? now) < now;
    })
    .map(({ task }) => task);
}

function isRare(match: string, now: Date): boolean {
  const next = nextRun(match, now);
  const second = next && nextRun(match, next);
  return !next || !second || second.getTime() - next.getTime() > oftenMs;
}

/** Records that a run of a scheduled task begins. */
export async function noteStart(task: string, startedAt: Date): Promise<void> {
  await getDb().task.updateMany({ where: { name: task }, data: { startedAt } });
}

/** Records the outcome of a scheduled task's run. Runs of other tasks are not recorded. */
export async function noteRun({ task, startedAt, ms, result, error }: Run): Promise<void> {
  const failed = error === undefined ? 0 : 1;
  await getDb().$executeRaw`
    WITH known AS (
      UPDATE tasks SET run_count = run_count + 1, failed_count = failed_count + ${failed}::int,
        succeeded_at = CASE WHEN ${failed}::int = 0 THEN ${startedAt} ELSE succeeded_at END
      WHERE name = ${task} RETURNING name
    )
    INSERT INTO task_runs (task, started_at, ms, result, error)
    SELECT name, ${startedAt}, ${Math.round(ms)}::int, ${resultText(result)}::jsonb, ${error?.slice(0, maxLength.error) ?? null} FROM known`;
  await getDb().$executeRaw`
    DELETE FROM task_runs WHERE task = ${task} AND id <=
      (SELECT id FROM task_runs WHERE task = ${task} ORDER BY id DESC OFFSET ${keptRuns} LIMIT 1)`;
}

/** A task's result as JSON; null if there is none or if it is too long to be shown. */
function resultText(result: unknown): string | null {
  const text = JSON.stringify(result, (_, value) => (typeof value === "bigint" ? `${value}` : value)) ?? "";
  return text && text.length <= maxLength.result ? text : null;
}

export type TaskRun = { startedAt: Date; ms: number; result: unknown; error: string | null };
export type ScheduledTask = {
  name: string;
  /** A cron pattern in UTC: minute, hour, day, month, weekday. */
  match: string;
  /** How often a failing run is attempted in total. */
  attempts: number;
  nextAt: Date | null;
  succeededAt: Date | null;
  runCount: number;
  failedCount: number;
  /** The latest runs, newest first. */
  runs: TaskRun[];
};

/** The scheduled tasks with their latest runs. @throws AppError forbidden */
export async function listTasks(viewer: Viewer, now: Date): Promise<ScheduledTask[]> {
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

/** For each task, how often it ran and failed, and when it last succeeded; for metrics. */
export function listTaskCounts() {
  return getDb().task.findMany({
    select: { name: true, succeededAt: true, runCount: true, failedCount: true },
  });
}
