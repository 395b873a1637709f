import { AppError } from "@/lib/base/errors";
import { getLog } from "@/lib/base/log";
import { heatInVotes } from "@/lib/papers/heat";
import { canEmbed, findQueryVector } from "@/lib/search/embedding/embed";
import {
  type CurrentRank,
  type Exact,
  type FoundRank,
  findExact,
  listCurrentRanks,
  listHottest,
} from "@/lib/search/paper-queries";
import { asksOfAbstract, type ParsedQuery, parseQuery } from "@/lib/search/query";
import { type Fused, fuse } from "@/lib/search/rank-fusion";
import {
  maxHits,
  meaningDepth,
  type SearchHit,
  type SearchOutcome,
  type SearchRequest,
} from "@/lib/search/request";
import { readTable, type Searched } from "@/lib/search/table";
import {
  type Found,
  findFilter,
  listByAllWords,
  listByMeaning,
  listByWords,
} from "@/lib/search/table-queries";

/** Heat raises a score by a tenth at most: enough to order equals, too little to put a worse match first. */
const maxLift = 0.1;
/** More than any other paper can score: a paper that the query names by its short name comes before papers about it. */
const namedGain = 2;
/** For title and authors with all words of the query, and once more for a title that has them in a row. */
const headedGain = 0.2;

/**
 * Searches by words and by meaning and fuses the lists. A paper or author that the query names exactly comes first, then
 * papers whose title begins with the query as a name. Papers with all words in title and authors come higher, those with
 * the query itself in the title higher still, and heat raises a paper a little:
 * `score · (1 + 0.1 · min(1, log2(1 + heat in votes) / 8))`.
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
  const byRelevance = request.sort === "relevance";
  const found = fused.filter(({ id, sure }) => !exact.has(id) && (byRelevance || sure));
  const top = needsFullCheck(request, query) ? found : contenders(found, first);
  const rest = found.slice(top.length);
  const others = idsOf(rest.filter(({ all }) => all));
  const ranks = await listCurrentRanks({ ids: idsOf(top), others }, request, query);
  const ordered = order({ exact, fused: found, ranks, request, now });
  return outcome([...ordered, ...remaining(rest, ranks)], most, meaning);
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
  const [words, allWords, close] = await Promise.all([
    listByWords(searched.table, query, { filter, limit }),
    listByAllWords(searched.table, query.text, { filter, limit }),
    query.text ? listClose(searched, query.text, filter) : [],
  ]);
  const meaning = query.text ? close !== null : await canEmbed();
  if (!restricted) return { fused: fuse({ words, allWords, meaning: close ?? [] }), meaning };
  // Where words are required, the other lists only affect the order.
  const matching = new Set(idsOf(words));
  const among = (list: Found[]) => list.filter(({ id }) => matching.has(id));
  return { fused: fuse({ words, allWords: among(allWords), meaning: among(close ?? []) }), meaning };
}

/** Papers close to a text in meaning; null if meanings cannot be compared now. */
async function listClose(searched: Searched, text: string, filter: string | null): Promise<Found[] | null> {
  const vector = await findQueryVector(text);
  if (!vector) return null;
  return listByMeaning(searched, vector, { filter, limit: meaningDepth });
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

function remaining(rest: Fused[], ranked: Map<number, unknown>): SearchHit[] {
  return rest.flatMap(({ id, words }) => (ranked.has(id) ? [] : [{ id, reason: reasonOf(words) }]));
}

function idsOf(found: { id: number }[]): number[] {
  return found.map(({ id }) => id);
}

function reasonOf(words: boolean): SearchHit["reason"] {
  return { kind: words ? "words" : "meaning" };
}

type Ordering = {
  exact: Map<number, Exact>;
  fused: Fused[];
  ranks: Map<number, FoundRank>;
  request: SearchRequest;
  now: Date;
};

function order({ exact, fused, ranks, request, now }: Ordering): SearchHit[] {
  const scored = fused.flatMap(({ id, score, words }) => {
    const rank = ranks.get(id);
    const reason = reasonOf(words);
    const lifted = score * lift(rank?.heat ?? 0, now) + gainOf(rank);
    return rank ? [{ id, reason, rank, score: lifted }] : [];
  });
  const first = [...exact].map(([id, named], i) => ({ id, ...named, score: Number.MAX_SAFE_INTEGER - i }));
  const key = sortKeys[request.sort];
  return [...first, ...scored].sort((a, b) => key(b) - key(a) || b.score - a.score || b.id - a.id);
}

function gainOf(rank: FoundRank | undefined): number {
  return (rank?.named ? namedGain : 0) + (rank?.headed ? headedGain : 0) + (rank?.quoted ? headedGain : 0);
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
  const matching = query.topics.length + query.notTopics.length > 0 || query.from !== null || query.hasCode;
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
