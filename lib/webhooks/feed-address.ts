import { dayIn } from "@/lib/arxiv/schedule";
import { getConfig } from "@/lib/config";
import { AppError } from "@/lib/errors";
import { findNamedFeed, type NamedFeed } from "@/lib/feeds/named-feed";
import { canAdminister } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";
import { everywhere, type NewWebhook } from "@/lib/webhooks/schema";

/**
 * What a webhook's row says about the feed it is for, from what its owner wrote.
 * @throws AppError invalid, forbidden
 */
export async function feedColumn(
  viewer: Viewer,
  { event, feed }: NewWebhook,
  now: Date,
): Promise<string | null> {
  if (event === "paper") return (await getOpenFeed(feed ?? "", now)).address;
  if (!feed) return null;
  if (event === "upvote" || feed !== everywhere)
    throw new AppError("invalid", "Only a webhook for new papers is about a feed.");
  if (!canAdminister(viewer))
    throw new AppError("forbidden", "Only an admin may ask to be told of every comment.");
  return everywhere;
}

/** The feed of an address as a webhook's row has it, or null where it names none any more. */
export function findFeedOf(address: string, now: Date): Promise<NamedFeed | null> {
  const { pathname, searchParams } = new URL(address, "http://hub");
  return findNamedFeed(pathname, searchParams, { today: dayIn(getConfig().HUB_TIME_ZONE, now) });
}

async function getOpenFeed(text: string, now: Date): Promise<NamedFeed> {
  const path = text.startsWith(getConfig().HUB_URL) ? text.slice(getConfig().HUB_URL.length) || "/" : text;
  const named = /^\/(?![/\\])/.test(path) ? await findFeedOf(path, now) : null;
  if (!named)
    throw new AppError(
      "invalid",
      "Give the address of a feed here, such as /topics/cs.CL or /search?q=agents.",
    );
  // Windows end today and move on; a day, a week, a month or a past page does not.
  if (named.feed.until)
    throw new AppError("invalid", "Give a feed that new papers come to: this one has ended.");
  return named;
}
