import { getDb } from "@/lib/base/db";

import { minus } from "@/lib/base/time";

import { cleanSubscriptions } from "@/lib/digests/subscriptions/personal-data";

/** Days: an address has so long to be confirmed, and so long the rest can be looked up. */
const kept = {
  pull: 100,
  delivery: 30,
  notification: 90,
  hit: 90,
  showing: 90,
};

type Kind = "sessions" | "tokens" | "subscriptions" | "pulls" | "deliveries" | "notifications";

export type Cleaned = Record<Kind | "hits" | "digests" | "showings", number>;

/**
 * Forgets what has run out: sessions, sign-in tokens, addresses nobody confirmed, records of old pulls and deliveries,
 * old notifications, finds of followed searches, mailed digests and what readers saw.
 */
export async function cleanExpired(now: Date): Promise<Cleaned> {
  const before = (days: number) => ({ lt: minus(now, { days }) });
  const db = getDb();
  const sessions = await db.session.deleteMany({ where: { expires: { lt: now } } });
  const tokens = await db.verificationToken.deleteMany({ where: { expires: { lt: now } } });
  const { subscriptions, digests } = await cleanSubscriptions(now);
  const pulls = await db.arxivPull.deleteMany({ where: { startedAt: before(kept.pull) } });
  const deliveries = await db.webhookDelivery.deleteMany({ where: { createdAt: before(kept.delivery) } });
  const notifications = await db.notification.deleteMany({ where: { createdAt: before(kept.notification) } });
  const hits = await db.followHit.deleteMany({ where: { foundAt: before(kept.hit) } });
  const seen = before(kept.showing);
  const showings = await db.showing.deleteMany({
    where: {
      AND: [
        { OR: [{ shownAt: null }, { shownAt: seen }] },
        { OR: [{ passedAt: null }, { passedAt: seen }] },
        { OR: [{ openedAt: null }, { openedAt: seen }] },
      ],
    },
  });
  return {
    sessions: sessions.count,
    tokens: tokens.count,
    subscriptions,
    pulls: pulls.count,
    deliveries: deliveries.count,
    notifications: notifications.count,
    hits: hits.count,
    digests,
    showings: showings.count,
  };
}
