import { getConfig } from "@/lib/base/config";
import { AppError } from "@/lib/base/errors";
import { dayIn } from "@/lib/base/time";
import { findNamedFeed, type NamedFeed } from "@/lib/feeds/named-feed";
import type { Viewer } from "@/lib/people/viewer";

/**
 * The feed of an address as a row keeps it, path and query, or null where it names none any more.
 * @param viewer whose own page `/for-you` is
 */
export function findFeedAt(address: string, viewer: Viewer | null, now: Date): Promise<NamedFeed | null> {
  const { pathname, searchParams } = new URL(address, "http://hub");
  return findNamedFeed(pathname, searchParams, { today: dayIn(getConfig().HUB_TIME_ZONE, now), viewer });
}

/**
 * The feed that somebody wants to hear of, from what they wrote.
 * @param text the address of its page: path and query, or the whole address on this hub
 * @param options.words what a feed is called to them, and examples
 * @throws AppError invalid for an address that is no feed's, or of one that nothing new comes to
 */
export async function getOpenFeed(
  text: string,
  { viewer, now, words }: { viewer: Viewer | null; now: Date; words: { feed: string; examples: string } },
): Promise<NamedFeed> {
  const { HUB_URL } = getConfig();
  const path = text.startsWith(HUB_URL) ? text.slice(HUB_URL.length) || "/" : text;
  const named = /^\/(?![/\\])(?!.*(?:%00|\0))/.test(path) ? await findFeedAt(path, viewer, now) : null;
  if (!named)
    throw new AppError("invalid", `Give the address of a ${words.feed} here, such as ${words.examples}.`);
  // Windows end today and move on; a day, a week, a month or a past page does not.
  if (named.feed.until)
    throw new AppError("invalid", `Give a ${words.feed} that new papers come to: this one has ended.`);
  return named;
}
