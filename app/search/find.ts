import { searchFeed } from "@/lib/feeds/addresses";
import { type FeedPage, listFeed } from "@/lib/feeds/list-feed";
import type { Viewer } from "@/lib/people/viewer";
import type { SearchParams } from "@/lib/search/search-params";
import { isAppError } from "@/lib/web/form";

const pageSize = 25;

/** A page of what a search finds; null while the hub has nothing to search in, as before its first indexing. */
export async function findPage(asked: SearchParams, viewer: Viewer | null): Promise<FeedPage | null> {
  try {
    return await listFeed(searchFeed(asked), { viewer, after: asked.after, limit: pageSize });
  } catch (reason) {
    if (isAppError(reason) && reason.code === "unavailable") return null;
    throw reason;
  }
}
