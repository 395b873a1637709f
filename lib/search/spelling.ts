import { distance } from "fastest-levenshtein";
import { LRUCache } from "lru-cache";
import { getDb } from "@/lib/db";

type Word = { term: string; count: number };

/** Where less than this is found, another spelling may have been meant. */
export const fewFound = 5;

/** Far fewer words than these are ever meant by a slip. */
const mostWords = 60_000;
const words = new LRUCache<string, Word[]>({ max: 1, ttl: 3_600_000, fetchMethod: listFrequent });

/**
 * The query with its unknown words replaced by the most frequent ones near to them; marks and quotes stay.
 * @returns null where nothing is better
 */
export async function didYouMean(q: string): Promise<string | null> {
  const known = (await words.fetch("all")) ?? [];
  if (known.length === 0) return null;
  const isKnown = new Set(known.map(({ term }) => term));
  const better = q.replace(/(?<![\w.])[a-z]{4,30}(?![\w.:])/gi, (word) => {
    const lower = word.toLowerCase();
    return isKnown.has(lower) ? word : (nearest(lower, known) ?? word);
  });
  return better === q ? null : better;
}

function nearest(word: string, known: Word[]): string | null {
  const reach = word.length > 7 ? 2 : 1;
  let best: { term: string; worth: number } | null = null;
  for (const { term, count } of known) {
    if (Math.abs(term.length - word.length) > reach || term[0] !== word[0]) continue;
    const far = distance(word, term);
    const worth = count / 100 ** far;
    if (far <= reach && worth > (best?.worth ?? 0)) best = { term, worth };
  }
  return best?.term ?? null;
}

function listFrequent(): Promise<Word[]> {
  return getDb().searchTerm.findMany({
    where: { kind: "word" },
    orderBy: { count: "desc" },
    take: mostWords,
    select: { term: true, count: true },
  });
}
