import { setImmediate } from "node:timers/promises";
import { getDb, Prisma } from "@/lib/base/db";
import { canonicalKey, readAddress } from "@/lib/papers/address";
import { authorSlug } from "@/lib/papers/author-slug";
import { listedSql } from "@/lib/papers/conditions";
import { doiKey } from "@/lib/papers/dois";
import { latexToText, plainText } from "@/lib/papers/latex/latex";
import { symbols } from "@/lib/papers/latex/tex-symbols";
import { titleKey } from "@/lib/papers/title-key";
import { asksOfAbstract, type Demand, type ParsedQuery } from "@/lib/search/query";
import { maxHits, type SearchReason, type SearchRequest } from "@/lib/search/request";
import { topicsOf } from "@/lib/search/table-queries";
import { askedWords, containsStems, stemsIn, stopWords } from "@/lib/search/words";

const maxOfAuthor = 100;

/**
 * The papers that a query names exactly: papers by their ids, a DOI or the whole title, then the papers of an author by the
 * full name, hottest first. A title is looked up as it was typed, before prefixes, quotation marks and minus signs in it
 * mean anything; so only the request's own filters apply. One statement.
 * @returns why each was found and its current rank, by paper id, in the order to show them
 */
export async function findExact(request: SearchRequest, query: ParsedQuery): Promise<Map<number, Exact>> {
  const asked = request.q.slice(0, maxNamedLength).trim();
  const titles = titleKeys(asked);
  const keys = keysIn(asked);
  const address = readAddress(asked) ?? readAddress(query.text);
  const dois = address?.kind === "doi" ? [doiKey(address.doi)] : [];
  const author = query.must.length + query.not.length === 0 ? ofAuthor(request, query) : Prisma.empty;
  if (titles.length + keys.length + dois.length === 0 && author === Prisma.empty) return new Map();
  const among = Prisma.sql`${listedSql} ${conditions(request, { ...query, ...unrestricted })}`;
  const rows = await getDb().$queryRaw<ExactRow[]>`
    SELECT ${rankColumns}, 'id' AS what FROM papers p WHERE key = ANY(${keys}) AND ${among}
    UNION ALL (SELECT ${rankColumns}, 'doi' FROM papers p WHERE doi_keys && ${dois}::text[] AND ${among} LIMIT 5)
    UNION ALL (SELECT ${rankColumns}, 'title' FROM papers p WHERE title_key = ANY(${titles}) AND ${among} LIMIT 5)
    ${author}`;
  const named = new Map<number, Exact>();
  for (const { id, what, ...rank } of rows)
    if (!named.has(id)) named.set(id, { reason: { kind: "exact", what }, rank });
  return named;
}

/** A paper that the query names exactly. */
export type Exact = { reason: SearchReason; rank: CurrentRank };

type ExactRow = CurrentRank & { id: number; what: Named };

const rankColumns = Prisma.sql`p.id, p.heat, p.upvotes, extract(epoch from p.announced_at)::float8 AS announced`;

const unrestricted = { topics: [], notTopics: [], from: null, until: null, hasCode: false };

// The longest titles have fewer letters.
const maxNamedLength = 1000;
const maxKeys = 20;

type Named = Extract<SearchReason, { kind: "exact" }>["what"];

/** The keys of a title as it was typed, and as text or TeX where it has formulas: titles are stored with TeX in them. */
function titleKeys(typed: string): string[] {
  const plain = plainText(latexToText(typed));
  return [...new Set([typed, plain, spelledLetters(plain)].map(titleKey))].filter(({ length }) => length > 3);
}

/** A text with the letters of formulas by the names of their commands, as the keys of titles have them: "α-stable" is "alpha-stable". */
function spelledLetters(text: string): string {
  return text.replace(/[\p{Script=Greek}ℓℏ]/gu, (letter) => commands.get(letter) ?? letter);
}

const commands: ReadonlyMap<string, string> = new Map(
  [...symbols].reverse().map(([name, sign]) => [sign, name]),
);

/** The keys of the papers whose ids or addresses are among the words of a text, or are the text as a whole. */
function keysIn(text: string): string[] {
  const words = text.split(/\s+/).slice(0, 200);
  const ids = [text, ...words].flatMap((word) => canonicalKey(word) ?? []);
  const mentioned = [...text.matchAll(mentionedId)].flatMap(([, id = ""]) => canonicalKey(id) ?? []);
  return [...new Set([...ids, ...mentioned])].slice(0, maxKeys);
}

/** An id within a longer text or address: `…/arxiv:2501.01234v2?…`. */
const mentionedId = /arxiv\S{0,40}?[:/=.]\s?(\d{4}\.\d{4,5}(?:v\d{1,3})?)(?![\d.]*\d)/gi;

