import { getConfig } from "@/lib/base/config";
import { getDb, type Tx } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import { newToken } from "@/lib/digests/subscriptions/subscription";
import { sendMail } from "@/lib/mail/mail";

/** What somebody without an account asks for; the feed's address is known to be one. */
export type Wish = Pick<Schedule, "cadence" | "timeZone"> & { email: string; feed: string };

const minutesBetweenMails = 10;

/** So many feeds an hour can be asked for at one address, so that nobody fills a stranger's inbox. */
const mostWishesAnHour = 5;

/**
 * Somebody asks for a feed by mail: stores the wish and sends a mail whose link confirms it, at most one every ten
 * minutes for one address and feed until it is confirmed. The latest wish counts, whichever mail's link confirms it.
 * Says nothing about whether the address was known before; one that gets the feed already gets no mail.
 * @param wish its email folded to lower case
 * @param title the feed's, for the mail's words
 */
export async function requestSubscription(wish: Wish, title: string, now = new Date()): Promise<void> {
  const token = await storeWish(wish, now);
  if (token === null) return;
  try {
    await sendMail({ to: wish.email, ...confirmationMail(token, title) });
  } catch (reason) {
    // The next try need not wait for a mail that never went out.
    await getDb().subscription.updateMany({ where: { token }, data: { askedAt: null } });
    throw reason;
  }
}

/** @returns the token to mail, or null when no mail is due */
function storeWish(wish: Wish, now: Date): Promise<string | null> {
  return getDb().$transaction(async (tx) => {
    // One after the other for an address, so that of many requests at once only one is due a mail.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`subscribe ${wish.email}`}))`;
    return (await hasAskedTooOften(tx, wish, now)) ? null : writeWish(tx, wish, now);
  });
}

async function hasAskedTooOften(tx: Tx, { email, feed }: Wish, now: Date): Promise<boolean> {
  const askedAt = { gt: minus(now, { hours: 1 }) };
  const where = { email, askedAt, feed: { not: feed } };
  return (await tx.subscription.count({ where })) >= mostWishesAnHour;
}

async function writeWish(
  tx: Tx,
  { email, feed, cadence, timeZone }: Wish,
  now: Date,
): Promise<string | null> {
  // One that was stopped stays as it is until confirmed, and gets a new token: the old links must not revive it.
  await tx.$executeRaw`
    INSERT INTO subscriptions AS s (email, token, feed, cadence, time_zone, created_at, asked_cadence)
    VALUES (${email}, ${newToken()}, ${feed}, ${cadence}::"Cadence", ${timeZone}, ${now}, ${cadence}::"Cadence")
    ON CONFLICT (email, feed) DO UPDATE SET asked_cadence = excluded.asked_cadence,
      created_at = CASE WHEN s.confirmed_at IS NULL THEN excluded.created_at ELSE s.created_at END,
      token = CASE WHEN s.unsubscribed_at IS NULL OR s.asked_cadence IS NOT NULL THEN s.token ELSE excluded.token END
    WHERE s.confirmed_at IS NULL OR s.unsubscribed_at IS NOT NULL`;
  const before = minus(now, { minutes: minutesBetweenMails });
  const rows = await tx.$queryRaw<{ token: string }[]>`
    UPDATE subscriptions SET asked_at = ${now}
    WHERE email = ${email} AND feed = ${feed} AND asked_cadence IS NOT NULL
      AND (asked_at IS NULL OR asked_at <= ${before})
    RETURNING token`;
  return rows[0]?.token ?? null;
}

function confirmationMail(token: string, title: string): { subject: string; text: string } {
  const { HUB_NAME, HUB_URL } = getConfig();
  return {
    subject: `Confirm: “${title}” from ${HUB_NAME}`,
    text: [
      `Somebody, probably you, asked ${HUB_NAME} to mail “${title}” to this address.`,
      `To get it, open this page and confirm:`,
      `${HUB_URL}/subscriptions/confirm?token=${token}`,
      `If it was not you, do nothing, and nothing will come.`,
    ].join("\n\n"),
  };
}
