import { setMaxListeners } from "node:events";
import type { Job, Task as QueueTask } from "graphile-worker";
import { getDb } from "@/lib/base/db";
import { messageOf } from "@/lib/base/errors";
import { getLog } from "@/lib/base/log";
import { type EventTask, isEventTask, type Payloads } from "@/lib/queue/enqueue";
import { noteRun, noteStart, type Run } from "@/lib/queue/tasks";
import type { EventTasks, Task, TaskContext } from "@/lib/worker/tasks";

/** Wraps a scheduled task for the queue: passes the time and the abort signal, logs the result, and records the run. */
export function queueTask(name: string, task: Task): QueueTask {
  return async (_payload, { abortSignal, job }) => {
    const startedAt = new Date();
    const started = performance.now();
    allowListeners(abortSignal);
    const run = (): Run => ({ task: name, startedAt, ms: Math.round(performance.now() - started) });
    await logFailure(noteStart(name, startedAt), name);
    try {
      const result = await task({ now: startedAt, signal: abortSignal });
      // Most tasks run every minute and find nothing to do; their results must not fill the terminal.
      getLog()[isIdle(result) ? "debug" : "info"]({ ...run(), startedAt: undefined, result }, "job done");
      await logFailure(noteRun({ ...run(), result }), name);
    } catch (error) {
      await logFailure(noteRun({ ...run(), error: messageOf(error) }), name);
      // A failure to delete them must not take the place of the error that the job keeps.
      if (job.attempts >= job.max_attempts) await logFailure(deleteEarlier(job), name);
      throw error;
    }
  };
}

/** Whether a result means that there was nothing to do: no value, zero, or an object or list of only such values. */
export function isIdle(result: unknown): boolean {
  if (typeof result !== "object" || result === null) return !result;
  return Object.values(result).every(isIdle);
}

/** Wraps the tasks that follow from events for the queue. A job that fails for the last time stays in the queue with its error. */
export function queueEventTasks(tasks: EventTasks): Record<string, QueueTask> {
  return Object.fromEntries(
    Object.keys(tasks)
      .filter(isEventTask)
      .map((name) => [name, queueOne(tasks, name)]),
  );
}

function queueOne<T extends EventTask>(tasks: EventTasks, name: T): QueueTask {
  return async (payload, { abortSignal }) => {
    allowListeners(abortSignal);
    const context: TaskContext = { now: new Date(), signal: abortSignal };
    // The payload was written by `addJob`, which checks its type.
    const result = await tasks[name](payload as Payloads[T], context);
    getLog()[isIdle(result) ? "debug" : "info"]({ task: name, result }, "job done");
  };
}

/** All jobs of a worker share its signal, so that many listeners are no sign of a leak, of which Node would warn. */
function allowListeners(signal: AbortSignal): void {
  setMaxListeners(0, signal);
}

/** Waits for a run to be recorded. If that fails, it is only logged, because throwing would make the queue repeat the task. */
async function logFailure(recorded: Promise<void>, task: string): Promise<void> {
  await recorded.catch((error: unknown) => getLog().error({ err: error, task }, "run not noted"));
}

/** Deletes the earlier failed jobs of a task whose job stays in the queue after its last attempt, for an admin to see. */
async function deleteEarlier({ id, task_identifier: task }: Job): Promise<void> {
  await getDb().$queryRaw`
    SELECT 1 FROM graphile_worker.complete_jobs(ARRAY(SELECT id FROM graphile_worker.jobs
      WHERE task_identifier = ${task} AND id <> ${BigInt(id)} AND locked_at IS NULL AND attempts >= max_attempts))`;
}
