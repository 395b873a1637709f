import { getConfig } from "@/lib/base/config";
import { AppError } from "@/lib/base/errors";
import { getDigestFeed, isOwn } from "@/lib/digests/feed";
import { subjectTitle } from "@/lib/digests/mail-content/content";
import { requestSubscription } from "@/lib/digests/subscriptions/request";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import { changeSubscription, getSubscription } from "@/lib/digests/subscriptions/subscription";

/**
 * Somebody asks for a feed by mail without an account: a mail goes out whose link confirms it.
 * @param wish.feed the address of the feed's page, as given
 * @throws AppError invalid for an address that is no feed's; forbidden for somebody's own page
 */
export async function askForDigest(
  wish: { email: string; feed: string } & Pick<Schedule, "cadence">,
  now = new Date(),
): Promise<void> {
  if (isOwn(wish.feed)) throw new AppError("forbidden", "Sign in to get a page of your own by mail.");
  const { address, title } = await getDigestFeed(wish.feed, null, now);
  const timeZone = getConfig().HUB_TIME_ZONE;
  // Who asks may be anybody: the mail says little of what they wrote.
  await requestSubscription({ ...wish, feed: address, timeZone }, subjectTitle(title), now);
}

/**
 * Changes a subscription by the link in its mails, with no sign-in: how often, when, how much and which feed. What is a
 * member's own page stays what it is, since the link proves no account.
 * @throws AppError not-found, gone when it was stopped, invalid, conflict when the address gets that feed already
 */
export async function changeByLink(
  token: string,
  { feed, ...schedule }: Schedule & { feed: string },
  now = new Date(),
): Promise<void> {
  const before = await getSubscription(token);
  const address = feed === before.feed ? feed : await openAddress(feed, now);
  if (!(await changeSubscription({ token }, { ...schedule, feed: address }, now)))
    throw new AppError("gone", "This subscription was stopped, or never confirmed.");
}

async function openAddress(feed: string, now: Date): Promise<string> {
  if (isOwn(feed)) throw new AppError("forbidden", "Sign in to get a page of your own by mail.");
  return (await getDigestFeed(feed, null, now)).address;
}
