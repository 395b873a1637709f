import type { Found } from "@/lib/search/table-queries";

// Both as in Cormack, Clarke and Büttcher, "Reciprocal rank fusion", SIGIR 2009.
const k = 60;
// Meaning counts a little more, which also decides between two papers of one rank in one list each.
const meaningWeight = 1.2;

export type Fused = {
  id: number;
  score: number;
  /** Whether it shares words with the query, or is near in meaning alone. */
  words: boolean;
};

/**
 * One list of two: a paper gets 1 / (60 + rank) from the list of words and 1.2 / (60 + rank) from that of meaning.
 * @param words found by words, best first
 * @param meaning found by meaning, nearest first
 */
export function fuse(words: Found[], meaning: Found[]): Fused[] {
  const fused = new Map<number, Fused>();
  words.forEach(({ id }, i) => {
    fused.set(id, { id, score: 1 / (k + i + 1), words: true });
  });
  meaning.forEach(({ id }, i) => {
    const known = fused.get(id) ?? { id, score: 0, words: false };
    fused.set(id, { ...known, score: known.score + meaningWeight / (k + i + 1) });
  });
  return [...fused.values()].sort((a, b) => b.score - a.score || b.id - a.id);
}

/** What is good enough to be counted: at least this share of the best score of its list. */
export function cutTail(found: Found[], share: number): Found[] {
  const least = (found[0]?.score ?? 0) * share;
  const end = found.findIndex(({ score }) => score < least);
  return end < 0 ? found : found.slice(0, end);
}
