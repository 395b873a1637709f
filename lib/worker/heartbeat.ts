import { getLog } from "@/lib/base/log";
import { freeLostJobs, heartbeatMs, leaveWorkers, noteWorker } from "@/lib/queue/workers";

/**
 * Records this worker's heartbeat at regular intervals, and puts jobs of workers that are gone back into the queue.
 * @param id the id with which this worker locks jobs
 * @param connection the application name of the queue's database connections
 * @returns `stop` ends the heartbeat and puts this worker's unfinished jobs back
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
    const released = await freeLostJobs(now);
    if (released > 0) getLog().warn({ jobs: released }, "jobs of a worker that is gone were freed");
  } catch (error) {
    logged(error);
  }
}

/** Logs a failed heartbeat. The worker goes on; if it ends without deregistering, others notice. @returns 0, the number of released jobs */
function logged(error: unknown): number {
  getLog().error({ err: error }, "the worker's heartbeat failed");
  return 0;
}
