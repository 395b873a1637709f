import { AppError } from "@/lib/base/errors";
import { getOpenFeed } from "@/lib/feeds/addresses";
import { canAdminister } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";
import { everywhere, type NewWebhook } from "@/lib/programs/webhooks/schema";

const words = { feed: "feed", examples: "/topics/cs.CL or /search?q=agents" };

/**
 * The value of a webhook's feed column, from its owner's input: a feed's address, `everywhere`, or null.
 * @throws AppError invalid, forbidden
 */
export async function feedColumn(
  viewer: Viewer,
  { event, feed }: NewWebhook,
  now: Date,
): Promise<string | null> {
  if (event === "paper") return (await getOpenFeed(feed ?? "", { viewer: null, now, words })).address;
  if (!feed) return null;
  if (event === "upvote" || feed !== everywhere)
    throw new AppError("invalid", "Only a webhook for new papers is about a feed.");
  if (!canAdminister(viewer))
    throw new AppError("forbidden", "Only an admin may ask to be told of every comment.");
  return everywhere;
}
