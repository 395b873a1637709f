import { getLog } from "@/lib/base/log";
import { freeLostJobs, heartbeatMs, leaveWorkers, noteWorker } from "@/lib/queue/workers";

/**
 * Keeps telling that this worker lives, and gives back to the queue what workers that are gone had begun.
 * @param id what the queue's jobs are locked by
 * @param connection the name of the queue's connections
 * @returns `stop` ends it, and gives back what this worker has not finished itself
 */
export function startHeartbeat(id: string, connection: string): { stop: () => Promise<void> } {
  let last = beat(id, connection);
  const timer = setInterval(() => {
    last = last.then(() => beat(id, connection));
  }, heartbeatMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await last;
      const left = await leaveWorkers(id, new Date()).catch(logged);
      if (left > 0) getLog().warn({ jobs: left }, "jobs went back to the queue");
    },
  };
}

async function beat(id: string, connection: string): Promise<void> {
  const now = new Date();
  try {
    await noteWorker({ id, connection, now });
    const freed = await freeLostJobs(now);
    if (freed > 0) getLog().warn({ jobs: freed }, "jobs of a worker that is gone were freed");
  } catch (error) {
    logged(error);
  }
}

/** A worker that cannot tell works all the same; if it ends so, the others notice. @returns that nothing was freed */
function logged(error: unknown): number {
  getLog().error({ err: error }, "the worker could not tell how it is");
  return 0;
}
