import { getDb } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { minus } from "@/lib/base/time";
import { cleanSubscriptions } from "@/lib/digests/subscriptions/personal-data";
import { deleteExpiredImpressions } from "@/lib/feeds/for-you/expiry";
import { deleteExpiredNews } from "@/lib/follows/expiry";
import { deleteOldMails } from "@/lib/mail/outbox";
import { deleteExpiredPulls } from "@/lib/papers/arxiv/pull";
import { deleteExpiredSignIns } from "@/lib/people/account/expiry";
import { deleteExpiredDeliveries } from "@/lib/programs/webhooks/expiry";

/** After such a gap, the clock may have been set forward by mistake; the right time is believed once a worker has run for a day. */
const doubtful = { gap: { days: 30 }, settled: { days: 1 } };

/**
 * Whether the clock may have been set far forward by mistake, which would make everything look expired: nothing was cleaned for
 * a month, and no worker has been running for a day since.
 */
export async function isClockDoubtful(now: Date): Promise<boolean> {
  const { succeededAt } = (await getDb().task.findUnique({ where: { name: "clean-expired" } })) ?? {};
  if (!succeededAt || succeededAt > minus(now, doubtful.gap)) return false;
  const settled = { lt: minus(now, doubtful.settled), gt: succeededAt };
  const isSettled = (await getDb().worker.count({ where: { startedAt: settled } })) > 0;
  if (!isSettled)
    getLog().warn("nothing was cleaned for a month: it waits a day, in case the clock is wrong");
  return !isSettled;
}

/**
 * Deletes everything whose retention period is over: sign-ins, unconfirmed subscriptions, records of pulls and
 * deliveries, notifications, hits of followed searches, old digests, impressions, and mails in the outbox.
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
    mails: await deleteOldMails(now),
  };
}
