import { type FeedItem, listItems } from "@/lib/feeds/feed-item";
import type { Viewer } from "@/lib/people/viewer";
import { findSimilar, findSimilarToText } from "@/lib/search/similar";

type Options = { viewer: Viewer | null; limit?: number };

/** Papers similar in meaning to a paper, most similar first, without near-duplicates. Empty until the paper is embedded. */
export async function listSimilar(paperId: number, { viewer, limit = 8 }: Options): Promise<FeedItem[]> {
  return listItems(await findSimilar(paperId, limit), viewer);
}

/**
 * Papers similar in meaning to a text such as an abstract, most similar first.
 * @throws AppError unavailable if the hub has no embedding model
 */
export async function listSimilarToText(text: string, { viewer, limit = 25 }: Options): Promise<FeedItem[]> {
  return listItems(await findSimilarToText(text, limit), viewer);
}
