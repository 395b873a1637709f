import { stopwords } from "@orama/stopwords/english";
import { getDb } from "@/lib/base/db";
import { canEmbed, embedQuery } from "@/lib/search/embedding/embed";
import { parseQuery } from "@/lib/search/query";
import type { SearchRequest } from "@/lib/search/request";
import { searchPapers } from "@/lib/search/search";
import { dayNumber, getTable } from "@/lib/search/table";
import { listByMeaning } from "@/lib/search/table-queries";
import { holdsWords, wordsOf } from "@/lib/search/words";

/** Cosines from which a paper counts as near to a query's few words, and as like a text. */
const near = { query: 0.4, text: 0.5 };
const mostLike = 50;

/**
 * Recent papers that a search finds for sure. Among few papers the best match may be a poor one, and what is nearly as
 * good poorer still: so a paper must have all free words of the query, or be near to them in meaning.
 * @param from first day, YYYY-MM-DD, of the papers looked at
 * @returns ids, the newest first
 * @throws AppError unavailable before the table was first built
 */
export async function findRecent(request: SearchRequest, from: string, now: Date): Promise<number[]> {
  const day = request.from && request.from > from ? request.from : from;
  const { hits } = await searchPapers({ ...request, from: day, sort: "newest" }, now);
  const text = wordsOf(parseQuery(request.q).text)
    .filter((word) => !stopwords.includes(word))
    .join(" ");
  const ids = hits.map(({ id }) => id);
  if (!text) return ids;
  const [holding, alike] = await Promise.all([listHolding(ids, text), listNear(text, day, near.query)]);
  return ids.filter((id) => holding.has(id) || alike.includes(id));
}

/**
 * Recent papers that are like a text, at most 50.
 * @param from first day, YYYY-MM-DD
 * @returns ids, nearest first
 * @throws AppError unavailable
 */
export function findRecentLike(text: string, from: string): Promise<number[]> {
  return listNear(text, from, near.text);
}

async function listNear(text: string, from: string, least: number): Promise<number[]> {
  if (!(await canEmbed())) return [];
  const [open, vector] = await Promise.all([getTable(), embedQuery(text)]);
  if (vector.length !== open.current.dimension) return [];
  const filter = `day >= ${dayNumber(new Date(from))}`;
  const found = await listByMeaning(open.table, vector, { filter, limit: mostLike });
  return found.flatMap(({ id, score }) => (score >= least ? [id] : []));
}

async function listHolding(ids: number[], text: string): Promise<Set<number>> {
  const papers = await getDb().paper.findMany({
    where: { id: { in: ids } },
    select: { id: true, title: true, abstract: true, authors: true },
  });
  const demand = { text, phrase: false };
  const holding = papers.filter(({ title, abstract, authors }) =>
    holdsWords([title, abstract, ...authors.slice(0, 100)].join(" "), demand),
  );
  return new Set(holding.map(({ id }) => id));
}
