import { randomBytes } from "node:crypto";
import { getConfig } from "@/lib/base/config";
import { getDb, Prisma } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { nextAtFor } from "@/lib/digests/subscriptions/next-at";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import { allowMail } from "@/lib/mail/bounces";
import type { StoppedBy } from "@/prisma/generated/enums";

/** A feed by mail as the links of its mails show it. */
export type Subscription = Schedule & {
  email: string;
  feed: string;
  /** Not while somebody asks for it anew. */
  confirmed: boolean;
  /** Not while somebody asks for it anew. */
  stopped: boolean;
  /** When the next mail is due. */
  nextAt: Date | null;
};

/** The columns of a schedule. */
export const scheduleColumns = {
  cadence: true,
  hour: true,
  weekday: true,
  timeZone: true,
  most: true,
} as const;

/** What one that runs is not: stopped, or asked for. */
export const running = { unsubscribedAt: null, stoppedBy: null, askedAt: null, askedCadence: null } as const;

/** The subscription that this token stands for, or null. */
export async function findSubscription(token: string): Promise<Subscription | null> {
  const row = await getDb().subscription.findUnique({
    where: { token },
    select: {
      ...scheduleColumns,
      email: true,
      feed: true,
      confirmedAt: true,
      unsubscribedAt: true,
      askedCadence: true,
      nextAt: true,
    },
  });
  if (!row) return null;
  const { confirmedAt, unsubscribedAt, askedCadence, ...rest } = row;
  const asked = askedCadence !== null;
  return {
    ...rest,
    cadence: askedCadence ?? rest.cadence,
    confirmed: confirmedAt !== null && !asked,
    stopped: unsubscribedAt !== null && !asked,
  };
}

/**
 * Confirms a subscription; again changes nothing. The first mail comes at the next hour it is due. One that was stopped
 * and asked for anew goes on as it was, as often as was asked.
 * @throws AppError not-found for a token nobody was sent; gone once the subscription was stopped
 */
export async function confirmSubscription(token: string, now = new Date()): Promise<void> {
  const subscription = await getSubscription(token);
  if (subscription.stopped) throw new AppError("gone", "This subscription was stopped: subscribe anew.");
  const { count } = await getDb().subscription.updateMany({
    where: { token, OR: [{ confirmedAt: null, unsubscribedAt: null }, { askedCadence: { not: null } }] },
    data: {
      ...{ ...running, cadence: subscription.cadence, confirmedAt: now },
      nextAt: await nextAtFor({ token }, subscription, now),
    },
  });
  // Whoever has a link that was just mailed gets mail there, whatever came back from it before.
  if (count > 0) await allowMail(subscription.email);
}

/** Stops a subscription, confirmed or not; again changes nothing. @throws AppError not-found */
export async function stopSubscription(
  token: string,
  now = new Date(),
  stoppedBy: StoppedBy = "reader",
): Promise<void> {
  await getSubscription(token);
  await getDb().$executeRaw`
    UPDATE subscriptions SET asked_at = NULL, asked_cadence = NULL, next_at = NULL,
      unsubscribed_at = coalesce(unsubscribed_at, ${now}),
      stopped_by = coalesce(stopped_by, ${stoppedBy}::"StoppedBy")
    WHERE token = ${token}`;
}

/**
 * Changes what a subscription that runs brings and when; the next mail is due by the new hour. It takes the place of one
 * for the same feed that was stopped, or never confirmed.
 * @param where which one, by its token or as its owner's
 * @returns whether there is one that runs
 * @throws AppError conflict when the address gets that feed already
 */
export async function changeSubscription(
  where: { token: string } | { id: number; userId: number },
  change: Schedule & { feed?: string; budgets?: Prisma.InputJsonValue },
  now = new Date(),
): Promise<boolean> {
  const data = { ...change, nextAt: await nextAtFor(where, change, now) };
  try {
    return await getDb().$transaction(async (tx) => {
      const runs = { ...where, confirmedAt: { not: null }, unsubscribedAt: null };
      const one = await tx.subscription.findFirst({ where: runs, select: { id: true, email: true } });
      if (!one) return false;
      if (change.feed) await tx.subscription.deleteMany({ where: idleBeside(one, change.feed) });
      const { count } = await tx.subscription.updateMany({ where: runs, data });
      return count > 0;
    });
  } catch (reason) {
    if (reason instanceof Prisma.PrismaClientKnownRequestError && reason.code === "P2002")
      throw new AppError("conflict", "That list comes to this address already.");
    throw reason;
  }
}

function idleBeside({ id, email }: { id: number; email: string }, feed: string) {
  const idle = [{ confirmedAt: null }, { unsubscribedAt: { not: null } }];
  return { email, feed, id: { not: id }, OR: idle };
}

/** The address of the page that stops a subscription, for the foot of every mail. */
export function stopUrl(token: string): string {
  return `${getConfig().HUB_URL}/subscriptions/stop?token=${token}`;
}

/** A new secret for the links of a subscription's mails. */
export function newToken(): string {
  return randomBytes(24).toString("base64url");
}

/** The subscription of a token. @throws AppError not-found */
export async function getSubscription(token: string): Promise<Subscription> {
  const found = await findSubscription(token);
  if (!found) throw new AppError("not-found", "This link is not, or no longer, known here.");
  return found;
}
