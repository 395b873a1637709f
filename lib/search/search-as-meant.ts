import { loosenPhrases } from "@/lib/search/query";
import type { SearchOutcome, SearchRequest } from "@/lib/search/request";
import { searchPapers } from "@/lib/search/search";
import { correctUnknown } from "@/lib/search/spelling";
import { readTable } from "@/lib/search/table";
import { listByWords } from "@/lib/search/table-queries";

/** What a search found, and how the query was understood. */
export type MeantOutcome = SearchOutcome & {
  /** The query that was searched instead of the one typed, because no paper here has some of its words; or null. */
  corrected: string | null;
  /** The query that was searched instead, in which phrases count as other words do; or null. */
  loosened: string | null;
};

/**
 * Searches for what a query means: words that no paper here has are corrected, and phrases of a
 * sentence, or of a longer query of which no paper has them all, are searched as words. With `verbatim` it searches exactly as typed, as `searchPapers` does.
 * Parameters, result and errors are otherwise those of `searchPapers`.
 */
export async function searchAsMeant(
  request: SearchRequest,
  now: Date,
  first?: number,
): Promise<MeantOutcome> {
  const search = (q: string) => searchPapers({ ...request, q }, now, first);
  if (request.verbatim) return asTyped(await search(request.q));
  const corrected = await correctUnknown(request.q, isKnown);
  const typed = searchPhrases(request.q, search);
  if (corrected === null || isNamed(await typed)) return typed;
  const better = await searchPhrases(corrected, search);
  return better.found > 0 ? { ...better, corrected } : typed;
}

async function searchPhrases(
  q: string,
  search: (q: string) => Promise<SearchOutcome>,
): Promise<MeantOutcome> {
  const strict = await search(q);
  const loosened = isNamed(strict) ? null : loosenPhrases(q, strict.found);
  const loose = loosened === null ? null : await search(loosened);
  return loose && loose.found > 0 ? { ...asTyped(loose), loosened } : asTyped(strict);
}

/** Whether the query is the id, title or author of a paper: a new one can be found by its title before its words are indexed. */
function isNamed({ hits: [first] }: SearchOutcome): boolean {
  return first?.reason.kind === "exact";
}

function asTyped(outcome: SearchOutcome): MeantOutcome {
  return { ...outcome, corrected: null, loosened: null };
}

/** Whether a paper has this word in any inflection. */
async function isKnown(word: string): Promise<boolean> {
  const query = { text: word, must: [], not: [] };
  const found = await readTable(({ table }) => listByWords(table, query, { filter: null, limit: 1 }));
  return found.length > 0;
}
