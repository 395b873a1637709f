import { isGeneric } from "@/lib/search/keywords/word-lists";

type Keyworded = { keywords: string[] };

/** In how many papers each keyword, or part of one, stands. */
export function countPhrases(papers: Keyworded[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { keywords } of papers)
    for (const phrase of new Set(keywords.flatMap(phrasesOf)))
      counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  return counts;
}

type Around = {
  /** How many papers there are in all, and in the group. */
  all: number;
  here: number;
  everywhere: Map<string, number>;
  /** Names of other groups. */
  taken: Set<string>;
  /** In how many of its papers a phrase must stand to name a group. */
  fewest: number;
};

/** The phrase that tells a group's papers from the rest, or null where they share none. @param counts of the group's papers */
export function nameOf(
  counts: Map<string, number>,
  { all, here, everywhere, taken, fewest }: Around,
): string | null {
  const worth = ([term, count]: [string, number]) => {
    const lift = count / here / ((everywhere.get(term) ?? count) / all);
    return count ** 0.7 * Math.log(lift) * term.split(" ").length;
  };
  const named = [...counts].filter(([term, count]) => count >= fewest && !taken.has(term));
  const best = named.sort((a, b) => worth(b) - worth(a))[0];
  return best && worth(best) > 0 ? best[0] : null;
}

/** A keyword and the phrases in it; a single word only where it is the whole keyword: "clinical" names nothing. */
function phrasesOf(keyword: string): string[] {
  const words = keyword.split(" ");
  if (words.length === 1) return isGeneric(keyword.toLowerCase()) ? [] : words;
  const phrases = words.flatMap((_, start) => [2, 3].map((length) => words.slice(start, start + length)));
  return phrases
    .filter((phrase) => phrase.length > 1 && !phrase.every((word) => isGeneric(word.toLowerCase())))
    .map((phrase) => phrase.join(" "));
}
