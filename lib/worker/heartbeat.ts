import { watchClock } from "@/lib/base/clock";
import { getLog } from "@/lib/base/log";
import { hourMs } from "@/lib/base/time";
import {
  freeLostJobs,
  goneAfterMs,
  heartbeatMs,
  type LockedJob,
  leaveWorkers,
  listLockedJobs,
  noteWorker,
  putBackJobs,
} from "@/lib/queue/workers";

type Worker = {
  /** The id with which this worker locks jobs. */
  id: string;
  /** The application name of the queue's database connections. */
  connection: string;
  /** The ids of the jobs that it runs now. */
  running: ReadonlySet<string>;
  /**
   * Called when the clock was set back or far forward: the queue's schedule would wait until the time that it had reached, or
   * catch up on every minute in between, so the queue has to be taken up again.
   */
  onClockSet: () => void;
};

const farForwardMs = 6 * hourMs;

/**
 * Records this worker's heartbeat at regular intervals, and puts jobs back into the queue: those of workers that are gone,
 * and those that this worker has locked without running them, because a connection was lost while a job was fetched or
 * marked as done.
 * @returns `stop` ends the heartbeat and puts this worker's unfinished jobs back
 */
export function startHeartbeat(worker: Worker): { stop: () => Promise<void> } {
  const beat = beats(worker);
  let last = beat();
  const clockStep = watchClock();
  const timer = setInterval(() => {
    const step = clockStep();
    if (step < 0 || step > farForwardMs) worker.onClockSet();
    last = last.then(beat);
  }, heartbeatMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await last;
      const left = await leaveWorkers(worker.id, new Date()).catch(logged);
      if (left > 0) getLog().warn({ jobs: left }, "jobs went back to the queue");
    },
  };
}

function beats(worker: Worker): () => Promise<void> {
  let idle: LockedJob[] = [];
  let trustedFrom = 0;
  return async () => {
    const now = new Date();
    try {
      await noteWorker({ id: worker.id, connection: worker.connection, now });
      idle = await putBackIdle(worker, idle);
      const released = now.getTime() < trustedFrom ? 0 : await freeLostJobs(now);
      if (released > 0) getLog().warn({ jobs: released }, "jobs of a worker that is gone were freed");
    } catch (error) {
      // Other workers could not record a heartbeat either, and get time to do so before they count as gone.
      trustedFrom = now.getTime() + goneAfterMs;
      logged(error);
    }
  };
}

/**
 * Puts jobs back that this worker had locked without running them at the last heartbeat already, with the same lock: a job
 * that is just being fetched or marked as done is not one of them.
 * @param before the locked jobs that it did not run at the last heartbeat
 * @returns those of now
 */
async function putBackIdle({ id, running }: Worker, before: LockedJob[]): Promise<LockedJob[]> {
  const idle = (await listLockedJobs(id)).filter((job) => !running.has(job.id));
  const lost = idle.filter((job) => before.some((one) => one.id === job.id && one.lock === job.lock));
  if (lost.length === 0) return idle;
  const jobs = await putBackJobs(
    id,
    lost.map((job) => job.id),
    new Date(),
  );
  getLog().warn({ jobs }, "jobs were put back whose connection was lost");
  return [];
}

/** Logs a failed heartbeat. The worker goes on; if it ends without deregistering, others notice. @returns 0, the number of released jobs */
function logged(error: unknown): number {
  getLog().error({ err: error }, "the worker's heartbeat failed");
  return 0;
}
