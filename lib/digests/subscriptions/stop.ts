import { getDb } from "@/lib/base/db";
import { getDigestSubscription } from "@/lib/digests/subscriptions/own-subscriptions";
import { getSubscription } from "@/lib/digests/subscriptions/subscription";
import type { Viewer } from "@/lib/people/viewer";
import type { StoppedBy } from "@/prisma/generated/enums";

/**
 * Stops a subscription by the link in its mails, in any state; stopping it again changes nothing.
 * @throws AppError not-found
 */
export async function stopSubscription(
  token: string,
  now = new Date(),
  stoppedBy: StoppedBy = "reader",
): Promise<void> {
  await getSubscription(token);
  await getDb().$executeRaw`
    UPDATE subscriptions SET asked_at = NULL, asked_cadence = NULL, next_at = NULL,
      unsubscribed_at = coalesce(unsubscribed_at, ${now}),
      stopped_by = coalesce(stopped_by, ${stoppedBy}::"StoppedBy")
    WHERE token = ${token}`;
}

/**
 * Stops one of the viewer's subscriptions; stopping it again changes nothing.
 * @returns whether it was running
 * @throws AppError not-found
 */
export async function stopDigestSubscription(viewer: Viewer, id: number, now = new Date()): Promise<boolean> {
  await getDigestSubscription(viewer, id, now);
  const { count } = await getDb().subscription.updateMany({
    where: { id, userId: viewer.id, unsubscribedAt: null },
    data: { unsubscribedAt: now, nextAt: null, stoppedBy: "reader" },
  });
  return count > 0;
}

/** Stops the subscriptions that are due at addresses where mail bounced or was complained about. */
export async function stopUnreachable(now: Date): Promise<void> {
  await getDb().$executeRaw`
    UPDATE subscriptions s SET unsubscribed_at = ${now}, next_at = NULL, stopped_by = m.kind::text::"StoppedBy"
    FROM mail_stops m WHERE m.email = s.email AND s.next_at <= ${now}`;
}
