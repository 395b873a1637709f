import { cleanSubscriptions } from "@/lib/digests/subscriptions/personal-data";
import { deleteExpiredImpressions } from "@/lib/feeds/for-you/expiry";
import { deleteExpiredNews } from "@/lib/follows/expiry";
import { deleteExpiredPulls } from "@/lib/papers/arxiv/pull";
import { deleteExpiredSignIns } from "@/lib/people/account/expiry";
import { deleteExpiredDeliveries } from "@/lib/programs/webhooks/expiry";

/**
 * Deletes everything whose retention period is over: sign-ins, unconfirmed subscriptions, records of pulls and
 * deliveries, notifications, hits of followed searches, old digests and impressions.
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
