import { isName, phrasesOf } from "@/lib/search/keywords/keywords";
import { isGeneric } from "@/lib/search/keywords/word-lists";

/** What papers may share: phrases by a key in which case and plural are the same, as they are written. */
export type Phrases = Map<string, string>;

const mostWords = 3;

/** Phrases of a paper's keywords and its title, and the title's words: a few papers seldom share a whole keyword. */
export function phrasesIn({ title = "", keywords }: { title?: string; keywords: string[] }): Phrases {
  const found: Phrases = new Map();
  const inTitle = phrasesOf(title);
  for (const word of inTitle.flat()) note(found, [word]);
  for (const words of [...inTitle, ...keywords.map((keyword) => keyword.split(" "))])
    for (const part of partsOf(words)) note(found, part);
  return found;
}

/** The last phrase of two or three words in a title. */
export function lastPhrase(title: string): string | undefined {
  const words = phrasesOf(title).findLast(({ length }) => length > 1 && length <= mostWords);
  return words?.map((word) => (isName(word) ? word : word.toLowerCase())).join(" ");
}

/** In how many of the papers each stands. */
export function countKeys(papers: Phrases[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const paper of papers) for (const key of paper.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** A key in the form in which most of the papers have it. */
export function formOf(key: string, papers: Phrases[]): string {
  const counts = new Map<string, number>();
  for (const form of papers.flatMap((paper) => paper.get(key) ?? []))
    counts.set(form, (counts.get(form) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? key;
}

// What papers in any field are about.
const vague = /^(benchmark(ing)?|real-world|large-scale|end-to-end|open-source|evolution|scaling)$/;
// "retrieval" is none.
const adjective = /^\S*((?<!v)al|ic|ar|ou|ive|ed|[ai]ble|-driven|-aware)$/;

/** Whether it is one word that looks like an adjective, or tells little: a name only for want of another. */
export function isWeak(key: string): boolean {
  return vague.test(key) || adjective.test(key);
}

/** A phrase of one word, or all of two or three words within a longer one. */
function partsOf(words: string[]): string[][] {
  if (words.length === 1) return [words];
  const lengths = Array.from({ length: mostWords - 1 }, (_, i) => i + 2);
  return words
    .flatMap((_, start) => lengths.map((length) => words.slice(start, start + length)))
    .filter((part) => part.length > 1);
}

function note(found: Phrases, words: string[]): void {
  const low = words.map((word) => word.toLowerCase());
  const key = low.map((word) => word.replace(/(?<=..)s$/, "")).join(" ");
  if (low.every(isGeneric) || found.has(key)) return;
  found.set(key, words.map((word, i) => (isName(word) ? word : low[i])).join(" "));
}
