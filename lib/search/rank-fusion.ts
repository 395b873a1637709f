import type { Found } from "@/lib/search/table-queries";

// Reciprocal rank fusion and its constant are from Cormack, Clarke and Büttcher, SIGIR 2009.
const k = 60;
// Meaning counts a little more, which also breaks the tie between two papers that have the same rank in different lists.
const meaningWeight = 1.2;

export type Fused = {
  id: number;
  score: number;
  /** Whether it shares words with the query; otherwise it is only close in meaning. */
  words: boolean;
};

/**
 * Fuses two lists into one: a paper scores 1 / (60 + rank) from the list by words plus 1.2 / (60 + rank) from the list
 * by meaning.
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

/** The head of a list: papers with at least this share of its best score. */
export function cutTail(found: Found[], share: number): Found[] {
  const least = (found[0]?.score ?? 0) * share;
  const end = found.findIndex(({ score }) => score < least);
  return end < 0 ? found : found.slice(0, end);
}
