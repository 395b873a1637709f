import { getDb } from "@/lib/base/db";
import { type QueueState, readQueue } from "@/lib/queue/state";

export type QueueHealth = Omit<QueueState, "seenAt"> & { workerSeenAt: string | null };

/** A due job that waits longer than this has no worker that could take it. */
const longestWait = 15 * 60;

/** How the worker is doing, and what is wrong with it in sentences for whoever runs the hub. */
export async function checkQueue(now: Date): Promise<{ queue: QueueHealth; troubles: string[] }> {
  const { seenAt, ...queue } = await readQueue(now);
  const since = seenAt ? ` since ${seenAt.toISOString()}` : "";
  const silence = `No worker has been heard of${since}: nothing is pulled, indexed or sent.`;
  const stuck =
    queue.oldestWaitingSeconds > longestWait ? ["Jobs have been due for over a quarter of an hour."] : [];
  const given = queue.failed > 0 ? await listGivenUp() : [];
  return {
    queue: {
      ...queue,
      oldestWaitingSeconds: Math.round(queue.oldestWaitingSeconds),
      workerSeenAt: seenAt?.toISOString() ?? null,
    },
    troubles: [...(queue.workers === 0 ? [silence] : []), ...stuck, ...given],
  };
}

/** Tasks that were given up and have not succeeded since, a sentence about each. */
async function listGivenUp(): Promise<string[]> {
  const rows = await getDb().$queryRaw<{ task: string }[]>`
    SELECT DISTINCT j.task_identifier AS task FROM graphile_worker.jobs j LEFT JOIN tasks t ON t.name = j.task_identifier
    WHERE j.locked_at IS NULL AND j.attempts >= j.max_attempts
      AND (t.succeeded_at IS NULL OR t.succeeded_at < j.updated_at) ORDER BY 1 LIMIT 20`;
  return rows.map(
    ({ task }) => `The task ${task} failed as often as it is tried and has not succeeded since.`,
  );
}
