import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { findQueryVector } from "@/lib/search/embedding/embed";
import { parseQuery } from "@/lib/search/query";
import { minCosine } from "@/lib/search/rank-fusion";
import type { SearchRequest } from "@/lib/search/request";
import { searchPapers } from "@/lib/search/search";
import { dayNumber, readTable } from "@/lib/search/table";
import { listByMeaning } from "@/lib/search/table-queries";
import { askedWords, containsWords, stopWords } from "@/lib/search/words";

/** The cosine from which a paper counts as close to a text, which says more than the few words of a query. */
const minCosineToText = 0.5;
const maxAlike = 50;

/**
 * Recent papers that surely match a search. Among few papers even the best match may be poor, so a paper must contain
 * all free words of the query or be close to them in meaning.
 * @param from first day, YYYY-MM-DD, of the papers to look at
 * @returns ids, newest first
 * @throws AppError unavailable while there is no search table or it cannot be reached
 */
export async function findRecent(request: SearchRequest, from: string, now: Date): Promise<number[]> {
  const day = request.from && request.from > from ? request.from : from;
  const { hits } = await searchPapers({ ...request, from: day, sort: "newest" }, now);
  const text = askedWords(parseQuery(request.q).text)
    .filter((word) => !stopWords.has(word))
    .join(" ");
  const ids = hits.map(({ id }) => id);
  if (!text) return ids;
  const [containing, close] = await Promise.all([listContaining(ids, text), listClose(text, day, minCosine)]);
  return ids.filter((id) => containing.has(id) || close?.includes(id));
}

/**
 * Recent papers that are similar to a text, at most 50.
 * @param from first day, YYYY-MM-DD, of the papers to look at
 * @returns ids, most similar first
 * @throws AppError unavailable
 */
export async function findRecentLike(text: string, from: string): Promise<number[]> {
  const close = await listClose(text, from, minCosineToText);
  if (close) return close;
  throw new AppError("unavailable", "Meanings cannot be compared at the moment.");
}

/** Papers close to a text in meaning; null if meanings cannot be compared now. */
async function listClose(text: string, from: string, least: number): Promise<number[] | null> {
  const vector = await findQueryVector(text);
  if (!vector) return null;
  const filter = `day >= ${dayNumber(new Date(from))}`;
  const found = await readTable((searched) => listByMeaning(searched, vector, { filter, limit: maxAlike }));
  return found.flatMap(({ id, score }) => (score >= least ? [id] : []));
}

async function listContaining(ids: number[], text: string): Promise<Set<number>> {
  const papers = await getDb().paper.findMany({
    where: { id: { in: ids } },
    select: { id: true, title: true, abstract: true, authors: true },
  });
  const demand = { text, phrase: false };
  const containing = papers.filter(({ title, abstract, authors }) =>
    containsWords([title, abstract, ...authors.slice(0, 100)].join(" "), demand),
  );
  return new Set(containing.map(({ id }) => id));
}
