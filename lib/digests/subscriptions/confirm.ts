import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { nextUnsentDue } from "@/lib/digests/subscriptions/schedule";
import { getSubscription, runningColumns } from "@/lib/digests/subscriptions/subscription";
import { allowMail } from "@/lib/mail/bounces";

/**
 * Confirms a requested subscription, so that it runs; confirming it again changes nothing. The first digest comes at the
 * next hour it is due. A subscription that was stopped and requested again keeps its schedule, except the cadence, which
 * is the requested one.
 * @throws AppError not-found for a token that was never mailed; gone once the subscription was stopped
 */
export async function confirmSubscription(token: string, now = new Date()): Promise<void> {
  const subscription = await getSubscription(token);
  if (subscription.state === "stopped")
    throw new AppError("gone", "This subscription was stopped: subscribe anew.");
  const nextAt = await nextUnsentDue({ token }, subscription, now);
  const { count } = await getDb().subscription.updateMany({
    where: { token, OR: [{ confirmedAt: null, unsubscribedAt: null }, { askedCadence: { not: null } }] },
    data: { ...runningColumns, cadence: subscription.cadence, confirmedAt: now, nextAt },
  });
  // The token was just mailed there, so the address takes mail, whatever bounced before.
  if (count > 0) await allowMail(subscription.email);
}
