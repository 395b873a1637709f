import { searchAddress as addressOf } from "@/lib/feeds/page-address";
import type { SearchParams } from "@/lib/search/search-params";

/** Filters of a search by the names they have in its address. */
export const filterNames = ["topic", "year", "from", "until", "code", "upvotes"] as const;
export type FilterName = (typeof filterNames)[number];

/** A search without its filters. */
export const noFilters: Record<FilterName, undefined> = {
  topic: undefined,
  year: undefined,
  from: undefined,
  until: undefined,
  code: undefined,
  upvotes: undefined,
};

/**
 * The address of a search with something changed, at its first page. What is as it is anyway does not stand in it.
 * @param path another door to the same search, such as its Atom feed
 */
export function searchAddress(
  asked: SearchParams,
  change: Partial<SearchParams> = {},
  path = "/search",
): string {
  return addressOf({ ...asked, ...change }, path);
}

/** Whether anything but the words narrows the search. */
export function hasFilters(asked: SearchParams): boolean {
  return filterNames.some((name) => asked[name] !== undefined);
}
