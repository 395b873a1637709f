import { cleanSubscriptions } from "@/lib/digests/subscriptions/personal-data";
import { deleteExpiredImpressions } from "@/lib/feeds/for-you/expiry";
import { deleteExpiredNews } from "@/lib/follows/expiry";
import { deleteExpiredPulls } from "@/lib/papers/arxiv/pull";
import { deleteExpiredSignIns } from "@/lib/people/account/expiry";
import { deleteExpiredDeliveries } from "@/lib/programs/webhooks/expiry";

/**
 * Deletes everything that is kept for a while only: sign-ins, addresses nobody confirmed, records of pulls and
 * deliveries, notifications, finds of followed searches, mailed digests and what readers saw.
 * @returns how many rows of each kind
 */
export async function cleanExpired(now: Date) {
  return {
    ...(await deleteExpiredSignIns(now)),
    ...(await cleanSubscriptions(now)),
    ...(await deleteExpiredNews(now)),
    pulls: await deleteExpiredPulls(now),
    deliveries: await deleteExpiredDeliveries(now),
    impressions: await deleteExpiredImpressions(now),
  };
}
