import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { attempt, lease } from "@/lib/programs/webhooks/attempt";

/** As many webhooks are called at once; each gets its deliveries one after the other, the oldest first. */
const lanes = 30;
const mostWebhooksARun = 500;

/** The schedule asks each minute: a run makes room for the next, and for the worker's other tasks. */
const longestRun = 45_000;

/** A webhook that answers slowly leaves its lane to the next after so long; the rest of its deliveries wait a minute. */
const longestTurn = 5000;

type Context = { now: Date; signal: AbortSignal };

/**
 * Sends the deliveries that are due. Where one fails, the webhook's others wait for the next run, so that an address
 * that never answers holds nobody up. Safe to repeat and to run twice at once.
 * @returns how many were delivered, and how many failed
 */
export async function sendDeliveries(context: Context): Promise<{ delivered: number; failed: number }> {
  const { now } = context;
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(longestRun)]);
  const total = { delivered: 0, failed: 0 };
  const due = await listDue(now);
  const lane = async () => {
    for (let id = due.shift(); id !== undefined && !signal.aborted; id = due.shift()) {
      const { delivered, failed } = await sendTo(id, now, signal);
      total.delivered += delivered;
      total.failed += failed;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return total;
}

async function listDue(now: Date): Promise<number[]> {
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    SELECT w.id FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id JOIN users u ON u.id = w.user_id
    WHERE d.next_attempt_at <= ${now} AND w.disabled_at IS NULL AND u.banned_at IS NULL
    GROUP BY w.id ORDER BY min(d.next_attempt_at) LIMIT ${mostWebhooksARun}`;
  return rows.map(({ id }) => id);
}

async function sendTo(webhookId: number, now: Date, signal: AbortSignal) {
  let delivered = 0;
  const end = performance.now() + longestTurn;
  while (!signal.aborted && performance.now() < end) {
    const id = await take(webhookId, now);
    if (id === null) return { delivered, failed: 0 };
    if (!(await attempt(id, now))) return { delivered, failed: 1 };
    delivered += 1;
  }
  return { delivered, failed: 0 };
}

/** The oldest due delivery of a webhook, which nobody else takes meanwhile; null for none. */
async function take(webhookId: number, now: Date): Promise<number | null> {
  const [row] = await getDb().$queryRaw<{ id: number }[]>`
    UPDATE webhook_deliveries SET next_attempt_at = ${plus(now, lease)}
    WHERE id = (
      SELECT d.id FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id
      WHERE d.webhook_id = ${webhookId} AND d.next_attempt_at <= ${now} AND w.disabled_at IS NULL
      ORDER BY d.id LIMIT 1 FOR UPDATE OF d SKIP LOCKED)
    RETURNING id`;
  return row?.id ?? null;
}
