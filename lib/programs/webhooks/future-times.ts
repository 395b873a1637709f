import { impossibleAfter } from "@/lib/base/clock";
import { getDb } from "@/lib/base/db";

/**
 * Corrects webhooks and deliveries whose times lie in the future, because the clock was wrong when they were stored: pauses end,
 * and a delivery is tried again after the time that was meant.
 */
export async function correctWebhooks(now: Date): Promise<number> {
  const limit = impossibleAfter(now);
  const webhooks = await getDb().$executeRaw`
    UPDATE webhooks SET enabled_at = least(enabled_at, ${now}), disabled_at = least(disabled_at, ${now}),
      waits_until = least(waits_until, ${limit})
    WHERE greatest(waits_until, enabled_at, disabled_at) > ${limit}`;
  const deliveries = await getDb().$executeRaw`
    UPDATE webhook_deliveries SET
      next_attempt_at = next_attempt_at - (greatest(created_at, last_attempt_at) - ${now}::timestamptz),
      created_at = least(created_at, ${now}), last_attempt_at = least(last_attempt_at, ${now}),
      delivered_at = least(delivered_at, ${now})
    WHERE greatest(created_at, last_attempt_at) > ${limit}`;
  return webhooks + deliveries;
}
