import { randomBytes } from "node:crypto";
import { getConfig } from "@/lib/config";
import { getDb } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { sendMail } from "@/lib/mail/mail";
import type { SubscribedFeed } from "@/lib/subscriptions/schema";

export type Subscription = { email: string; feed: string; confirmed: boolean; stopped: boolean };

const minutesBetweenMails = 10;

/**
 * Somebody asks for a feed by mail: stores the wish and sends a mail whose link confirms it, at most one every ten
 * minutes to one address. Says nothing about whether the address was known before; one that gets the feed already
 * gets no mail.
 * @param email folded to lower case
 */
export async function requestSubscription(
  email: string,
  feed: SubscribedFeed,
  now = new Date(),
): Promise<void> {
  const token = await storeWish(email, feed, now);
  if (token === null) return;
  try {
    await sendMail({ to: email, ...confirmationMail(token) });
  } catch (reason) {
    // The next try need not wait for a mail that never went out.
    await getDb().subscription.updateMany({ where: { token }, data: { createdAt: new Date(0) } });
    throw reason;
  }
}

/** The subscription that this token stands for, or null. */
export async function findSubscription(token: string): Promise<Subscription | null> {
  const row = await getDb().subscription.findUnique({ where: { token } });
  if (!row) return null;
  const stopped = row.unsubscribedAt !== null;
  return { email: row.email, feed: row.feed, confirmed: row.confirmedAt !== null, stopped };
}

/**
 * Confirms a subscription; again changes nothing.
 * @throws AppError not-found for a token nobody was sent; gone once the subscription was stopped
 */
export async function confirmSubscription(token: string, now = new Date()): Promise<void> {
  const subscription = await getSubscription(token);
  if (subscription.stopped) throw new AppError("gone", "This subscription was stopped: subscribe anew.");
  await getDb().subscription.updateMany({
    where: { token, confirmedAt: null, unsubscribedAt: null },
    data: { confirmedAt: now },
  });
}

/** Stops a subscription, confirmed or not; again changes nothing. @throws AppError not-found */
export async function stopSubscription(token: string, now = new Date()): Promise<void> {
  await getSubscription(token);
  await getDb().subscription.updateMany({
    where: { token, unsubscribedAt: null },
    data: { unsubscribedAt: now },
  });
}

/** The address of the page that stops a subscription, for the foot of every mail. */
export function stopUrl(token: string): string {
  return `${getConfig().HUB_URL}/subscriptions/stop?token=${token}`;
}

async function getSubscription(token: string): Promise<Subscription> {
  const found = await findSubscription(token);
  if (!found) throw new AppError("not-found", "This link is not, or no longer, known here.");
  return found;
}

/** @returns the token to mail, or null when no mail is due */
async function storeWish(email: string, feed: string, now: Date): Promise<string | null> {
  const token = randomBytes(24).toString("base64url");
  const before = new Date(now.getTime() - minutesBetweenMails * 60_000);
  // One statement, so that of many requests at once only one is due a mail. A stopped subscription begins anew, with
  // a new token: the old links must not revive it.
  const rows = await getDb().$queryRaw<{ token: string }[]>`
    INSERT INTO subscriptions AS s (email, token, feed, created_at) VALUES (${email}, ${token}, ${feed}, ${now})
    ON CONFLICT (email, feed) DO UPDATE SET created_at = excluded.created_at,
      token = CASE WHEN s.unsubscribed_at IS NULL THEN s.token ELSE excluded.token END,
      confirmed_at = NULL, unsubscribed_at = NULL
    WHERE s.created_at <= ${before} AND (s.confirmed_at IS NULL OR s.unsubscribed_at IS NOT NULL)
    RETURNING token`;
  return rows[0]?.token ?? null;
}

function confirmationMail(token: string): { subject: string; text: string } {
  const { HUB_NAME, HUB_URL } = getConfig();
  return {
    subject: `Confirm: trending papers from ${HUB_NAME}`,
    text: [
      `Somebody, probably you, asked for the trending papers of ${HUB_NAME} at this address.`,
      `To get them, open this page and confirm:`,
      `${HUB_URL}/subscriptions/confirm?token=${token}`,
      `If it was not you, do nothing, and nothing will come.`,
    ].join("\n\n"),
  };
}
