import { findFeedAt, getOpenFeed } from "@/lib/feeds/addresses";
import type { NamedFeed } from "@/lib/feeds/feed";
import { trendingPath } from "@/lib/feeds/page-address";
import type { Viewer } from "@/lib/people/viewer";

/** The address of what trends with everyone. */
export const everyone = trendingPath;

const words = { feed: "list", examples: "/ or /topics/cs.CL or /search?q=agents" };

/** What a subscription's feed is called to whoever holds its link: "Trending papers", "Machine Learning". */
export async function digestTitle(address: string, now = new Date()): Promise<string> {
  const named = isOwn(address) ? null : await findFeedAt(address, null, now);
  return named?.title ?? "For you";
}

/** The feed that somebody wants by mail, as getOpenFeed reads it. @throws AppError invalid */
export function getDigestFeed(address: string, viewer: Viewer | null, now: Date): Promise<NamedFeed> {
  return getOpenFeed(address, { viewer, now, words });
}

/** Whether a feed's address is of somebody's own page. */
export function isOwn(address: string): boolean {
  return /^\/for-you($|[/?])/.test(address);
}
