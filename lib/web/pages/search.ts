import { isAppError } from "@/lib/base/errors";
import { hubDay } from "@/lib/base/hub-day";
import { searchFeed } from "@/lib/feeds/addresses";
import { everyonesFeed } from "@/lib/feeds/feed";
import type { FeedPage } from "@/lib/feeds/feed-item";
import { listFeed } from "@/lib/feeds/list-feed";
import { listRisingTopics } from "@/lib/feeds/topic-counts";
import { findFollowState } from "@/lib/follows/follows";
import { findKeyByAddress } from "@/lib/papers/find";
import type { Viewer } from "@/lib/people/viewer";
import { findStatedProgress, type StatedProgress } from "@/lib/search/index-progress";
import { cleanQuery } from "@/lib/search/query";
import { type Example, listExamples } from "@/lib/search/query-examples";
import { hasFilters, type SearchParams, searchQueryString } from "@/lib/search/search-params";
import { didYouMean } from "@/lib/search/spelling";

const pageSize = 25;

export type SearchPage =
  | { kind: "start"; examples: Example[]; topics: string[]; progress: StatedProgress | null }
  /** The query is the id or address of this paper. */
  | { kind: "paper"; key: string }
  | {
      kind: "results";
      /** Null while the hub cannot search, as before its first indexing. */
      page: FeedPage | null;
      /** The query as it may have been meant, or null. */
      better: string | null;
      followed: boolean;
      /** How many papers can be found, while not all can. */
      progress: StatedProgress | null;
      today: string;
    };

/** What /search shows: examples before anything is asked, the paper that the query names, or the papers found. */
export async function getSearchPage(
  viewer: Viewer | null,
  params: SearchParams,
  now: Date,
): Promise<SearchPage> {
  const query = cleanQuery(params.q);
  const today = hubDay(now);
  if (!query && !hasFilters(params)) return getStart(today);
  const key = await findKeyByAddress(query);
  if (key) return { kind: "paper", key };
  const [page, progress] = await Promise.all([findResults(params, viewer), findStatedProgress()]);
  const corrected = page?.search?.corrected ?? null;
  const better = page && corrected === null ? await didYouMean(query, page.items) : null;
  const meant = { ...params, q: corrected ?? params.q };
  const { followed } = await findFollowState(viewer, "search", searchQueryString(meant));
  return { kind: "results", page, better, followed, progress, today };
}

async function getStart(today: string): Promise<SearchPage> {
  const [{ items }, rising, progress] = await Promise.all([
    listFeed(everyonesFeed, { viewer: null, limit: 6 }),
    listRisingTopics(today),
    findStatedProgress(),
  ]);
  return { kind: "start", examples: listExamples(items), topics: rising.map(({ topic }) => topic), progress };
}

async function findResults(params: SearchParams, viewer: Viewer | null): Promise<FeedPage | null> {
  try {
    return await listFeed(searchFeed(params), { viewer, after: params.after, limit: pageSize });
  } catch (reason) {
    if (isAppError(reason) && reason.code === "unavailable") return null;
    throw reason;
  }
}
