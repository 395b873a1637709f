import type { DrillHub, Query } from "@/e2e/drill/hub";
import { endsTheHub, type Kind, kill, kinds, type Planned } from "@/e2e/drill/kills";
import type { Readers } from "@/e2e/drill/readers";
import { until } from "@/e2e/drill/until";

/** How long the hub took after a kill, in milliseconds; null for a hasty kill, after which the next one followed. */
export type Recovery = {
  kind: Kind;
  /** Until every reader had an answer to a change sent after the kill. */
  answered: number | null;
  /** Until the worker had done a job that was queued after the kill. */
  worked: number | null;
};

/** The hub has to be back within this time, in milliseconds, also on a busy machine. The report says how long it took. */
const maxRecoveryMs = 90_000;

type Drilled = { hub: DrillHub; readers: Readers; random: () => number };

/**
 * Kills one thing and waits until the hub has recovered. Only after the start program was killed, `npm start` is run; it
 * is a fault if that, or anything else by a person, is needed after another kill.
 */
export async function killOnce(
  { kind, hasty }: Planned,
  { hub, readers, random }: Drilled,
): Promise<Recovery> {
  hub.note(`kill: ${kinds[kind]}`);
  await kill(kind, hub, random);
  const since = performance.now();
  if (hasty) {
    const next = since + random() * 2000;
    await until(() => performance.now() > next, { failed: "The clock stood still" });
    return { kind, answered: null, worked: null };
  }
  if (endsTheHub(kind)) await hub.start();
  const [answered, worked] = await Promise.all([
    timed(since, () => withPerson(hub, kind, () => readers.areServedSince(since))),
    timed(since, () => untilWorked(hub.query)),
  ]);
  hub.note(`recovered: answered after ${answered} ms, worked after ${worked} ms`);
  return { kind, answered, worked };
}

async function timed(since: number, wait: () => Promise<void>): Promise<number> {
  await wait();
  return Math.round(performance.now() - since);
}

/** Waits until the hub is back. If it is not back in time, a person starts it again, which is a fault. */
async function withPerson(hub: DrillHub, kind: Kind, isBack: () => boolean): Promise<void> {
  const back = async () => {
    await hub.ensureRunning();
    return isBack();
  };
  try {
    await until(back, { failed: "The hub was not back", within: maxRecoveryMs, every: 20 });
  } catch (error) {
    hub.faults.push(
      `After the end of ${kinds[kind]}: ${(error as Error).message}. A person had to start it.`,
    );
    hub.killAll();
    await hub.start();
    await until(isBack, { failed: "A hub that was started again did not answer", within: maxRecoveryMs });
  }
}

let jobs = 0;

/** Queues a job that does nothing, and waits until a worker has done it. */
async function untilWorked(query: Query): Promise<void> {
  const key = `drill-${++jobs}`;
  const limits = { failed: "No job was done", within: 2 * maxRecoveryMs };
  await until(async () => {
    await query(addJob, [key]);
    return true;
  }, limits);
  await until(async () => (await query(findJob, [key])).length === 0, limits);
}

const addJob =
  "SELECT graphile_worker.add_job('resume-account', '{\"userId\": 0}', job_key := $1, priority := -2)";
const findJob = "SELECT 1 FROM graphile_worker.jobs WHERE key = $1";
