import { stemmer } from "@orama/stemmers/english";
import { stopwords } from "@orama/stopwords/english";
import { LRUCache } from "lru-cache";
import { foldLatin } from "@/lib/papers/title-key";

// C++, G++, C# and F# are words, and other ones than C, G and F.
const languages = String.raw`(?<![\p{L}\p{M}\p{N}])[cgCG]\+\+(?!\+)|(?<![\p{L}\p{M}\p{N}])[cfCF]#(?![\p{L}\p{N}#])`;
const wordPattern = new RegExp(String.raw`${languages}|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*`, "gu");
// Chinese and Japanese are written without spaces, so each of their signs is compared by itself.
const han = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]`;
const hanSign = new RegExp(han, "gu");
const comparedPattern = new RegExp(
  String.raw`${languages}|${han}|(?:(?!${han})[\p{L}\p{N}])(?:(?!${han})[\p{L}\p{M}\p{N}])*`,
  "gu",
);

/** English words that say nothing about a text; the search table leaves out such words, too. */
export const stopWords: ReadonlySet<string> = new Set(stopwords);

/** Letters and digits of a text, in lower case, word by word. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
}

/** `wordsOf` for a query, in which C++ and C# are words, too. */
export function askedWords(text: string): string[] {
  return text.toLowerCase().match(wordPattern) ?? [];
}

/** The words of a text as they are compared, with the places at which they stand: a Chinese or Japanese sign is a word. */
export function findWords(text: string): Iterable<RegExpExecArray> {
  return text.matchAll(comparedPattern);
}

/** The words of a text as they are compared, in lower case. */
export function comparedWords(text: string): string[] {
  return text.toLowerCase().match(comparedPattern) ?? [];
}

/**
 * A text as it is searched: in lower case, without accents, with ligatures, full-width letters and other compatibility
 * forms as plain letters, and with spaces around Chinese and Japanese signs. What is written to the search table and what
 * is asked of it both go through here, so that each spelling finds the others.
 */
export function foldText(text: string): string {
  const latin = foldLatin(text)
    .replace(/(?<![\p{L}\p{N}])([cg])\+\+(?!\+)/gu, "$1plusplus")
    .replace(/(?<![\p{L}\p{N}])([cf])#(?![\p{L}\p{N}#])/gu, "$1sharp");
  return /^[\0-\u036f]*$/.test(latin) ? latin : foldOtherScripts(latin).replace(hanSign, " $& ");
}

/** Removes marks that are often left out: Greek accents, ё's dots and stress in Cyrillic, vowel points in Hebrew and Arabic. */
function foldOtherScripts(text: string): string {
  return text
    .normalize("NFD")
    .replace(/(\p{Script=Greek})\p{M}+/gu, "$1")
    .replace(/(\p{Script=Cyrillic})[\u0300\u0301\u0308]/gu, "$1")
    .replace(/[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/g, "")
    .replace(/ς/g, "σ")
    .normalize("NFC");
}

const compound =
  /(?<![\p{L}\p{N}'’ʼ‐‑-])([\p{L}\p{N}]+)['’ʼ‐‑-]([\p{L}\p{N}]+)(?![\p{L}\p{N}]|['’ʼ‐‑-][\p{L}\p{N}])/gu;
// The ends of "Bayes's", "don't" and "we're" are no parts of a name.
const ending = /^(?:s|t|re|ve|ll|d|m)$/;

/**
 * The folded text, followed by its words of two parts written as one: "GPT-4" is found as "GPT4", "e-mail" as "email",
 * "O'Brien" as "OBrien", and the other way round, since queries are prepared by this function as well.
 */
export function searchForm(text: string): string {
  const folded = foldText(text);
  const joined = new Set<string>();
  for (const [whole, first = "", second = ""] of folded.matchAll(compound))
    if (whole.includes("-") || !ending.test(second)) joined.add(first + second);
  return [folded, ...joined].join(" ");
}

/** The stem under which a word is compared: without accents and endings, as in the search table. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmer(foldText(word).trim());
  stems.set(word, stem);
  return stem;
}

// A thousand abstracts share most of their words, and stemming a word takes longer than looking it up.
const stems = new LRUCache<string, string>({ max: 50_000 });

/** The stems of a text's words, in order, to be compared with what is asked for. */
export function stemsIn(text: string): string[] {
  return comparedWords(text).map(stemOf);
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
