import {
  BooleanQuery,
  type FullTextQuery,
  MatchQuery,
  Occur,
  Operator,
  PhraseQuery,
  type Query,
  type Table,
  type VectorQuery,
} from "@lancedb/lancedb";
import type { Table as ArrowTable } from "apache-arrow";
import { getDb } from "@/lib/base/db";
import { listedSql } from "@/lib/papers/conditions";
import { listTopicsNamed } from "@/lib/papers/topics/topics";
import { type AskedName, askForName } from "@/lib/search/author-names";
import type { Demand, ParsedQuery } from "@/lib/search/query";
import type { SearchRequest } from "@/lib/search/request";
import { dayNumber, type Searched, TableUnreadable } from "@/lib/search/table";
import { foldText, searchForm } from "@/lib/search/words";

// A longer list of ids slows the engine down more than filtering its results does.
const maxNamed = 5000;
// Each word of a query costs a pass over the papers that contain it. A word that a long text repeats weighs more.
const maxDifferentWords = 128;
const maxRepeats = 8;
// In characters: no paper but the source of a longer text has all its words.
const maxAllWordsLength = 500;
// How many papers of the index of vectors a search compares at least.
const minVisited = 500;

type Filter = {
  /** Condition on the search table's columns, or null for none. */
  sql: string | null;
  /** Whether no paper can pass. */
  empty: boolean;
  /** Minimum of upvotes, to be checked once the papers are fetched. */
  upvotes: number;
};

/**
 * The filters of a search, for the search table. Upvotes change too often to be kept in that table: if few papers have
 * enough of them, the condition lists their ids; otherwise upvotes are checked afterwards.
 */
export async function findFilter(request: SearchRequest, query: ParsedQuery): Promise<Filter> {
  const named = request.upvotes ? await listUpvoted(request.upvotes) : null;
  const from = latest(request.from, query.from);
  const until = earliest(request.until, query.until);
  const parts = [
    request.topic && hasAny(topicsOf(request.topic)),
    query.topics.length && hasAny(query.topics),
    query.notTopics.length && `NOT ${hasAny(query.notTopics)}`,
    from && `day >= ${dayNumber(new Date(from))}`,
    until && `day <= ${dayNumber(new Date(until))}`,
    (request.hasCode || query.hasCode) && "code = true",
    named && named.length > 0 && `id IN (${named.join(",")})`,
  ].filter((one) => typeof one === "string");
  return {
    sql: parts.length ? parts.join(" AND ") : null,
    empty: named?.length === 0,
    upvotes: request.upvotes ?? 0,
  };
}

