import {
  BooleanQuery,
  type FullTextQuery,
  MatchQuery,
  Occur,
  Operator,
  PhraseQuery,
  type Table,
} from "@lancedb/lancedb";
import type { Table as ArrowTable } from "apache-arrow";
import type { Demand, ParsedQuery } from "@/lib/search/query";

/** A paper found in one list, with how well it fits: the higher the better. */
export type Found = { id: number; score: number };

/**
 * Papers by their words (BM25), best first.
 * @param filter condition on the table's columns, or nothing
 * @param limit rows, at most
 */
export async function listByWords(
  table: Table,
  query: Pick<ParsedQuery, "text" | "must" | "not">,
  { filter, limit }: { filter: string | null; limit: number },
): Promise<Found[]> {
  const asked = wordQuery(query);
  if (!asked) return [];
  const ask = table.query().fullTextSearch(asked).select(["id", "_score"]).limit(limit);
  return readFound(await (filter ? ask.where(filter) : ask).toArrow(), "_score");
}

/** Papers by nearness in meaning, nearest first; the score is the cosine of the angle. */
export async function listByMeaning(
  table: Table,
  vector: Float32Array,
  { filter, limit }: { filter: string | null; limit: number },
): Promise<Found[]> {
  const ask = table
    .query()
    .nearestTo(vector)
    .column("vector")
    .distanceType("cosine")
    .ef(Math.max(150, Math.ceil(limit * 1.25)))
    .select(["id", "_distance"])
    .limit(limit);
  const near = readFound(await (filter ? ask.where(filter) : ask).toArrow(), "_distance");
  return near.map(({ id, score }) => ({ id, score: 1 - score }));
}

/** Reads both columns whole: an object for each row costs as much as the search itself. */
function readFound(rows: ArrowTable, column: "_score" | "_distance"): Found[] {
  const scores: Float32Array = rows.getChild(column)?.toArray() ?? new Float32Array();
  const ids: Int32Array = rows.getChild("id")?.toArray() ?? new Int32Array();
  return Array.from(ids, (id, i) => ({ id, score: scores[i] ?? 0 }));
}

function wordQuery({ text, must, not }: Pick<ParsedQuery, "text" | "must" | "not">): FullTextQuery | null {
  const free = text ? new MatchQuery(text, "text") : null;
  if (must.length === 0 && not.length === 0) return free;
  const demands = must.map((demand): [Occur, FullTextQuery] => [Occur.Must, demandQuery(demand)]);
  // Beside something that must be there, free words only order what is found.
  const words: [Occur, FullTextQuery][] = free ? [[must.length ? Occur.Should : Occur.Must, free]] : [];
  // The text column holds titles too: what only the abstract may not say is looked up afterwards.
  const excluded = not
    .filter(({ field }) => field !== "abstract")
    .map((demand): [Occur, FullTextQuery] => [Occur.MustNot, demandQuery(demand)]);
  return demands.length + words.length ? new BooleanQuery([...demands, ...words, ...excluded]) : null;
}

const columns = { any: "text", title: "title", abstract: "text", authors: "authors" } as const;

function demandQuery({ field, text, phrase }: Demand): FullTextQuery {
  const column = columns[field];
  return phrase && text.includes(" ")
    ? new PhraseQuery(text, column)
    : new MatchQuery(text, column, { operator: Operator.And });
}
