import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { type Outcome, postOutside } from "@/lib/base/outgoing/post";
import { mostGivenUp, nextAttempt } from "@/lib/programs/webhooks/retries";
import { signatureOf } from "@/lib/programs/webhooks/sign";

/** While a delivery is under way nobody else takes it; a process that dies lets it go after this. */
export const lease = { minutes: 5 };

/**
 * Sends one delivery and keeps how that went: delivered, to be tried again later, or given up. A webhook that gave up
 * too many in a row is switched off. No transaction is open while the network is waited for.
 * @param options.once a failure is not tried again
 * @returns whether it was delivered
 */
export async function attempt(id: number, now: Date, { once = false } = {}): Promise<boolean> {
  const delivery = await getDb().webhookDelivery.findUnique({ where: { id }, include: { webhook: true } });
  if (!delivery) return false;
  const outcome = await postOutside(delivery.webhook.url, messageOf(delivery, now));
  const delivered = isSuccess(outcome);
  const attempts = delivery.attempts + 1;
  const nextAttemptAt = delivered || once ? null : nextAttempt(attempts, now);
  // Not `update`: the webhook may have been deleted meanwhile.
  await getDb().webhookDelivery.updateMany({
    where: { id },
    data: {
      ...{ attempts, nextAttemptAt, lastAttemptAt: now, deliveredAt: delivered ? now : null },
      ...{ status: outcome.status, error: delivered ? null : errorOf(outcome) },
    },
  });
  if (!delivered && !nextAttemptAt && !once) await switchOffIfHopeless(delivery.webhookId, now);
  return delivered;
}

type Sent = {
  id: number;
  subject: string;
  payload: unknown;
  createdAt: Date;
  webhook: { id: number; event: string; secret: string };
};

function messageOf({ id, subject, payload, createdAt, webhook }: Sent, now: Date) {
  const event = subject.startsWith("test:") ? "test" : webhook.event;
  const body = JSON.stringify({
    event,
    webhook: webhook.id,
    created: createdAt.toISOString(),
    data: payload,
  });
  const headers = {
    "Content-Type": "application/json",
    "User-Agent": `Quire (+${getConfig().HUB_URL}/developers)`,
    "Quire-Event": event,
    "Quire-Delivery": String(id),
    "Quire-Signature": signatureOf(webhook.secret, body, now),
  };
  return { headers, body };
}

function isSuccess({ status }: Outcome): boolean {
  return status !== null && status >= 200 && status < 300;
}

function errorOf({ status, error }: Outcome): string {
  if (error !== null) return error;
  const redirect = status !== null && status >= 300 && status < 400;
  return redirect ? `The answer was ${status}: redirects are not followed.` : `The answer was ${status}.`;
}

async function switchOffIfHopeless(webhookId: number, now: Date): Promise<void> {
  await getDb().$executeRaw`
    UPDATE webhooks SET disabled_at = ${now}, disabled_by = 'failures'
    WHERE id = ${webhookId} AND disabled_at IS NULL AND ${mostGivenUp} <= (
      SELECT count(*) FROM webhook_deliveries
      WHERE webhook_id = ${webhookId} AND delivered_at IS NULL AND next_attempt_at IS NULL AND subject NOT LIKE 'test:%'
        AND last_attempt_at > COALESCE(
          (SELECT max(delivered_at) FROM webhook_deliveries WHERE webhook_id = ${webhookId}), '-infinity'))`;
}
