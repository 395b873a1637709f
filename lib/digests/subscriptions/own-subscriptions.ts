import { getDb, type Prisma } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { titleOf } from "@/lib/digests/mail-content/read-content";
import {
  type Budget,
  budgetsSchema,
  mostSubscriptions,
  type Schedule,
} from "@/lib/digests/subscriptions/schema";
import { scheduleColumns } from "@/lib/digests/subscriptions/subscription";
import type { Viewer } from "@/lib/people/viewer";
import type { DigestState, StoppedBy } from "@/prisma/generated/enums";

/** A feed that a member gets by mail, or got. */
export type OwnSubscription = Schedule & {
  id: number;
  email: string;
  feed: string;
  title: string;
  budgets: Budget[];
  nextAt: Date | null;
  stoppedAt: Date | null;
  /** `reader`, `bounce` or `complaint`; null while it runs. */
  stoppedBy: StoppedBy | null;
  /** How the latest one went. */
  last: { period: string; state: DigestState; sentAt: Date | null } | null;
};

const select = {
  ...scheduleColumns,
  ...{
    id: true,
    email: true,
    feed: true,
    budgets: true,
    nextAt: true,
    unsubscribedAt: true,
    stoppedBy: true,
  },
  digests: { select: { period: true, state: true, sentAt: true }, orderBy: { id: "desc" }, take: 1 },
} as const;

/** The feeds that come to the viewer by mail, those that were stopped last; not what nobody has confirmed yet. */
export async function listSubscriptions(viewer: Viewer, now = new Date()): Promise<OwnSubscription[]> {
  const rows = await getDb().subscription.findMany({
    where: { userId: viewer.id, confirmedAt: { not: null } },
    select,
    orderBy: [{ unsubscribedAt: { sort: "asc", nulls: "first" } }, { id: "asc" }],
    take: 2 * mostSubscriptions,
  });
  return Promise.all(rows.map((row) => toOwn(row, viewer, now)));
}

/** One of the viewer's, or null. */
export async function findOwnSubscription(
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

/** One of the viewer's. @throws AppError not-found */
export async function getOwnSubscription(
  viewer: Viewer,
  id: number,
  now = new Date(),
): Promise<OwnSubscription> {
  const found = await findOwnSubscription(viewer, id, now);
  if (!found) throw unknown();
  return found;
}

/** Stops one of the viewer's; again changes nothing. @throws AppError not-found */
export async function stopOwn(viewer: Viewer, id: number, now = new Date()): Promise<void> {
  await getOwnSubscription(viewer, id, now);
  await getDb().subscription.updateMany({
    where: { id, userId: viewer.id, unsubscribedAt: null },
    data: { unsubscribedAt: now, nextAt: null, stoppedBy: "reader" },
  });
}

/** Says that there is none, or that it is somebody else's. */
export function unknown(): AppError {
  return new AppError("not-found", "You get no such list by mail.");
}

type Row = Prisma.SubscriptionGetPayload<{ select: typeof select }>;

async function toOwn({ digests, budgets, unsubscribedAt, ...row }: Row, viewer: Viewer, now: Date) {
  return {
    ...row,
    title: await titleOf(row.feed, viewer, now),
    budgets: budgetsSchema.catch([]).parse(budgets),
    stoppedAt: unsubscribedAt,
    last: digests[0] ?? null,
  };
}
