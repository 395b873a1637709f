import { getDb } from "@/lib/base/db";
import { getDigestFeed } from "@/lib/digests/feed";
import { subscribe } from "@/lib/digests/subscriptions/create";
import { findOwnSubscription, type OwnSubscription } from "@/lib/digests/subscriptions/own-subscriptions";
import { type Schedule, scheduleSchema } from "@/lib/digests/subscriptions/schema";
import { findOwnZone } from "@/lib/digests/zone";
import type { Viewer } from "@/lib/people/viewer";

/**
 * Has a list come to the viewer by mail, at seven in the morning of their own zone until they say otherwise. One that
 * runs stays as it is; one that was stopped begins again as it was, and as often as is asked now.
 * @returns the list by mail, and whether it came before
 * @throws AppError as subscribe does
 */
export async function getByMail(
  viewer: Viewer,
  { feed, cadence }: { feed: string; cadence?: Schedule["cadence"] },
  now = new Date(),
): Promise<OwnSubscription & { before: boolean }> {
  const { address } = await getDigestFeed(feed, viewer, now);
  const row = await getDb().subscription.findFirst({
    where: { userId: viewer.id, feed: address, confirmedAt: { not: null } },
    select: { id: true },
    orderBy: [{ unsubscribedAt: { sort: "desc", nulls: "first" } }, { id: "desc" }],
  });
  const before = row && (await findOwnSubscription(viewer, row.id, now));
  if (before?.nextAt) return { ...before, before: true };
  const usual = scheduleSchema.parse({ timeZone: await findOwnZone(viewer) });
  const schedule = { ...usual, ...(before && scheduleSchema.parse(before)), ...(cadence && { cadence }) };
  const made = await subscribe(viewer, { ...schedule, feed: address, budgets: before?.budgets ?? [] }, now);
  return { ...made, before: false };
}
