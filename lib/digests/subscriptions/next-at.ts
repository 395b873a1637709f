import { getDb, type Prisma } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { nextDue, periodOf } from "@/lib/digests/subscriptions/schedule";
import type { Schedule } from "@/lib/digests/subscriptions/schema";

/**
 * When a subscription's next mail is due by these times: on the first date, or in the first week, for which there was
 * none yet. Whoever moves the hour of today's mail, which came, gets the next one tomorrow.
 */
export async function nextAtFor(
  which: Prisma.SubscriptionWhereInput,
  times: Schedule,
  now: Date,
): Promise<Date> {
  const digests = await getDb().digest.findMany({
    where: { subscription: which, dueAt: { gt: minus(now, { days: 8 }) } },
    select: { period: true },
  });
  const had = new Set(digests.map(({ period }) => period));
  let next = nextDue(times, now);
  while (had.has(periodOf(times, next))) next = nextDue(times, next);
  return next;
}
