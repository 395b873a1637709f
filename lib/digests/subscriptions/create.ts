import { getConfig } from "@/lib/base/config";
import { getDb, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { getDigestFeed } from "@/lib/digests/feeds";
import {
  findDigestSubscription,
  getDigestSubscription,
  type OwnSubscription,
  type WantedDigest,
} from "@/lib/digests/subscriptions/own-subscriptions";
import { nextUnsentDue } from "@/lib/digests/subscriptions/schedule";
import { maxSubscriptions, type Schedule, scheduleSchema } from "@/lib/digests/subscriptions/schema";
import { newToken, runningColumns, whereRunning } from "@/lib/digests/subscriptions/subscription";
import type { Viewer } from "@/lib/people/viewer";

/**
 * Subscribes the viewer to a feed, at the address that their sign-in has confirmed. A subscription that was stopped, or
 * requested without signing in, runs again; a running one is changed.
 * @throws AppError unprocessable without an address; invalid; forbidden for banned accounts; conflict for too many
 */
export async function createDigestSubscription(
  viewer: Viewer,
  { feed, ...wanted }: WantedDigest,
  now = new Date(),
): Promise<OwnSubscription> {
  if (viewer.banned) throw new AppError("forbidden", "This account is banned: no mail goes out to it.");
  const { address } = await getDigestFeed(feed, viewer, now);
  const email = await getEmail(viewer);
  const nextAt = await nextUnsentDue({ email, feed: address }, wanted, now);
  const fields = { ...wanted, ...runningColumns, nextAt, userId: viewer.id, confirmedAt: now };
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
  return getDigestSubscription(viewer, id, now);
}

/**
 * Subscribes the viewer to a feed with the default schedule: at seven in the morning in their own time zone. A running
 * subscription stays as it is; a stopped one runs again with its own schedule, except for a cadence given now.
 * @returns the subscription, and whether it was running `before`
 * @throws AppError as createDigestSubscription does
 */
export async function createUsualSubscription(
  viewer: Viewer,
  { feed, cadence }: { feed: string; cadence?: Schedule["cadence"] },
  now = new Date(),
): Promise<OwnSubscription & { before: boolean }> {
  const { address } = await getDigestFeed(feed, viewer, now);
  const earlier = await findEarlier(viewer, address, now);
  if (earlier?.nextAt) return { ...earlier, before: true };
  const schedule = earlier
    ? scheduleSchema.parse(earlier)
    : scheduleSchema.parse({ timeZone: await findTimeZone(viewer) });
  const wanted = {
    ...schedule,
    cadence: cadence ?? schedule.cadence,
    feed: address,
    budgets: earlier?.budgets ?? [],
  };
  return { ...(await createDigestSubscription(viewer, wanted, now)), before: false };
}

/** The viewer's subscription to this feed, or null; a running one is preferred to a stopped one. */
async function findEarlier(viewer: Viewer, feed: string, now: Date): Promise<OwnSubscription | null> {
  const row = await getDb().subscription.findFirst({
    where: { userId: viewer.id, feed, confirmedAt: { not: null } },
    select: { id: true },
    orderBy: [{ unsubscribedAt: { sort: "desc", nulls: "first" } }, { id: "desc" }],
  });
  return row && findDigestSubscription(viewer, row.id, now);
}

/** Checks the limit of subscriptions. Locks the viewer, so that concurrent requests cannot exceed it. @throws AppError conflict */
async function checkPlaces(tx: Tx, { id: userId }: Viewer, feed: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
  const others = { ...whereRunning, userId, feed: { not: feed } };
  if ((await tx.subscription.count({ where: others })) >= maxSubscriptions)
    throw new AppError(
      "conflict",
      `A person gets at most ${maxSubscriptions} lists by mail: stop one first.`,
    );
}

async function getEmail(viewer: Viewer): Promise<string> {
  const user = await getDb().user.findUnique({
    where: { id: viewer.id },
    select: { email: true },
  });
  if (!user?.email)
    throw new AppError("unprocessable", "Your account has no mail address: sign in by mail once to add one.");
  return user.email.toLowerCase();
}

/** The time zone of the viewer's profile, or the hub's. */
async function findTimeZone(viewer: Viewer): Promise<string> {
  const user = await getDb().user.findUnique({ where: { id: viewer.id }, select: { timeZone: true } });
  return user?.timeZone ?? getConfig().HUB_TIME_ZONE;
}
