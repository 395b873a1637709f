import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { nextUnsentDue } from "@/lib/digests/subscriptions/schedule";
import { getSubscription, runningColumns } from "@/lib/digests/subscriptions/subscription";
import { allowMail } from "@/lib/mail/bounces";

/**
 * Confirms a requested subscription, which starts it; confirming it again changes nothing. The first digest is due
 * at the next hour of its schedule. A subscription that was stopped and requested again keeps its schedule, except that it
 * gets the requested cadence.
 * @throws AppError not-found for an unknown token; gone if the subscription was stopped
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
  // The token has just been mailed to the address, so the address works again, even if mail bounced before.
  if (count > 0) await allowMail(subscription.email);
}