/** The papers by an author of the query's name, which may be written with the family name first. */
function ofAuthor(request: SearchRequest, query: ParsedQuery): Prisma.Sql {
  const text = query.text.trim();
  const [family = "", given] = text.split(",", 2);
  const words = text.split(/\s+/);
  if (words.length < 2 || words.length > 5 || /[\d:"]/.test(text)) return Prisma.empty;
  const name = given?.trim() ? `${given.trim()} ${family}` : text;
  return Prisma.sql`UNION ALL (SELECT ${rankColumns}, 'author' FROM papers p
    WHERE author_slugs @> ARRAY[${authorSlug(name)}]::text[] AND ${listedSql} ${conditions(request, query)}
    ORDER BY heat DESC, id DESC LIMIT ${maxOfAuthor})`;
}

/** What a found paper is ranked by besides the query: it changes too often to be kept in the search table. */
export type CurrentRank = {
  heat: number;
  upvotes: number;
  /** Seconds since 1970. */
  announced: number;
};

/** A current rank, and how the query fits what a list shows of the paper. */
export type FoundRank = CurrentRank & {
  /** The title begins with the query as a name: "CLIP: learning to see" for "clip". */
  named: boolean;
  /** Title and authors have all its words: "radford clip" names a paper as a reference does. */
  headed: boolean;
  /** The title has its words as they were typed, one after another: "attention is all you need". */
  quoted: boolean;
};

/**
 * The current ranks of papers, without those that the filters exclude or that are no longer listed. One statement.
 * @param ids papers found
 * @param others further ones, of which only those are returned that are named, headed or quoted by the query
 */
export async function listCurrentRanks(
  { ids, others }: { ids: number[]; others: number[] },
  request: SearchRequest,
  query: ParsedQuery,
): Promise<Map<number, FoundRank>> {
  const inAbstract = asksOfAbstract(query);
  const named = beginsWithName(request.q);
  const headed = isHeadedBy(query);
  const quoted = quotes(query);
  // One JSON text: decoding hundreds of rows cell by cell takes longer than finding them.
  const [found] = await getDb().$queryRaw<{ rows: string | null }[]>`
    SELECT json_agg(json_build_array(p.id, p.heat, p.upvotes, extract(epoch from p.announced_at),
      ${inAbstract ? Prisma.sql`p.abstract` : Prisma.sql`''`}, ${named}, ${headed}, ${quoted}))::text AS rows
    FROM papers p WHERE (p.id = ANY(${ids}) OR (p.id = ANY(${others}) AND (${named} OR ${headed} OR ${quoted})))
      AND ${listedSql} ${conditions(request, query)}`;
  const rows: RankRow[] = JSON.parse(found?.rows ?? "[]");
  const kept = inAbstract ? await withFittingAbstract(rows, query) : rows;
  return new Map(
    kept.map(([id, heat, upvotes, announced, , isNamed, isHeaded, isQuoted]) => [
      id,
      { heat, upvotes, announced, named: isNamed, headed: isHeaded, quoted: isQuoted },
    ]),
  );
}

const maxNameLength = 60;

/** SQL for whether the part of a title before its colon or dash is this name, in upper or lower case. */
function beginsWithName(typed: string): Prisma.Sql {
  const name = typed.trim().replace(/\s+/g, " ").toLowerCase();
  if (!name || name.length > maxNameLength) return Prisma.sql`false`;
  return Prisma.sql`lower(regexp_replace(p.title, '\\s*(:|\\s[-–—]\\s).*$', '')) = ${name}`;
}

const maxHeadWords = 8;

/** SQL for whether the title and the authors together have all words of a short query, in upper or lower case. */
function isHeadedBy({ text }: ParsedQuery): Prisma.Sql {
  const words = askedWords(text).filter((word) => /^[\p{L}\p{N}]+$/u.test(word) && !stopWords.has(word));
  if (words.length < 2 || words.length > maxHeadWords) return Prisma.sql`false`;
  const patterns = words.map((word) => `\\m${word}\\M`);
  return Prisma.sql`(p.title || ' ' || array_to_string(p.authors, ' ')) ~* ALL(${patterns}::text[])`;
}

/** SQL for whether the title has the words of a query in a row, in upper or lower case. */
function quotes({ text }: ParsedQuery): Prisma.Sql {
  const words = text
    .toLowerCase()
    .replace(/[\s.,:;!?]+$/, "")
    .split(/\s+/);
  return words.length > 1
    ? Prisma.sql`position(${words.join(" ")} IN lower(p.title)) > 0`
    : Prisma.sql`false`;
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
    request.topic ? Prisma.sql`AND p.topics && ${topicsOf(request.topic)}::text[]` : Prisma.empty,
    query.topics.length ? Prisma.sql`AND p.topics && ${query.topics}::text[]` : Prisma.empty,
    query.notTopics.length ? Prisma.sql`AND NOT p.topics && ${query.notTopics}::text[]` : Prisma.empty,
    ...[request.from, query.from].map((day) => (day ? Prisma.sql`AND p.day >= ${day}::date` : Prisma.empty)),
    ...[request.until, query.until].map((day) =>
      day ? Prisma.sql`AND p.day <= ${day}::date` : Prisma.empty,
    ),
    request.hasCode || query.hasCode ? Prisma.sql`AND p.code_url IS NOT NULL` : Prisma.empty,
    request.upvotes ? Prisma.sql`AND p.upvotes >= ${request.upvotes}` : Prisma.empty,
  ];
  return Prisma.join(parts, " ");
}

type RankRow = [
  id: number,
  heat: number,
  upvotes: number,
  announced: number,
  abstract: string,
  named: boolean,
  headed: boolean,
  quoted: boolean,
];

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
