import { searchAddress as addressOf } from "@/lib/feeds/page-address";
import type { FilterName, SearchParams } from "@/lib/search/search-params";

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
 * The address of a search with some parameters changed, at its first page. Default values are left out.
 * @param path another representation of the same search, such as its Atom feed
 */
export function searchAddress(
  params: SearchParams,
  change: Partial<SearchParams> = {},
  path = "/search",
): string {
  return addressOf({ ...params, ...change }, path);
}
