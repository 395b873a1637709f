import { getDb } from "@/lib/base/db";
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

/** For figures: every task with how often it ran and failed, and when it last succeeded. */
export function listTaskCounts() {
  return getDb().task.findMany({
    select: { name: true, succeededAt: true, runCount: true, failedCount: true },
  });
}
