import { type Candidate, isName, listCandidates } from "@/lib/search/keywords/keyword-candidates";
import { isEmpty } from "@/lib/search/keywords/keyword-words";

export const mostKeywords = 8;

/** In how many of all papers a word stands. */
export type Frequencies = { papers: number; of: (word: string) => number };

type Scored = Candidate & { score: number };

// Chosen on 449 papers of a daily feed whose readers had noted keywords: F1 .23, as good as KeyBERT over the same
// candidates (Grootendorst 2020) at a hundredth of its time.
const weights = { title: 1.25, whole: 2.5, plainWord: 0.4, gerundFirst: 0.3, vagueFirst: 0.4 };
const rarest = 7;
const nameWeight = 5;
/** What scores less than this share of the best is left out, after the first three. */
const leastShare = 0.25;
const fewest = 3;

/**
 * What a paper is about in a few phrases of its own, the weightiest first: TF-IDF over phrases without joints, those
 * that repeat one before left out. Lower case but for names.
 */
export function findKeywords(paper: { title: string; abstract: string }, frequencies: Frequencies): string[] {
  const scored = listCandidates(paper.title, paper.abstract)
    .map((candidate) => ({ ...candidate, score: scoreOf(candidate, frequencies) }))
    .sort((a, b) => b.score - a.score);
  const chosen: Scored[] = [];
  for (const candidate of scored) {
    if (chosen.length === mostKeywords || isWeak(candidate, chosen)) break;
    if (!chosen.some((other) => overlap(other.stems, candidate.stems))) chosen.push(candidate);
  }
  return chosen.map(({ words }) => words.map(asShown).join(" "));
}

function isWeak({ score }: Scored, [best, ...others]: Scored[]): boolean {
  return best !== undefined && others.length >= fewest - 1 && score < leastShare * best.score;
}

function scoreOf({ words, count, inTitle, whole }: Candidate, frequencies: Frequencies): number {
  const low = words.map((word) => word.toLowerCase());
  const parts = low.flatMap((word) => word.split("-")).filter(Boolean);
  const sum = parts.reduce((all, part) => all + weightOf(part, frequencies), 0);
  const [first = ""] = low;
  return [
    // Between the mean and the sum, so that length by itself neither wins nor loses.
    sum / parts.length ** 0.65,
    count ** 0.6,
    inTitle ? weights.title : 1,
    whole ? weights.whole : 1,
    words.length === 1 && !isName(words[0] ?? "") && !first.includes("-") ? weights.plainWord : 1,
    words.length > 1 && first.endsWith("ing") ? weights.gerundFirst : 1,
    words.length > 1 && isEmpty(first) ? weights.vagueFirst : 1,
  ].reduce((product, factor) => product * factor, 1);
}

function weightOf(word: string, { papers, of }: Frequencies): number {
  if (word.length < 3 || /[^a-z]/.test(word)) return nameWeight;
  const rarity = Math.min(rarest, Math.log((papers + 1) / Math.max(1, of(word))));
  return isEmpty(word) ? rarity / 2 : rarity;
}

/** Whether more than half of the shorter one stands in the other. */
function overlap(a: string[], b: string[]): boolean {
  const known = new Set(a);
  return b.filter((stem) => known.has(stem)).length > Math.min(a.length, b.length) / 2;
}

function asShown(word: string): string {
  return isName(word) ? word : word.toLowerCase();
}
