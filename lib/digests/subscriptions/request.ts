import { getConfig } from "@/lib/base/config";
import { getDb, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { minus } from "@/lib/base/time";
import { getDigestFeed } from "@/lib/digests/feeds";
import { subjectTitle } from "@/lib/digests/mail-content/content";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import { newToken } from "@/lib/digests/subscriptions/subscription";
import { isOwnPage } from "@/lib/feeds/addresses";
import { sendMail } from "@/lib/mail/mail";

/** What somebody without an account asks for: `feed` is the address of a feed's page, as they gave it. */
type Given = Pick<Schedule, "cadence"> & { email: string; feed: string };

/** A request whose feed is known to exist, in the time zone in which its digests would come. */
type SubscriptionRequest = Given & Pick<Schedule, "timeZone">;

const minutesBetweenMails = 10;

/** How many feeds can be requested for one address in an hour, so that nobody fills a stranger's inbox. */
const maxRequestsAnHour = 5;

/**
 * Requests a feed by mail for somebody without an account, and sends a mail whose link confirms it: at most one mail in
 * ten minutes for one address and feed until it is confirmed. The latest request counts, whichever mail's link confirms
 * it. Nothing tells the caller whether the address was known before; an address that gets the feed already gets no mail.
 * @param given.email in lower case
 * @throws AppError invalid for an address that is no feed's; forbidden for somebody's own page
 * @throws an error of nodemailer when the mail server does not take the mail
 */
export async function requestSubscription(given: Given, now = new Date()): Promise<void> {
  if (isOwnPage(given.feed)) throw new AppError("forbidden", "Sign in to get a page of your own by mail.");
  const { address, title } = await getDigestFeed(given.feed, null, now);
  const token = await storeRequest({ ...given, feed: address, timeZone: getConfig().HUB_TIME_ZONE }, now);
  if (token === null) return;
  try {
    // Anybody may have made the request, for any address: the mail repeats little of what they wrote.
    await sendMail({ to: given.email, ...confirmationMail(token, subjectTitle(title)) });
  } catch (reason) {
    // The next request need not wait for a mail that never went out.
    await getDb().subscription.updateMany({ where: { token }, data: { askedAt: null } });
    throw reason;
  }
}

/** @returns the token to mail, or null when no mail is due */
function storeRequest(request: SubscriptionRequest, now: Date): Promise<string | null> {
  return getDb().$transaction(async (tx) => {
    // Requests for one address run one after the other, so that of many at once only one is due a mail.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`subscribe ${request.email}`}))`;
    return (await isRequestedTooOften(tx, request, now)) ? null : writeRequest(tx, request, now);
  });
}

async function isRequestedTooOften(
  tx: Tx,
  { email, feed }: SubscriptionRequest,
  now: Date,
): Promise<boolean> {
  const askedAt = { gt: minus(now, { hours: 1 }) };
  const where = { email, askedAt, feed: { not: feed } };
  return (await tx.subscription.count({ where })) >= maxRequestsAnHour;
}

async function writeRequest(
  tx: Tx,
  { email, feed, cadence, timeZone }: SubscriptionRequest,
  now: Date,
): Promise<string | null> {
  // A stopped subscription stays as it is until it is confirmed, and gets a new token: its old links must not revive it.
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
