export const sorts = ["relevance", "newest", "top", "trending"] as const;
export type Sort = (typeof sorts)[number];

/** A search: a query with field prefixes, and filters. Days are YYYY-MM-DD, both included. */
export type SearchRequest = {
  q: string;
  sort: Sort;
  topic?: string;
  from?: string;
  until?: string;
  hasCode?: boolean;
  /** At least this many upvotes. */
  upvotes?: number;
  /** Whether to search exactly as typed: without corrected spelling, and for phrases only in their own words. */
  verbatim?: boolean;
};

/** Why a paper was found: it is exactly what the query names, it shares words with the query, or it is close in meaning. */
export type SearchReason =
  | { kind: "exact"; what: "id" | "doi" | "title" | "author" }
  | { kind: "words" }
  | { kind: "meaning" };

export type SearchHit = { id: number; reason: SearchReason };

/** The result of a search. */
export type SearchOutcome = {
  hits: SearchHit[];
  /** Number of papers found, at most `maxHits`. */
  found: number;
  /** Whether there may be more than `found`. */
  more: boolean;
  /** Whether the search compared meanings, too, or words only. */
  meaning: boolean;
};

/** The length, in characters, of a text with which papers are compared: shorter ones are refused, longer ones are cut off. */
export const minTextLength = 20;
export const maxTextLength = 2000;

/** Length of the list by meaning; papers further down are not close any more. */
export const meaningDepth = 120;

/**
 * How many papers a search finds at most; nobody pages further. By relevance, papers further down no longer change the
 * top of the list. In any other order every paper with the words may come first, so more are looked at.
 */
export function maxHits(sort: Sort): number {
  return sort === "relevance" ? 120 : 1000;
}
