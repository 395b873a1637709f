import { setImmediate } from "node:timers/promises";
import { getDb, Prisma } from "@/lib/base/db";
import { canonicalKey } from "@/lib/papers/address";
import { authorSlug } from "@/lib/papers/author-slug";
import { listedSql } from "@/lib/papers/conditions";
import { titleKey } from "@/lib/papers/title-key";
import { asksOfAbstract, type Demand, type ParsedQuery } from "@/lib/search/query";
import { maxHits, type SearchReason, type SearchRequest } from "@/lib/search/request";
import { containsStems, stemsIn } from "@/lib/search/words";

const maxOfAuthor = 100;

/**
 * The papers that a query names exactly: a paper by its id, DOI or whole title, then the papers of an author by the
 * full name, hottest first. One statement. @returns why each was found, by paper id, in the order to show them
 */
export async function findExact(query: ParsedQuery): Promise<Map<number, SearchReason>> {
  const text = query.text.trim();
  if (!text || query.must.length + query.not.length > 0) return new Map();
  const doi = /10\.\d{4,9}\/\S+/.exec(text)?.[0].toLowerCase() ?? null;
  const title = titleKey(text);
  const rows = await getDb().$queryRaw<{ id: number; what: Named }[]>`
    SELECT id, 'id' AS what FROM papers p WHERE key = ${canonicalKey(text)} AND ${listedSql}
    UNION ALL (SELECT id, 'doi' FROM papers p WHERE doi = ${doi} AND ${listedSql} LIMIT 5)
    UNION ALL (SELECT id, 'title' FROM papers p WHERE title_key = ${title.length > 3 ? title : null}
      AND ${listedSql} LIMIT 5)
    ${ofAuthor(text)}`;
  const named = new Map<number, SearchReason>();
  for (const { id, what } of rows) if (!named.has(id)) named.set(id, { kind: "exact", what });
  return named;
}

type Named = Extract<SearchReason, { kind: "exact" }>["what"];

function ofAuthor(text: string): Prisma.Sql {
  const words = text.split(/\s+/);
  if (words.length < 2 || words.length > 5 || /\d/.test(text)) return Prisma.empty;
  return Prisma.sql`UNION ALL (SELECT id, 'author' FROM papers p
    WHERE author_slugs @> ARRAY[${authorSlug(text)}]::text[] AND ${listedSql}
    ORDER BY heat DESC, id DESC LIMIT ${maxOfAuthor})`;
}

/** What a found paper is ranked by besides the query: it changes too often to be kept in the search table. */
export type CurrentRank = {
  heat: number;
  upvotes: number;
  /** Seconds since 1970. */
  announced: number;
};

/** The current ranks of these papers, without those that the filters exclude or that are no longer listed. One statement. */
export async function listCurrentRanks(
  ids: number[],
  request: SearchRequest,
  query: ParsedQuery,
): Promise<Map<number, CurrentRank>> {
  const inAbstract = asksOfAbstract(query);
  // One JSON text: decoding hundreds of rows cell by cell takes longer than finding them.
  const [found] = await getDb().$queryRaw<{ rows: string | null }[]>`
    SELECT json_agg(json_build_array(p.id, p.heat, p.upvotes, extract(epoch from p.announced_at),
      ${inAbstract ? Prisma.sql`p.abstract` : Prisma.sql`''`}))::text AS rows
    FROM papers p WHERE p.id = ANY(${ids}) AND ${listedSql} ${conditions(request, query)}`;
  const rows: RankRow[] = JSON.parse(found?.rows ?? "[]");
  const kept = inAbstract ? await withFittingAbstract(rows, query) : rows;
  return new Map(kept.map(([id, heat, upvotes, announced]) => [id, { heat, upvotes, announced }]));
}

/** Ids of the papers that pass the filters, regardless of words, in the request's order (by heat for relevance), at most 1,000. */
export async function listHottest(request: SearchRequest, query: ParsedQuery): Promise<number[]> {
  const most = maxHits(request.sort);
  const listed = Prisma.sql`${listedSql} ${conditions(request, query)}`;
  const byHeat = request.sort === "relevance" || request.sort === "trending";
  const from =
    byHeat && (request.until || query.until) ? candidates(listed) : Prisma.sql`papers p WHERE ${listed}`;
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    SELECT p.id FROM ${from} ORDER BY ${orders[request.sort]}, p.id DESC LIMIT ${most}`;
  return rows.map(({ id }) => id);
}

/**
 * The papers that can be the hottest of a past period: its latest and its most upvoted. The index on heat is of no use
 * there, because all later papers come before them in it.
 */
function candidates(listed: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    (SELECT p.id, p.heat FROM papers p WHERE ${listed} ORDER BY p.day DESC, p.heat DESC LIMIT 2000)
    UNION (SELECT p.id, p.heat FROM papers p WHERE ${listed} ORDER BY p.upvotes DESC, p.id DESC LIMIT 2000)) p`;
}

const orders = {
  relevance: Prisma.sql`p.heat DESC`,
  trending: Prisma.sql`p.heat DESC`,
  // The day comes first because its index leads straight to the end of a past period.
  newest: Prisma.sql`p.day DESC, p.announced_at DESC`,
  top: Prisma.sql`p.upvotes DESC`,
} as const;

function conditions(request: SearchRequest, query: ParsedQuery): Prisma.Sql {
  const parts = [
    request.topic ? Prisma.sql`AND p.topics @> ARRAY[${request.topic}]::text[]` : Prisma.empty,
    query.topics.length ? Prisma.sql`AND p.topics && ${query.topics}::text[]` : Prisma.empty,
    query.notTopics.length ? Prisma.sql`AND NOT p.topics && ${query.notTopics}::text[]` : Prisma.empty,
    ...[request.from, query.from].map((day) => (day ? Prisma.sql`AND p.day >= ${day}::date` : Prisma.empty)),
    ...[request.until, query.until].map((day) =>
      day ? Prisma.sql`AND p.day <= ${day}::date` : Prisma.empty,
    ),
    request.hasCode ? Prisma.sql`AND p.code_url IS NOT NULL` : Prisma.empty,
    request.upvotes ? Prisma.sql`AND p.upvotes >= ${request.upvotes}` : Prisma.empty,
  ];
  return Prisma.join(parts, " ");
}

type RankRow = [id: number, heat: number, upvotes: number, announced: number, abstract: string];

/** How many abstracts are read at a stretch: reading a thousand takes long enough for other requests to notice. */
const stretch = 50;

// The search table keeps title, abstract and authors in one column, so conditions on the abstract only are checked here.
async function withFittingAbstract(rows: RankRow[], query: ParsedQuery): Promise<RankRow[]> {
  const ofAbstract = ({ field }: Demand) => field === "abstract";
  const must = query.must.filter(ofAbstract);
  const not = query.not.filter(ofAbstract);
  const kept: RankRow[] = [];
  for (const [at, row] of rows.entries()) {
    if (at % stretch === stretch - 1) await setImmediate();
    // Finding the stems is what takes time, so they are found once for all conditions.
    const stems = stemsIn(row[4]);
    const has = (demand: Demand) => containsStems(stems, demand);
    if (must.every(has) && !not.some(has)) kept.push(row);
  }
  return kept;
}
