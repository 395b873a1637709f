import type { IncomingMessage } from "node:http";

const pages: { path: RegExp; query: string[] }[] = [
  { path: /^\/(trending)?$/, query: ["window", "at", "after"] },
  { path: /^\/new$/, query: ["after"] },
  { path: /^\/(date|week|month)\/[\w-]{4,10}$/, query: ["order", "after"] },
  { path: /^\/(topics|organizations)$/, query: [] },
  { path: /^\/topics\/[\w.-]{2,30}$/, query: ["order", "window", "after"] },
  { path: /^\/papers\/[\w.:/-]{3,40}$/, query: ["after", "v"] },
  { path: /^\/(authors|organizations|people)\/[^/]{1,300}$/, query: ["order", "after"] },
  {
    path: /^\/search$/,
    query: ["q", "topic", "year", "from", "until", "code", "upvotes", "sort", "after"],
  },
  { path: /^\/map$/, query: ["window", "topic"] },
  { path: /^\/digests(\/\d{4}-[\dW-]{3,5})?$/, query: [] },
  { path: /^\/developers$/, query: [] },
  { path: /^\/about(\/[a-z-]{1,30})?$/, query: [] },
];

/** The path of a page whose controls are links and forms that work by themselves: lists of papers, papers, and search. */
const plainPath =
  /^\/((trending|new|topics|organizations|search|for-you|saved|similar|following)?|(date|week|month|topics|authors|organizations|people|papers|for-you)\/[^?#]{1,300})$/;

/** Whether a request is for a page that works without the framework's scripts, and is sent without them. */
export function isPlainPage({ method, url = "", headers }: IncomingMessage): boolean {
  // Next's own client asks for parts of a page with this header.
  return method !== "HEAD" && !headers.rsc && plainPath.test(new URL(url, "http://hub").pathname);
}

/**
 * The cache key of an address: its path with the query parameters that the page reads, sorted. Others are dropped, so
 * that invented ones cannot fill the cache. Null if a page is not the same for all signed-out readers.
 */
export function cacheKey(url: string): string | null {
  const { pathname, searchParams } = new URL(url, "http://hub");
  const page = pages.find(({ path }) => path.test(pathname));
  if (!page) return null;
  const kept = page.query.flatMap((name) => {
    const value = searchParams.get(name);
    return value ? [[name, value]] : [];
  });
  // A parameter must not be cut in the key, so pages with very long ones are not cached.
  if (kept.some(([, value = ""]) => value.length > 300)) return null;
  const query = new URLSearchParams(kept).toString();
  return query ? `${pathname}?${query}` : pathname;
}
