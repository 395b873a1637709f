import { isGeneric } from "@/lib/search/keywords/word-lists";

type Keyworded = { keywords: string[] };

/** The number of papers with each keyword, or phrase within a keyword. */
export function countPhrases(papers: Keyworded[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { keywords } of papers)
    for (const phrase of new Set(keywords.flatMap(phrasesOf)))
      counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  return counts;
}

type Around = {
  /** The number of all papers, and of those in the group. */
  all: number;
  here: number;
  /** The number of all papers with each phrase. */
  everywhere: Map<string, number>;
  /** The names of other groups, which are not used again. */
  taken: Set<string>;
  /** The fewest papers of the group that must share a phrase for it to name the group. */
  fewest: number;
};

/**
 * The phrase that best tells a group's papers from the rest; null if they share none.
 * @param counts the number of the group's papers with each phrase
 */
export function nameOf(
  counts: Map<string, number>,
  { all, here, everywhere, taken, fewest }: Around,
): string | null {
  const score = ([term, count]: [string, number]) => {
    const lift = count / here / ((everywhere.get(term) ?? count) / all);
    return count ** 0.7 * Math.log(lift) * term.split(" ").length;
  };
  const named = [...counts].filter(([term, count]) => count >= fewest && !taken.has(term));
  const best = named.sort((a, b) => score(b) - score(a))[0];
  return best && score(best) > 0 ? best[0] : null;
}

/** The phrases of two or three words in a keyword. A single word counts only if it is the whole keyword: "clinical" says nothing. */
function phrasesOf(keyword: string): string[] {
  const words = keyword.split(" ");
  if (words.length === 1) return isGeneric(keyword.toLowerCase()) ? [] : words;
  const phrases = words.flatMap((_, start) => [2, 3].map((length) => words.slice(start, start + length)));
  return phrases
    .filter((phrase) => phrase.length > 1 && !phrase.every((word) => isGeneric(word.toLowerCase())))
    .map((phrase) => phrase.join(" "));
}
