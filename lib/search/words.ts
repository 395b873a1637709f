import { stemmer } from "@orama/stemmers/english";
import { LRUCache } from "lru-cache";
import { foldLatin } from "@/lib/papers/title-key";

/** Letters and digits of a text, in lower case, word by word. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
}

/** The stem under which a word is compared: without accents and endings, as in the search table. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmer(foldLatin(word));
  stems.set(word, stem);
  return stem;
}

// A thousand abstracts share most of their words, and stemming a word takes longer than looking it up.
const stems = new LRUCache<string, string>({ max: 50_000 });

/** The stems of a text's words, in order, to be compared with what is asked for. */
export function stemsIn(text: string): string[] {
  return wordsOf(text).map(stemOf);
}

type Demand = { text: string; phrase: boolean };

/** Whether a text contains all these words in any inflection; a phrase needs them next to each other and in order. */
export function containsWords(text: string, demand: Demand): boolean {
  return containsStems(stemsIn(text), demand);
}

/** `containsWords` for a text of which the stems are known. */
export function containsStems(stems: string[], demand: Demand): boolean {
  const asked = stemsIn(demand.text);
  if (!demand.phrase) return asked.every((stem) => stems.includes(stem));
  return stems.some((_, at) => asked.every((stem, i) => stems[at + i] === stem));
}
