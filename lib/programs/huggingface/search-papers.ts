import type { z } from "zod";
import type { Feed } from "@/lib/feeds/feed";
import { listFeed } from "@/lib/feeds/list-feed";
import type { DailyItemJson } from "@/lib/programs/huggingface/contract";
import type { searchPapersQuery } from "@/lib/programs/huggingface/contract-query";
import { toDailyItemJson } from "@/lib/programs/huggingface/paper-json";
import { listPaperRows } from "@/lib/programs/huggingface/paper-rows";

// As many as a page of a feed has.
const pageSize = 100;

/** Papers by meaning and words, the best first, as `GET /api/papers/search` gives them. An id finds its paper. */
export async function searchPapers({
  q,
  limit,
}: z.output<typeof searchPapersQuery>): Promise<DailyItemJson[]> {
  const feed: Feed = { order: "trending", search: { q, sort: "relevance" } };
  const first = await listFeed(feed, { viewer: null, limit: Math.min(limit, pageSize) });
  const rest = limit - pageSize;
  const second =
    rest > 0 && first.next ? await listFeed(feed, { viewer: null, limit: rest, after: first.next }) : null;
  const found = [...first.items, ...(second?.items ?? [])];
  return (await listPaperRows(found.map(({ id }) => id))).map(toDailyItemJson);
}
