import { createLimiter } from "@/lib/base/concurrency";
import { getDb, type Prisma } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { todaysZoneName } from "@/lib/base/time-zones";
import { titleOf } from "@/lib/digests/feeds";
import { type Period, toPeriod } from "@/lib/digests/period";
import {
  type Budget,
  budgetsSchema,
  maxSubscriptions,
  type Schedule,
} from "@/lib/digests/subscriptions/schema";
import { scheduleColumns } from "@/lib/digests/subscriptions/subscription";
import type { Viewer } from "@/lib/people/viewer";
import type { DigestState, StoppedBy } from "@/prisma/generated/enums";

/** The settings of a member's subscription: the address of the feed, the schedule, and budgets for interests. */
export type WantedDigest = Schedule & { feed: string; budgets: Budget[] };

/** A member's subscription, running or stopped. */
export type OwnSubscription = WantedDigest & {
  id: number;
  email: string;
  title: string;
  /** When the next digest is due; null once it is stopped. */
  nextAt: Date | null;
  stoppedAt: Date | null;
  /** Null while it is running. */
  stoppedBy: StoppedBy | null;
  /** The latest digest, or null before the first. */
  last: { period: Period; state: DigestState; sentAt: Date | null } | null;
};

const select = {
  ...scheduleColumns,
  id: true,
  email: true,
  feed: true,
  budgets: true,
  nextAt: true,
  unsubscribedAt: true,
  stoppedBy: true,
  digests: {
    select: { periodKind: true, periodStart: true, state: true, sentAt: true },
    orderBy: { id: "desc" },
    take: 1,
  },
} as const;

/** The title of a list may take a query: one page must not take all connections of its process. */
const titlesAtOnce = 4;

/** The viewer's subscriptions, stopped ones last, without unconfirmed ones. */
export async function listDigestSubscriptions(viewer: Viewer, now = new Date()): Promise<OwnSubscription[]> {
  const rows = await getDb().subscription.findMany({
    where: { userId: viewer.id, confirmedAt: { not: null } },
    select,
    orderBy: [{ unsubscribedAt: { sort: "asc", nulls: "first" } }, { id: "asc" }],
    take: 2 * maxSubscriptions,
  });
  const limited = createLimiter(titlesAtOnce);
  return Promise.all(rows.map((row) => limited(() => toOwn(row, viewer, now))));
}

/** One of the viewer's subscriptions, or null. */
export async function findDigestSubscription(
  viewer: Viewer,
  id: number,
  now = new Date(),
): Promise<OwnSubscription | null> {
  const row = await getDb().subscription.findFirst({
    where: { id, userId: viewer.id, confirmedAt: { not: null } },
    select,
  });
  return row && toOwn(row, viewer, now);
}

/** One of the viewer's subscriptions. @throws AppError not-found */
export async function getDigestSubscription(
  viewer: Viewer,
  id: number,
  now = new Date(),
): Promise<OwnSubscription> {
  const found = await findDigestSubscription(viewer, id, now);
  if (!found) throw unknownSubscription();
  return found;
}

/** The error for a subscription that does not exist or is somebody else's. */
export function unknownSubscription(): AppError {
  return new AppError("not-found", "You get no such list by mail.");
}

type Row = Prisma.SubscriptionGetPayload<{ select: typeof select }>;

async function toOwn({ digests, budgets, unsubscribedAt, ...row }: Row, viewer: Viewer, now: Date) {
  const [last] = digests;
  return {
    ...row,
    timeZone: todaysZoneName(row.timeZone),
    title: await titleOf(row.feed, viewer, now),
    budgets: budgetsSchema.catch([]).parse(budgets),
    stoppedAt: unsubscribedAt,
    last: last ? { period: toPeriod(last), state: last.state, sentAt: last.sentAt } : null,
  };
}
