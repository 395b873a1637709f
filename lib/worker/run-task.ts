import type { Job, Task as QueueTask } from "graphile-worker";
import { getDb } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { type AskedTask, isAskedTask, type Payloads } from "@/lib/queue/enqueue";
import { noteRun, type Run } from "@/lib/queue/tasks";
import { dropKey } from "@/lib/queue/workers";
import type { AskedTasks, Task, TaskContext } from "@/lib/worker/tasks";

/** A task of the schedule as the queue runs it: told the time and when to stop, logged, its run noted. */
export function queueTask(name: string, task: Task): QueueTask {
  return async (_payload, { abortSignal, job }) => {
    const startedAt = new Date();
    const started = performance.now();
    const run = () => ({ task: name, startedAt, ms: Math.round(performance.now() - started) });
    try {
      const result = await task({ now: startedAt, signal: abortSignal });
      // Most tasks run each minute and find nothing to do: that must not fill the terminal.
      getLog()[isIdle(result) ? "debug" : "info"]({ ...run(), startedAt: undefined, result }, "job done");
      await note({ ...run(), result });
    } catch (error) {
      await note({ ...run(), error: error instanceof Error ? error.message : String(error) });
      if (job.attempts >= job.max_attempts) await giveUp(job);
      throw error;
    }
  };
}

/** Whether a result says that there was nothing to do: no value, zero, or nothing but such values. */
export function isIdle(result: unknown): boolean {
  if (typeof result !== "object" || result === null) return !result;
  return Object.values(result).every(isIdle);
}

/** The tasks that are asked for when something happens, as the queue runs them. A run that throws stays with its error. */
export function queueAskedTasks(tasks: AskedTasks): Record<string, QueueTask> {
  return Object.fromEntries(
    Object.keys(tasks)
      .filter(isAskedTask)
      .map((name) => [name, queueOne(tasks, name)]),
  );
}

function queueOne<T extends AskedTask>(tasks: AskedTasks, name: T): QueueTask {
  return async (payload, { abortSignal, job }) => {
    const context: TaskContext = { now: new Date(), signal: abortSignal };
    try {
      // What `addJob` wrote, whose payload has this type.
      const result = await tasks[name](payload as Payloads[T], context);
      getLog()[isIdle(result) ? "debug" : "info"]({ task: name, result }, "job done");
    } catch (error) {
      if (job.attempts >= job.max_attempts) await dropKey(getDb(), BigInt(job.id));
      throw error;
    }
  };
}

/** That a run cannot be noted is no reason to do its work again. */
async function note(run: Run): Promise<void> {
  await noteRun(run).catch((error: unknown) =>
    getLog().error({ err: error, task: run.task }, "run not noted"),
  );
}

/** After its last attempt a job stays, to be looked at; of earlier ones of its task the news is old. */
async function giveUp({ id, task_identifier: task }: Job): Promise<void> {
  await dropKey(getDb(), BigInt(id));
  await getDb().$queryRaw`
    SELECT 1 FROM graphile_worker.complete_jobs(ARRAY(SELECT id FROM graphile_worker.jobs
      WHERE task_identifier = ${task} AND id <> ${BigInt(id)} AND locked_at IS NULL AND attempts >= max_attempts))`;
}