/** Ids of the papers with at least that many upvotes, or null if there are more than 5,000. */
async function listUpvoted(least: number): Promise<number[] | null> {
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    SELECT id FROM papers p WHERE ${listedSql} AND upvotes >= ${least} LIMIT ${maxNamed + 1}`;
  return rows.length > maxNamed ? null : rows.map(({ id }) => id);
}

/** The topics that a filter stands for: an archive with all its categories, or the one topic. */
export function topicsOf(topic: string): string[] {
  const named = listTopicsNamed(topic);
  return named.length > 0 ? named : [topic];
}

function hasAny(topics: string[]): string {
  return `array_has_any(topics, [${topics.map(quote).join(", ")}])`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function latest(one: string | undefined, other: string | null): string | null {
  return one && other ? (one > other ? one : other) : (one ?? other);
}

function earliest(one: string | undefined, other: string | null): string | null {
  return one && other ? (one < other ? one : other) : (one ?? other);
}

/** A paper in one list of results; a higher score is a better match. */
export type Found = { id: number; score: number };

/**
 * Papers by their words (BM25), best first.
 * @param filter condition on the table's columns, or nothing
 * @param limit rows, at most
 * @throws TableUnreadable
 */
export async function listByWords(
  table: Table,
  query: Pick<ParsedQuery, "text" | "must" | "not">,
  { filter, limit }: { filter: string | null; limit: number },
): Promise<Found[]> {
  const asked = wordQuery(query);
  return asked ? listMatching(table, asked, { filter, limit }) : [];
}

/**
 * Papers that contain all of several words in any order and inflection, best first. Filter and limit are as for listByWords.
 * @returns none for a single word
 * @throws TableUnreadable
 */
export async function listByAllWords(
  table: Table,
  text: string,
  options: { filter: string | null; limit: number },
): Promise<Found[]> {
  const words = foldText(text).trim();
  if (!words.includes(" ") || words.length > maxAllWordsLength) return [];
  return listMatching(table, new MatchQuery(words, "text", { operator: Operator.And }), options);
}

async function listMatching(
  table: Table,
  asked: FullTextQuery,
  { filter, limit }: { filter: string | null; limit: number },
): Promise<Found[]> {
  const ask = table.query().fullTextSearch(asked).select(["id", "_score"]).limit(limit);
  return readFound(await rowsOf(filter ? ask.where(filter) : ask), "_score");
}

/**
 * Papers by closeness in meaning, closest first; the score is the cosine of the angle. Filter and limit are as for
 * listByWords.
 * @param vector none is close to one of another length, which another model made
 * @throws TableUnreadable
 */
export async function listByMeaning(
  { vectors, dimension }: Pick<Searched, "vectors" | "dimension">,
  vector: Float32Array,
  { filter, limit }: { filter: string | null; limit: number },
): Promise<Found[]> {
  if (vector.length !== dimension) return [];
  const ask = vectors
    .query()
    .nearestTo(vector)
    .column("vector")
    .distanceType("cosine")
    // The index holds rounded vectors, and its distances are twice the true ones while every row is in it. Refining computes
    // them from the vectors themselves, in either state.
    .refineFactor(1)
    // At 80,000 papers, 98 of the 100 nearest ten are found so; with 150 it is 93.
    .ef(Math.max(minVisited, Math.ceil(limit * 1.25)))
    .select(["id", "_distance"])
    .limit(limit);
  const near = readFound(await rowsOf(filter ? ask.where(filter) : ask), "_distance");
  return near.map(({ id, score }) => ({ id, score: 1 - score }));
}

async function rowsOf(ask: Query | VectorQuery): Promise<ArrowTable> {
  try {
    return await ask.toArrow();
  } catch (cause) {
    throw new TableUnreadable("The search table cannot be read.", { cause });
  }
}

/** Reads whole columns: making an object for each row takes as long as the search itself. */
function readFound(rows: ArrowTable, column: "_score" | "_distance"): Found[] {
  const scores: Float32Array = rows.getChild(column)?.toArray() ?? new Float32Array();
  const ids: Int32Array = rows.getChild("id")?.toArray() ?? new Int32Array();
  return Array.from(ids, (id, i) => ({ id, score: scores[i] ?? 0 }));
}

function wordQuery({ text, must, not }: Pick<ParsedQuery, "text" | "must" | "not">): FullTextQuery | null {
  const free = text ? new MatchQuery(limitWords(searchForm(text)), "text") : null;
  if (must.length === 0 && not.length === 0) return free;
  const demands = must.map((demand): [Occur, FullTextQuery] => [Occur.Must, demandQuery(demand)]);
  // When something is required, free words only affect the order.
  const words: [Occur, FullTextQuery][] = free ? [[must.length ? Occur.Should : Occur.Must, free]] : [];
  // The text column contains titles too, so words excluded only from the abstract are checked in PostgreSQL.
  const excluded = not
    .filter(({ field }) => field !== "abstract")
    .map((demand): [Occur, FullTextQuery] => [Occur.MustNot, demandQuery(demand)]);
  return demands.length + words.length ? new BooleanQuery([...demands, ...words, ...excluded]) : null;
}

function limitWords(text: string): string {
  const counts = new Map<string, number>();
  const kept = text.split(" ").filter((word) => {
    const count = (counts.get(word) ?? 0) + 1;
    if (count === 1 && counts.size === maxDifferentWords) return false;
    counts.set(word, count);
    return count <= maxRepeats;
  });
  return kept.join(" ");
}

const columns = { any: "text", title: "title", abstract: "text", authors: "authors" } as const;

function demandQuery({ field, text, phrase, name }: Demand): FullTextQuery {
  if (name) return nameQuery(name, text);
  const column = columns[field];
  const folded = foldText(text).trim();
  return phrase && folded.includes(" ")
    ? new PhraseQuery(folded, column)
    : new MatchQuery(folded, column, { operator: Operator.And });
}

function nameQuery(name: AskedName, text: string): FullTextQuery {
  const { keys, words } = askForName(name);
  const byKeys = new MatchQuery(keys.join(" "), columns.authors);
  const family = new MatchQuery(words.join(" "), columns.authors, { operator: Operator.And });
  const named =
    words.length > 0
      ? new BooleanQuery([
          [Occur.Must, byKeys],
          [Occur.Must, family],
        ])
      : byKeys;
  if (name.given.some(({ length }) => length === 1)) return named;
  // The words in their order, too: they may be the middle of a longer name.
  const inOrder = new PhraseQuery(foldText(text).trim(), columns.authors);
  return new BooleanQuery([
    [Occur.Should, named],
    [Occur.Should, inOrder],
  ]);
}
