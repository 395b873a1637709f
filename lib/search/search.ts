import type { Table } from "@lancedb/lancedb";
import { AppError } from "@/lib/base/errors";
import { getLog } from "@/lib/base/log";
import { heatInVotes } from "@/lib/papers/heat";
import { canEmbed, embedQuery } from "@/lib/search/embedding/embed";
import { findExact, listHottest, listStanding, type Standing } from "@/lib/search/paper-queries";
import { asksOfAbstract, type ParsedQuery, parseQuery } from "@/lib/search/query";
import { cutTail, type Fused, fuse } from "@/lib/search/rank-fusion";
import {
  deepMeaning,
  mostFound,
  type SearchHit,
  type SearchOutcome,
  type SearchRequest,
} from "@/lib/search/request";
import { getTable } from "@/lib/search/table";
import { type Found, findFilter, listByMeaning, listByWords } from "@/lib/search/table-queries";

/** Shares of a list's best score below which a paper counts as not found. */
const tails = { words: 0.35, meaning: 0.6 };
/** The liveliest paper rises by a tenth: enough to order equals, too little to put a worse match in front. */
const mostLift = 0.1;

/**
 * Searches by words and by meaning, the two lists fused by their ranks; the very paper or author that was asked for
 * comes first, and what is hot rises a little: `score · (1 + 0.1 · min(1, log2(1 + worth in votes) / 8))`.
 * @param now for the worth of heat
 * @param first how many from the top will be shown; those behind them are in the order of the lists alone
 * @returns what was found, best first, at most `mostFound`
 * @throws AppError unavailable before the table was first built
 */
export async function searchPapers(
  request: SearchRequest,
  now: Date,
  first = Number.POSITIVE_INFINITY,
): Promise<SearchOutcome> {
  const query = parseQuery(request.q);
  if (!query.text && query.must.length === 0) return browse(request, query);
  const filter = await findFilter(request, query);
  const most = mostFound(request.sort);
  if (filter.empty) return outcome([], most, true);
  const open = await getTable();
  const [exact, { fused, meaning }] = await Promise.all([
    findExact(query),
    listFused({ table: open.table, dimension: open.current.dimension }, query, filter.sql, most),
  ]);
  const near = isCheckedWhole(request, query) ? fused : contenders(fused, first);
  const ids = [...new Set([...exact.keys(), ...near.map(({ id }) => id)])];
  const standing = await listStanding(ids, request, query);
  const ordered = order({ exact, fused: near, standing, request, now });
  return outcome([...ordered, ...behind(fused, near, exact)], most, meaning);
}

/** Loads what the first search would wait for: the model, the table and its indexes. Never fails. */
export async function warmSearch(): Promise<void> {
  const request = { q: "warm up", sort: "relevance" } as const;
  await searchPapers(request, new Date(), 1).catch((error: unknown) => {
    if (!isUnavailable(error)) getLog().warn({ err: error }, "search is not ready");
  });
}

function isUnavailable(error: unknown): boolean {
  return error instanceof AppError && error.code === "unavailable";
}

export type Searched = { table: Table; dimension: number };

/**
 * The two lists of a query, fused: without exact matches, lift and cut, as the quality of search is measured.
 * @param limit depth of the list by words
 */
export async function listFused(
  searched: Searched,
  query: ParsedQuery,
  filter: string | null,
  limit: number,
): Promise<{ fused: Fused[]; meaning: boolean }> {
  const bound = query.must.length + query.not.length > 0;
  const meaning = await canEmbed();
  const [byWords, byMeaning] = await Promise.all([
    listByWords(searched.table, query, { filter, limit }),
    meaning && query.text ? listNear(searched, query.text, filter) : [],
  ]);
  if (!bound) return { fused: fuse(cutTail(byWords, tails.words), byMeaning), meaning };
  // What the words demand, meaning may only order.
  const named = new Set(byWords.map(({ id }) => id));
  const among = byMeaning.filter(({ id }) => named.has(id));
  return { fused: fuse(byWords, among), meaning };
}

async function listNear(
  { table, dimension }: Searched,
  text: string,
  filter: string | null,
): Promise<Found[]> {
  const vector = await embedQuery(text);
  if (vector.length !== dimension) return [];
  return cutTail(await listByMeaning(table, vector, { filter, limit: deepMeaning }), tails.meaning);
}

/** Whether the table does not know all that is asked, so that each paper must be looked at. */
function isCheckedWhole(request: SearchRequest, query: ParsedQuery): boolean {
  return request.sort !== "relevance" || request.upvotes !== undefined || asksOfAbstract(query);
}

/** The papers that may come among the first so many: no lift brings one from further behind so far up. */
function contenders(fused: Fused[], first: number): Fused[] {
  const least = fused[first - 1]?.score ?? 0;
  return fused.filter(({ score }) => score * (1 + mostLift) >= least);
}

function behind(fused: Fused[], near: Fused[], exact: Map<number, unknown>): SearchHit[] {
  return fused
    .slice(near.length)
    .flatMap(({ id, words }) => (exact.has(id) ? [] : [{ id, reason: reasonOf(words) }]));
}

function reasonOf(words: boolean): SearchHit["reason"] {
  return { kind: words ? "words" : "meaning" };
}

type Ordering = {
  exact: Map<number, SearchHit["reason"]>;
  fused: Fused[];
  standing: Map<number, Standing>;
  request: SearchRequest;
  now: Date;
};

function order({ exact, fused, standing, request, now }: Ordering): SearchHit[] {
  const scored = fused.flatMap(({ id, score, words }) => {
    const stands = standing.get(id);
    const reason = reasonOf(words);
    return stands && !exact.has(id) ? [{ id, reason, stands, score: score * lift(stands.heat, now) }] : [];
  });
  const first = [...exact].flatMap(([id, reason], i) => {
    const stands = standing.get(id);
    return stands ? [{ id, reason, stands, score: Number.MAX_SAFE_INTEGER - i }] : [];
  });
  const key = sortKeys[request.sort];
  return [...first, ...scored].sort((a, b) => key(b) - key(a) || b.score - a.score || b.id - a.id);
}

type Scored = SearchHit & { stands: Standing; score: number };

const sortKeys: Record<SearchRequest["sort"], (one: Scored) => number> = {
  relevance: ({ score }) => score,
  newest: ({ stands }) => stands.announced,
  top: ({ stands }) => stands.upvotes,
  trending: ({ stands }) => stands.heat,
};

function lift(heat: number, now: Date): number {
  return 1 + mostLift * Math.min(1, Math.log2(1 + heatInVotes(heat, now)) / 8);
}

/** Without words: what the filters leave, the hottest first. */
async function browse(request: SearchRequest, query: ParsedQuery): Promise<SearchOutcome> {
  const filtered = request.topic ?? request.from ?? request.until ?? request.hasCode ?? request.upvotes;
  const most = mostFound(request.sort);
  const named = query.topics.length + query.notTopics.length > 0 || query.from !== null;
  if (filtered === undefined && !named) return outcome([], most, true);
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
