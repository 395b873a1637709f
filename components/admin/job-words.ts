import type { Job } from "@/lib/queue/jobs";
import { awayWords, spanWords } from "@/lib/queue/span-words";
import type { ScheduledTask, TaskRun } from "@/lib/queue/tasks";

/** The state of a job in a line. */
export function jobWords({ state, at, attempts, maxAttempts }: Job, now: Date): string {
  if (state === "failed")
    return `given up ${awayWords(at, now)} after ${attempts} of ${maxAttempts} attempts`;
  if (state === "running") return `began ${awayWords(at, now)}, attempt ${attempts} of ${maxAttempts}`;
  const due = at > now ? `due ${awayWords(at, now)}` : "due now";
  return attempts > 0 ? `${due}, after ${attempts} of ${maxAttempts} attempts` : due;
}

/** The state of a task in a line: its last run, its last success if that was another run, and its next run. */
export function taskWords({ runs: [last], succeededAt, nextAt }: ScheduledTask, now: Date): string {
  const next = nextAt ? `next ${awayWords(nextAt, now)}` : "not due this week";
  if (!last) return `has not run yet, ${next}`;
  const lastRun = `${last.error === null ? "succeeded" : "failed"} ${awayWords(last.startedAt, now)} in ${spanWords(last.ms)}`;
  if (last.error === null) return `${lastRun}, ${next}`;
  return `${lastRun}, ${succeededAt ? `last succeeded ${awayWords(succeededAt, now)}` : "has not succeeded yet"}, ${next}`;
}

/** The outcome of a run: its error, or its result. */
export function outcomeWords({ error, result }: TaskRun): string {
  if (error !== null) return `failed. ${error}`;
  return result === null ? "done" : JSON.stringify(result);
}
