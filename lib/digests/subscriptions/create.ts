import { getDb, type Prisma, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { getDigestFeed } from "@/lib/digests/feed";
import { nextAtFor } from "@/lib/digests/subscriptions/next-at";
import {
  findOwnSubscription,
  getOwnSubscription,
  type OwnSubscription,
  unknown,
} from "@/lib/digests/subscriptions/own-subscriptions";
import { type Budget, mostSubscriptions, type Schedule } from "@/lib/digests/subscriptions/schema";
import { changeSubscription, newToken, running } from "@/lib/digests/subscriptions/subscription";
import type { Viewer } from "@/lib/people/viewer";

/** What a member asks for. */
export type Wanted = Schedule & { feed: string; budgets: Budget[] };

/**
 * Has a feed come to the viewer's own address, which their sign-in confirmed. One that was stopped, or asked for
 * without signing in, begins again; one that runs is changed.
 * @throws AppError unprocessable without an address, invalid, forbidden for a banned person, conflict for too many
 */
export async function subscribe(viewer: Viewer, wanted: Wanted, now = new Date()): Promise<OwnSubscription> {
  if (viewer.banned) throw new AppError("forbidden", "This account is banned: no mail goes out to it.");
  const { address } = await getDigestFeed(wanted.feed, viewer, now);
  const email = await getAddress(viewer);
  const nextAt = await nextAtFor({ email, feed: address }, wanted, now);
  const fields = { ...toColumns(wanted), ...running, nextAt, userId: viewer.id, confirmedAt: now };
  const id = await getDb().$transaction(async (tx) => {
    await checkPlaces(tx, viewer, address);
    const row = await tx.subscription.upsert({
      where: { email_feed: { email, feed: address } },
      create: { ...fields, email, feed: address, token: newToken(), createdAt: now },
      update: fields,
      select: { id: true },
    });
    return row.id;
  });
  return getOwnSubscription(viewer, id, now);
}

/** One after the other for a viewer, so that many requests at once get no more. @throws AppError conflict */
async function checkPlaces(tx: Tx, { id: userId }: Viewer, feed: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
  const others = { userId, confirmedAt: { not: null }, unsubscribedAt: null, feed: { not: feed } };
  if ((await tx.subscription.count({ where: others })) >= mostSubscriptions)
    throw new AppError(
      "conflict",
      `A person gets at most ${mostSubscriptions} lists by mail: stop one first.`,
    );
}

/** Changes one of the viewer's that runs. @throws AppError not-found, invalid, conflict */
export async function changeOwn(
  viewer: Viewer,
  id: number,
  wanted: Wanted,
  now = new Date(),
): Promise<OwnSubscription> {
  const { address } = await getDigestFeed(wanted.feed, viewer, now);
  if (!(await changeSubscription({ id, userId: viewer.id }, { ...toColumns(wanted), feed: address }, now)))
    throw (await findOwnSubscription(viewer, id, now))
      ? new AppError("conflict", "This list was stopped: get it again first.")
      : unknown();
  return getOwnSubscription(viewer, id, now);
}

function toColumns({ feed: _, budgets, ...schedule }: Wanted) {
  return { ...schedule, budgets: budgets satisfies Prisma.InputJsonValue };
}

async function getAddress(viewer: Viewer): Promise<string> {
  const user = await getDb().user.findUnique({
    where: { id: viewer.id },
    select: { email: true },
  });
  if (!user?.email)
    throw new AppError("unprocessable", "Your account has no mail address: sign in by mail once to add one.");
  return user.email.toLowerCase();
}
