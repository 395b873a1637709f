import type { Found } from "@/lib/search/table-queries";

/** The share of meaning in a score; the rest is the share of words. */
const meaningShare = 0.3;
/** The gain of a paper that contains all words of the query. */
const allWordsGain = 0.4;

/** The least cosine to a query from which a paper without any of its words counts as close. Nonsense comes up to 0.37. */
export const minCosine = 0.4;

/** A paper with less than this share of the best match by words, without all words and not close, matches by chance. */
const chanceShare = 0.35;

export type Fused = {
  id: number;
  score: number;
  /** Whether it shares words with the query; otherwise it is only close in meaning. */
  words: boolean;
  /** Whether it may have all words of the query; those without cannot have them all in title and authors. */
  all: boolean;
  /** Whether it belongs in a list in any other order than by relevance, in which chance matches would come first. */
  sure: boolean;
};

/** What was found for one query: by any of its words, by all of them, and by meaning; each list best first. */
export type FoundLists = { words: Found[]; allWords: Found[]; meaning: Found[] };

/**
 * Fuses lists by a convex sum of their scores, each scaled to 0…1 (Bruch, Gai, Ingber, TOIS 2024):
 * `0.3 · (cos − cos of the last) / (cos of the first − cos of the last) + 0.7 · BM25 / BM25 of the first`, and 0.4 more for a
 * paper with all words. On 961 searches for a known paper and on three collections of judged questions, a sum of scores
 * found more than reciprocal ranks, which let papers that are only close in meaning pass the best match by words.
 * Papers found by meaning alone need a cosine of `minCosine`.
 */
export function fuse({ words, allWords, meaning }: FoundLists): Fused[] {
  const fused = new Map<number, Fused>();
  // A single word has no list of its own.
  const all = allWords.length === 0;
  const bestMatch = Math.max(words[0]?.score ?? 0, allWords[0]?.score ?? 0) || 1;
  for (const { id, score } of words) {
    const share = score / bestMatch;
    fused.set(id, { id, score: (1 - meaningShare) * share, words: true, all, sure: share >= chanceShare });
  }
  for (const { id, score } of allWords) {
    const known = fused.get(id)?.score ?? (1 - meaningShare) * (score / bestMatch);
    fused.set(id, { id, score: known + allWordsGain, words: true, all: true, sure: true });
  }
  const nearest = meaning[0]?.score ?? 0;
  const farthest = meaning.at(-1)?.score ?? 0;
  for (const { id, score } of meaning) {
    const gain = meaningShare * (nearest > farthest ? (score - farthest) / (nearest - farthest) : 1);
    const known = fused.get(id);
    const close = score >= minCosine;
    if (known) fused.set(id, { ...known, score: known.score + gain, sure: known.sure || close });
    else if (close) fused.set(id, { id, score: gain, words: false, all: false, sure: true });
  }
  return [...fused.values()].sort((a, b) => b.score - a.score || b.id - a.id);
}
