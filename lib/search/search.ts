import { AppError } from "@/lib/base/errors";
import { getLog } from "@/lib/base/log";
import { heatInVotes } from "@/lib/papers/heat";
import { canEmbed, findQueryVector } from "@/lib/search/embedding/embed";
import {
  type CurrentRank,
  type Exact,
  findExact,
  listCurrentRanks,
  listHottest,
} from "@/lib/search/paper-queries";
import { asksOfAbstract, type ParsedQuery, parseQuery } from "@/lib/search/query";
import { cutTail, type Fused, fuse } from "@/lib/search/rank-fusion";
import {
  maxHits,
  meaningDepth,
  type SearchHit,
  type SearchOutcome,
  type SearchRequest,
} from "@/lib/search/request";
import { readTable, type Searched } from "@/lib/search/table";
import { type Found, findFilter, listByMeaning, listByWords } from "@/lib/search/table-queries";

/** A paper with less than this share of its list's best score counts as not found. */
const tails = { words: 0.35, meaning: 0.6 };
/** Heat raises a score by a tenth at most: enough to order equals, too little to put a worse match first. */
const maxLift = 0.1;

/**
 * Searches by words and by meaning and fuses the two lists by rank. A paper or author that the query names exactly comes
 * first, and heat raises a paper a little: `score · (1 + 0.1 · min(1, log2(1 + heat in votes) / 8))`.
 * @param now for the present value of heat
 * @param first how many papers from the top will be shown; those after them are in the order of the fused lists alone
 * @returns the papers found, best first, at most `maxHits`
 * @throws AppError unavailable while there is no search table or it cannot be reached
 */
export async function searchPapers(
  request: SearchRequest,
  now: Date,
  first = Number.POSITIVE_INFINITY,
): Promise<SearchOutcome> {
  const query = parseQuery(request.q);
  if (!query.text && query.must.length === 0) return browse(request, query);
  const filter = await findFilter(request, query);
  const most = maxHits(request.sort);
  if (filter.empty) return outcome([], most, true);
  const [exact, { fused, meaning }] = await Promise.all([
    findExact(request, query),
    readTable((searched) => listFused(searched, query, filter.sql, most)),
  ]);
  const top = needsFullCheck(request, query) ? fused : contenders(fused, first);
  const ids = top.flatMap(({ id }) => (exact.has(id) ? [] : [id]));
  const ranks = await listCurrentRanks(ids, request, query);
  const ordered = order({ exact, fused: top, ranks, request, now });
  return outcome([...ordered, ...remaining(fused, top, exact)], most, meaning);
}

/** Loads the model, the table and its indexes, so that the first search need not wait for them. Never fails. */
export async function warmSearch(): Promise<void> {
  const request = { q: "warm up", sort: "relevance" } as const;
  await searchPapers(request, new Date(), 1).catch((error: unknown) => {
    if (!isUnavailable(error)) getLog().warn({ err: error }, "search is not ready");
  });
}

function isUnavailable(error: unknown): boolean {
  return error instanceof AppError && error.code === "unavailable";
}

/**
 * The fused list of a query, without exact matches and heat; search quality is measured on it.
 * @param filter condition on the search table's columns, or null
 * @param limit length of the list by words
 * @returns the list, and whether meanings were compared
 * @throws TableUnreadable
 */
export async function listFused(
  searched: Searched,
  query: ParsedQuery,
  filter: string | null,
  limit: number,
): Promise<{ fused: Fused[]; meaning: boolean }> {
  const restricted = query.must.length + query.not.length > 0;
  const [byWords, close] = await Promise.all([
    listByWords(searched.table, query, { filter, limit }),
    query.text ? listClose(searched, query.text, filter) : [],
  ]);
  const byMeaning = close ?? [];
  const meaning = query.text ? close !== null : await canEmbed();
  if (!restricted) return { fused: fuse(cutTail(byWords, tails.words), byMeaning), meaning };
  // Where words are required, meaning only affects the order.
  const matching = new Set(byWords.map(({ id }) => id));
  const among = byMeaning.filter(({ id }) => matching.has(id));
  return { fused: fuse(byWords, among), meaning };
}

/** Papers close to a text in meaning; null if meanings cannot be compared now. */
async function listClose(searched: Searched, text: string, filter: string | null): Promise<Found[] | null> {
  const vector = await findQueryVector(text);
  if (!vector) return null;
  return cutTail(await listByMeaning(searched, vector, { filter, limit: meaningDepth }), tails.meaning);
}

/** Whether every paper found must be checked in PostgreSQL, because the search table cannot sort or filter this way. */
function needsFullCheck(request: SearchRequest, query: ParsedQuery): boolean {
  return request.sort !== "relevance" || request.upvotes !== undefined || asksOfAbstract(query);
}

/** The papers that can reach the first `first` places: heat cannot raise any other that far. */
function contenders(fused: Fused[], first: number): Fused[] {
  const least = fused[first - 1]?.score ?? 0;
  return fused.filter(({ score }) => score * (1 + maxLift) >= least);
}

function remaining(fused: Fused[], top: Fused[], exact: Map<number, unknown>): SearchHit[] {
  return fused
    .slice(top.length)
    .flatMap(({ id, words }) => (exact.has(id) ? [] : [{ id, reason: reasonOf(words) }]));
}

function reasonOf(words: boolean): SearchHit["reason"] {
  return { kind: words ? "words" : "meaning" };
}

type Ordering = {
  exact: Map<number, Exact>;
  fused: Fused[];
  ranks: Map<number, CurrentRank>;
  request: SearchRequest;
  now: Date;
};

function order({ exact, fused, ranks, request, now }: Ordering): SearchHit[] {
  const scored = fused.flatMap(({ id, score, words }) => {
    const rank = ranks.get(id);
    const reason = reasonOf(words);
    return rank && !exact.has(id) ? [{ id, reason, rank, score: score * lift(rank.heat, now) }] : [];
  });
  const first = [...exact].map(([id, named], i) => ({ id, ...named, score: Number.MAX_SAFE_INTEGER - i }));
  const key = sortKeys[request.sort];
  return [...first, ...scored].sort((a, b) => key(b) - key(a) || b.score - a.score || b.id - a.id);
}

type Scored = SearchHit & { rank: CurrentRank; score: number };

const sortKeys: Record<SearchRequest["sort"], (one: Scored) => number> = {
  relevance: ({ score }) => score,
  newest: ({ rank }) => rank.announced,
  top: ({ rank }) => rank.upvotes,
  trending: ({ rank }) => rank.heat,
};

function lift(heat: number, now: Date): number {
  return 1 + maxLift * Math.min(1, Math.log2(1 + heatInVotes(heat, now)) / 8);
}

/** A search without words: the papers that pass the filters, in the request's order. */
async function browse(request: SearchRequest, query: ParsedQuery): Promise<SearchOutcome> {
  const filtered = request.topic ?? request.from ?? request.until ?? request.hasCode ?? request.upvotes;
  const most = maxHits(request.sort);
  const matching = query.topics.length + query.notTopics.length > 0 || query.from !== null;
  if (filtered === undefined && !matching) return outcome([], most, true);
  const reason = { kind: "words" } as const;
  const ids = await listHottest(request, query);
  return outcome(
    ids.map((id) => ({ id, reason })),
    most,
    true,
  );
}

function outcome(found: SearchHit[], most: number, meaning: boolean): SearchOutcome {
  const hits = found.slice(0, most).map(({ id, reason }) => ({ id, reason }));
  return { hits, found: hits.length, more: hits.length === most, meaning };
}
