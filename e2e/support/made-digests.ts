import { makePaper } from "@/e2e/support/made";
import { getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { heatTime } from "@/lib/papers/heat";
import type { Prisma } from "@/prisma/generated/client";

let count = 0;

/** Nobody asks to stop. */
export const noSignal = new AbortController().signal;

/** A confirmed subscription of everyone's feed, daily at seven in UTC, unless said otherwise. */
export function makeSubscription(given: Partial<Prisma.SubscriptionUncheckedCreateInput> = {}) {
  const name = `subscriber-${++count}`;
  return getDb().subscription.create({
    data: {
      email: `${name}@example.org`,
      token: `${name}-`.padEnd(32, "x"),
      confirmedAt: new Date("2026-01-01T00:00:00Z"),
      ...given,
    },
  });
}

/** A paper announced six hours before a moment that stands as if it had so many upvotes cast then. */
export function makeHotPaper(
  votes: number,
  now: Date,
  given: Partial<Prisma.PaperUncheckedCreateInput> = {},
) {
  const announcedAt = minus(now, { hours: 6 });
  return makePaper({
    announcedAt,
    heat: heatTime(now) + Math.log2(votes),
    upvotes: Math.round(votes),
    ...given,
  });
}
