import { dayIn } from "@/lib/arxiv/schedule";
import { getConfig } from "@/lib/config";
import { AppError } from "@/lib/errors";
import { findNamedFeed, type NamedFeed } from "@/lib/feeds/named-feed";
import type { Viewer } from "@/lib/people/viewer";

/** The address of what trends with everyone. */
export const everyone = "/";

/** The feed of an address as a subscription has it, or null where it names none any more. */
export function findDigestFeed(address: string, viewer: Viewer | null, now: Date): Promise<NamedFeed | null> {
  const { pathname, searchParams } = new URL(address, "http://hub");
  return findNamedFeed(pathname, searchParams, { today: dayIn(getConfig().HUB_TIME_ZONE, now), viewer });
}

/** What a subscription's feed is called to whoever holds its link: "Trending papers", "Machine Learning". */
export async function digestTitle(address: string, now = new Date()): Promise<string> {
  const named = isOwn(address) ? null : await findDigestFeed(address, null, now);
  return named?.title ?? "For you";
}

/**
 * The feed that somebody wants by mail.
 * @param address of its page: path and query, or the whole address on this hub
 * @param viewer whose own page `/for-you` is
 * @throws AppError invalid for an address that is no feed's, or of one that nothing new comes to
 */
export async function getDigestFeed(address: string, viewer: Viewer | null, now: Date): Promise<NamedFeed> {
  const { HUB_URL } = getConfig();
  const path = address.startsWith(HUB_URL) ? address.slice(HUB_URL.length) || "/" : address;
  const named = /^\/(?![/\\])/.test(path) ? await findDigestFeed(path, viewer, now) : null;
  if (!named)
    throw new AppError(
      "invalid",
      "Give the address of a list here, such as / or /topics/cs.CL or /search?q=agents.",
    );
  // Windows end today and move on; a day, a week, a month or a past page does not.
  if (named.feed.until)
    throw new AppError("invalid", "Give a list that new papers come to: this one has ended.");
  return named;
}

/** Whether a feed's address is of somebody's own page. */
export function isOwn(address: string): boolean {
  return /^\/for-you($|[/?])/.test(address);
}
