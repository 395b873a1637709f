import { type FeedItem, listItems } from "@/lib/feeds/feed-item";
import type { Viewer } from "@/lib/people/viewer";
import { findSimilar, findSimilarToText } from "@/lib/search/similar";

type Options = { viewer: Viewer | null; limit?: number };

/** Papers near in meaning to one, diverse among themselves, nearest first; none while it is not embedded. */
export async function listSimilar(paperId: number, { viewer, limit = 8 }: Options): Promise<FeedItem[]> {
  return listItems(await findSimilar(paperId, limit), viewer);
}

/**
 * Papers near in meaning to a text such as an abstract, nearest first.
 * @throws AppError unavailable where the hub has no model to embed it
 */
export async function listSimilarToText(text: string, { viewer, limit = 25 }: Options): Promise<FeedItem[]> {
  return listItems(await findSimilarToText(text, limit), viewer);
}
