import type { Query } from "@/e2e/drill/hub";
import { until } from "@/e2e/drill/until";
import { isEventTask } from "@/lib/queue/enqueue";

/** The rest of the work has to be done within this time, in milliseconds. */
const maxRestMs = 300_000;

type Job = { task: string; worker: string | null; due: boolean };

/**
 * Waits until the hub has done everything that it had to do. No further subscription becomes due, and what waits for its
 * time is due at once, because retries wait for minutes: for that the times in the database are moved, as if the clock had
 * been put forward, whenever the worker has nothing to do that is due.
 */
export async function untilQuiet(query: Query): Promise<void> {
  await query("UPDATE subscriptions SET next_at = next_at + interval '1 day' WHERE next_at > now()");
  const isQuiet = async () => {
    const [job, ...others] = await listJobs(query);
    const live = await listLiveWorkers(query);
    const busy = [job, ...others].some((one) => one && (one.worker ? live.includes(one.worker) : one.due));
    if (!busy)
      for (const statement of clockForward) await query(statement, statement.includes("$1") ? [live] : []);
    return !busy && !job && (await countUnfinished(query)) === 0;
  };
  await until(isQuiet, { failed: "The work was not done", within: maxRestMs, every: 500 });
}

/** The jobs of events that were not given up. */
async function listJobs(query: Query): Promise<Job[]> {
  const rows = await query<Job>(`
    SELECT task_identifier AS task, locked_by AS worker, run_at <= now() AS due FROM graphile_worker.jobs
    WHERE locked_at IS NOT NULL OR attempts < max_attempts`);
  return rows.filter(({ task }) => isEventTask(task));
}

/** The ids of the workers that still have connections to the database. */
async function listLiveWorkers(query: Query): Promise<string[]> {
  const rows = await query<{ id: string }>(`
    SELECT id FROM workers w WHERE EXISTS (
      SELECT 1 FROM pg_stat_activity a WHERE a.application_name = w.connection)`);
  return rows.map(({ id }) => id);
}

/** How many due subscriptions have no digest yet, digests are not decided, and deliveries wait. */
async function countUnfinished(query: Query): Promise<number> {
  const [row] = await query<{ count: number }>(`
    SELECT ((SELECT count(*) FROM subscriptions WHERE next_at <= now())
      + (SELECT count(*) FROM digests WHERE state IN ('due', 'composed', 'sending'))
      + (SELECT count(*) FROM webhook_deliveries WHERE next_attempt_at IS NOT NULL))::int AS count`);
  return row?.count ?? 0;
}

// $1 stands for the ids of the live workers, whose jobs and heartbeats are left alone.
const clockForward = [
  "UPDATE digests SET next_attempt_at = now() WHERE next_attempt_at > now()",
  "UPDATE webhook_deliveries SET next_attempt_at = now() WHERE next_attempt_at > now()",
  "UPDATE webhooks SET waits_until = now() WHERE waits_until > now()",
  "UPDATE workers SET seen_at = seen_at - interval '1 minute' WHERE id <> ALL($1::text[])",
  `UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '1 minute'
    WHERE locked_by <> ALL($1::text[])`,
  `SELECT graphile_worker.reschedule_jobs(ARRAY(
    SELECT id FROM graphile_worker.jobs WHERE locked_at IS NULL AND attempts < max_attempts AND run_at > now()),
    run_at := now())`,
  "SELECT graphile_worker.add_job('send-digests', job_key := 'send-digests', job_key_mode := 'unsafe_dedupe')",
];
