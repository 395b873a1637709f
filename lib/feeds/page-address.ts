import { addDays, monthOf, shiftMonth, weekOf } from "@/lib/base/time";
import { withQuery } from "@/lib/base/with-query";
import { defaultOrder, type Order, type Window } from "@/lib/feeds/feed";
import { type SearchParams, searchQueryString } from "@/lib/search/search-params";

/** The address of everyone's trending page. */
export const trendingPath = "/";

/** The trending page's address, of a window or as it stood on a past day (YYYY-MM-DD). */
export function trendingAddress(window: Window, at?: string): string {
  return withQuery(trendingPath, { at, window: window === "all" ? undefined : window });
}

/** A topic's address in an order, or in the default one; a window matters only to the most upvoted. */
export function topicAddress(id: string, order?: Order, window: Window = "all"): string {
  if (order === undefined || order === defaultOrder({ topic: id })) return `/topics/${id}`;
  return withQuery(`/topics/${id}`, { order, window: order === "top" ? window : undefined });
}

/** The address of an author's papers. @param order the default one is left out of the address */
export function authorAddress(slug: string, order?: Order): string {
  const path = `/authors/${encodeURIComponent(slug)}`;
  return withQuery(path, { order: order === defaultOrder({ authorSlug: slug }) ? undefined : order });
}

/** The address of an organisation's papers. @param order the default one is left out of the address */
export function organizationAddress(slug: string, order?: Order): string {
  const path = `/organizations/${encodeURIComponent(slug)}`;
  return withQuery(path, { order: order === defaultOrder({ organizationSlug: slug }) ? undefined : order });
}

/**
 * A search's address, at its first page. Parts that have their default value are left out.
 * @param path another door to the same search, such as its Atom feed
 */
export function searchAddress(params: SearchParams, path = "/search"): string {
  const text = searchQueryString(params);
  return text ? `${path}?${text}` : path;
}

/** The addresses of the previous and the next week or month. */
export function periodNeighbours(kind: "week" | "month", from: string): { previous: string; next: string } {
  if (kind === "week")
    return { previous: `/week/${weekOf(addDays(from, -7))}`, next: `/week/${weekOf(addDays(from, 7))}` };
  const month = monthOf(from);
  return { previous: `/month/${shiftMonth(month, -1)}`, next: `/month/${shiftMonth(month, 1)}` };
}

/** Whether the address of a feed is one that no new papers come to: a day, a week, a month or a past trending page. */
export function isEndedFeed(address: string): boolean {
  return /^\/(date|week|month)\/|[?&]at=/.test(address);
}
