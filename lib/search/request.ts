export const sorts = ["relevance", "newest", "top", "trending"] as const;
export type Sort = (typeof sorts)[number];

/** What a search asks: words with field marks, and filters. Days are YYYY-MM-DD, both included. */
export type SearchRequest = {
  q: string;
  sort: Sort;
  topic?: string;
  from?: string;
  until?: string;
  hasCode?: boolean;
  /** At least this many upvotes. */
  upvotes?: number;
};

/** Why a paper was found: exactly the thing asked for, words that it shares with the query, or nearness in meaning. */
export type SearchReason =
  | { kind: "exact"; what: "id" | "doi" | "title" | "author" }
  | { kind: "words" }
  | { kind: "meaning" };

export type SearchHit = { id: number; reason: SearchReason };

/** How a search went as a whole. */
export type SearchOutcome = {
  hits: SearchHit[];
  /** Papers found, at most `mostFound`. */
  found: number;
  /** Whether there may be more of them. */
  more: boolean;
  /** Whether meaning was searched too, or words alone. */
  meaning: boolean;
};

/** Signs of a text to compare with: fewer say nothing, more say no more. */
export const shortestText = 20;
export const longestText = 2000;

/** How deep the list by meaning goes: beyond, nothing is near any more. */
export const deepMeaning = 120;

/**
 * As deep as a search looks, as nobody pages further: by relevance the papers beyond no longer change what is in front,
 * while in another order each that has the words may come first.
 */
export function mostFound(sort: Sort): number {
  return sort === "relevance" ? 120 : 1000;
}
