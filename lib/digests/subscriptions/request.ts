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
import { mailKey } from "@/lib/people/mail-address";
import { sameMailboxSql } from "@/lib/people/mailbox-sql";

/** A subscription request without an account; `feed` is the address of a feed's page, as entered. */
type Given = Pick<Schedule, "cadence"> & { email: string; feed: string };

/** A request whose feed was checked, with the time zone for its digests. */
type SubscriptionRequest = Given & Pick<Schedule, "timeZone">;

const minutesBetweenMails = 10;

/** How many feeds can be requested for one mailbox in an hour, so that nobody fills a stranger's inbox. */
const maxRequestsAnHour = 5;

/**
 * Requests a feed by mail for somebody without an account, and sends a mail whose link confirms it: at most one mail in
 * ten minutes for one address and feed until it is confirmed. The latest request counts, whichever mail's link confirms
 * it. The caller does not learn whether the address was known before. An address that already gets the feed gets no mail.
 * @param given.email in lower case
 * @throws AppError invalid if the address is not that of a feed; forbidden for somebody's own page
 * @throws nodemailer's error if the mail server does not accept the mail
 */
export async function requestSubscription(given: Given, now = new Date()): Promise<void> {
  if (isOwnPage(given.feed)) throw new AppError("forbidden", "Sign in to get a page of your own by mail.");
  const { address, title } = await getDigestFeed(given.feed, null, now);
  const token = await storeRequest({ ...given, feed: address, timeZone: getConfig().HUB_TIME_ZONE }, now);
  if (token === null) return;
  try {
    // Anybody may have made the request, for any address, so the mail repeats little of what they entered.
    await sendMail({ to: given.email, ...confirmationMail(token, subjectTitle(title)) });
  } catch (reason) {
    // The mail was not sent, so the next request may send one at once.
    await getDb().subscription.updateMany({ where: { token }, data: { askedAt: null } });
    throw reason;
  }
}

/** Stores a request. @returns the token to mail, or null if no mail should be sent */
function storeRequest(request: SubscriptionRequest, now: Date): Promise<string | null> {
  return getDb().$transaction(async (tx) => {
    // The lock makes concurrent requests for one address run one after the other, so that only one sends a mail.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`subscribe ${mailKey(request.email)}`}))`;
    return (await isRequestedTooOften(tx, request, now)) ? null : writeRequest(tx, request, now);
  });
}

/** Counts by mailbox: `ada+one@example.org` and `ada+two@example.org` are one. */
async function isRequestedTooOften(
  tx: Tx,
  { email, feed }: SubscriptionRequest,
  now: Date,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM subscriptions WHERE asked_at > ${minus(now, { hours: 1 })} AND NOT (email = ${email} AND feed = ${feed})
      AND ${sameMailboxSql(email)}
    LIMIT ${maxRequestsAnHour}`;
  return rows.length >= maxRequestsAnHour;
}

async function writeRequest(
  tx: Tx,
  { email, feed, cadence, timeZone }: SubscriptionRequest,
  now: Date,
): Promise<string | null> {
  // A stopped subscription stays stopped until it is confirmed. It gets a new token, because its old links must not revive it.
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
