import type { Order, Window } from "@/lib/feeds/feed";
import { type Asked, askedText } from "@/lib/search/search-params";

/** The trending page's address, of a window or as it stood on a past day (YYYY-MM-DD). */
export function trendingAddress(window: Window, at?: string): string {
  return withQuery("/", { at, window: window === "all" ? undefined : window });
}

/** A topic's address in an order; a window matters to the most upvoted alone. */
export function topicAddress(id: string, order: Order, window: Window): string {
  if (order === "trending") return `/topics/${id}`;
  return withQuery(`/topics/${id}`, { order, window: order === "top" ? window : undefined });
}

/** The address of an author's papers, newest first unless said otherwise. */
export function authorAddress(slug: string, order: Order = "newest"): string {
  const path = `/authors/${encodeURIComponent(slug)}`;
  return withQuery(path, { order: order === "newest" ? undefined : order });
}

/**
 * A search's address, at its first page. What is as it is anyway does not stand in it.
 * @param path another door to the same search, such as its Atom feed
 */
export function searchAddress(asked: Asked, path = "/search"): string {
  const text = askedText(asked);
  return text ? `${path}?${text}` : path;
}

/** A path with those parts of a query that are there, in the order given. */
export function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const parts = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(parts.map(([name, value]) => [name, String(value)])).toString();
  return text ? `${path}?${text}` : path;
}
