import { getDb, Prisma } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { getDigestFeed } from "@/lib/digests/feeds";
import {
  findDigestSubscription,
  getDigestSubscription,
  type OwnSubscription,
  unknownSubscription,
  type WantedDigest,
} from "@/lib/digests/subscriptions/own-subscriptions";
import { nextUnsentDue } from "@/lib/digests/subscriptions/schedule";
import type { Budget, Schedule } from "@/lib/digests/subscriptions/schema";
import { getSubscription, whereRunning } from "@/lib/digests/subscriptions/subscription";
import { isOwnPage } from "@/lib/feeds/addresses";
import type { Viewer } from "@/lib/people/viewer";

/**
 * Changes a subscription by the link in its mails, without signing in: its feed, schedule and number of papers. The link
 * does not prove an account, so the feed can be a member's own page only if it is already.
 * @throws AppError not-found; gone if it was stopped; invalid; conflict if the address already gets that feed
 */
export async function changeSubscription(
  token: string,
  { feed, ...schedule }: Schedule & { feed: string },
  now = new Date(),
): Promise<void> {
  const before = await getSubscription(token);
  const address = feed === before.feed ? feed : await openAddress(feed, now);
  if (!(await changeRunning({ token }, { ...schedule, feed: address }, now)))
    throw new AppError("gone", "This subscription was stopped, or never confirmed.");
}

/** Changes one of the viewer's running subscriptions. @throws AppError not-found, invalid, conflict */
export async function changeDigestSubscription(
  viewer: Viewer,
  id: number,
  wanted: WantedDigest,
  now = new Date(),
): Promise<OwnSubscription> {
  const { address } = await getDigestFeed(wanted.feed, viewer, now);
  if (!(await changeRunning({ id, userId: viewer.id }, { ...wanted, feed: address }, now)))
    throw (await findDigestSubscription(viewer, id, now))
      ? new AppError("conflict", "This list was stopped: get it again first.")
      : unknownSubscription();
  return getDigestSubscription(viewer, id, now);
}

async function openAddress(feed: string, now: Date): Promise<string> {
  if (isOwnPage(feed)) throw new AppError("forbidden", "Sign in to get a page of your own by mail.");
  return (await getDigestFeed(feed, null, now)).address;
}

/**
 * Changes a running subscription; the next digest is due at the new hour. It replaces a stopped or unconfirmed subscription
 * of the same address and feed.
 * @returns whether there was a running subscription to change
 * @throws AppError conflict if the address already gets that feed
 */
async function changeRunning(
  where: { token: string } | { id: number; userId: number },
  change: Schedule & { feed: string; budgets?: Budget[] },
  now: Date,
): Promise<boolean> {
  const data = { ...change, nextAt: await nextUnsentDue(where, change, now) };
  try {
    return await getDb().$transaction(async (tx) => {
      const running = { ...where, ...whereRunning };
      const one = await tx.subscription.findFirst({ where: running, select: { id: true, email: true } });
      if (!one) return false;
      await tx.subscription.deleteMany({ where: whereReplaced(one, change.feed) });
      const { count } = await tx.subscription.updateMany({ where: running, data });
      return count > 0;
    });
  } catch (reason) {
    if (reason instanceof Prisma.PrismaClientKnownRequestError && reason.code === "P2002")
      throw new AppError("conflict", "That list comes to this address already.");
    throw reason;
  }
}

function whereReplaced({ id, email }: { id: number; email: string }, feed: string) {
  const notRunning = [{ confirmedAt: null }, { unsubscribedAt: { not: null } }];
  return { email, feed, id: { not: id }, OR: notRunning };
}
