import { distance } from "fastest-levenshtein";
import { LRUCache } from "lru-cache";
import { getDb } from "@/lib/base/db";

type Word = { term: string; count: number };
type Vocabulary = { words: Word[]; known: ReadonlySet<string> };
type Shown = { title: string; abstract: string; authors: string[] };

/** Where less than this is found, a word further from any known one may have been meant, too. */
const fewFound = 5;
/** Far fewer words than these are ever meant by a slip. */
const mostWords = 60_000;
const vocabulary = new LRUCache<string, Vocabulary>({
  max: 1,
  ttl: 600_000,
  allowStale: true,
  fetchMethod: readVocabulary,
});

/**
 * The query with its unknown words replaced by the most frequent ones near to them; marks and quotes stay.
 * @param shown the papers found first: a word in one of them is rare rather than wrong
 * @returns null where nothing is better
 */
export async function didYouMean(q: string, shown: Shown[]): Promise<string | null> {
  const { words, known } = (await vocabulary.fetch("all")) ?? { words: [], known: new Set() };
  if (words.length === 0) return null;
  const reach = shown.length < fewFound ? farReach : nearReach;
  const better = q.replace(/(?<![\w.])[a-z]{4,30}(?![\w.:])/gi, (word) => {
    const lower = word.toLowerCase();
    return known.has(lower) || standsIn(lower, shown) ? word : (nearest(lower, words, reach(lower)) ?? word);
  });
  return better === q ? null : better;
}

function standsIn(word: string, papers: Shown[]): boolean {
  return papers.some(({ title, abstract, authors }) =>
    [title, abstract, ...authors].some((text) => text.toLowerCase().includes(word)),
  );
}

// How many letters of a word may be wrong.
const farReach = ({ length }: string) => (length > 7 ? 2 : 1);
const nearReach = ({ length }: string) => (length > 5 ? 1 : 0);

function nearest(word: string, known: Word[], reach: number): string | null {
  let best: { term: string; worth: number } | null = null;
  for (const { term, count } of known) {
    if (Math.abs(term.length - word.length) > reach || term[0] !== word[0]) continue;
    const far = distance(word, term);
    const worth = count / 100 ** far;
    if (far <= reach && worth > (best?.worth ?? 0)) best = { term, worth };
  }
  return best?.term ?? null;
}

async function readVocabulary(): Promise<Vocabulary> {
  const words = await getDb().searchTerm.findMany({
    where: { kind: "word" },
    orderBy: { count: "desc" },
    take: mostWords,
    select: { term: true, count: true },
  });
  return { words, known: new Set(words.map(({ term }) => term)) };
}
