import { splitMath } from "@/lib/papers/latex/latex";
import { isConnective, isGeneric } from "@/lib/search/keywords/word-lists";
import { stemOf } from "@/lib/search/words";

/** A phrase that may become a keyword. */
export type Candidate = {
  /** In the form in which it is met first. */
  words: string[];
  stems: string[];
  /** The stems, separated by spaces: the same for every form of a phrase. */
  key: string;
  count: number;
  inTitle: boolean;
  /** Whether it occurs at least once as a whole phrase, not as part of a longer one. */
  whole: boolean;
};

const maxPhraseWords = 4;
// Anything longer is not a word.
const maxWordLength = 40;
// Few abstracts have more than 2,000 characters, and every phrase of four words is a candidate.
const maxTextLength = 6000;
const endsLikeVerb = /(iz|if|lyz|lys)(es?|ies|y)$/;
const nouns = /^(size|prize|specificity)s?$/;
const endsLikeAdverb = /ly$/;
const namesInLy = /^(famil|anomal|assembl|suppl|butterfl|monopol)y$/;
const endsLikeAdjective = /(ed|ous|ive|able|ible|ful|less)$/;
const nounsLikeThese = /(speed|feed|seed|need|perspective|narrative|objective|archive|drive)$/;

/** Phrases of one to four words in a title and an abstract, without connectives or formulas inside. */
export function listCandidates(title: string, abstract: string): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const [text, inTitle] of [
    // The abstract comes first, because it writes in lower case what a title capitalises.
    [beginningOf(abstract), false],
    [title, true],
  ] as const)
    for (const phrase of phrasesOf(text))
      for (const part of partsOf(phrase)) note(found, part, phrase, inTitle);
  return [...found.values()];
}

/** As much of a text as is read, up to the end of a word. */
function beginningOf(text: string): string {
  if (text.length <= maxTextLength) return text;
  return text.slice(0, Math.max(0, text.lastIndexOf(" ", maxTextLength)));
}

function note(found: Map<string, Candidate>, words: string[], phrase: string[], inTitle: boolean): void {
  if (!mayBeKeyword(words)) return;
  const stems = words.flatMap((word) => word.toLowerCase().split("-").filter(Boolean)).map(stemOf);
  const key = stems.join(" ");
  const known = found.get(key) ?? { words, stems, key, count: 0, inTitle: false, whole: false };
  known.count += 1;
  known.inTitle ||= inTitle;
  known.whole ||= words.length === phrase.length;
  found.set(key, known);
}

/** The phrases of a text: it is cut at punctuation, formulas, numbers, connectives, verbs and adverbs. */
export function phrasesOf(text: string): string[][] {
  const plain = splitMath(text).map((piece) => (piece.kind === "text" ? piece.text : ";"));
  return plain
    .join("")
    .replace(/https?:\S+/g, ";")
    .split(/(?:(?!(?<=\p{N})\.(?=\p{N}))[^\p{L}\p{M}\p{N}\s'’+/-])+|\s-|-\s|--|['’]s\b/u)
    .flatMap(phrasesOfFragment);
}

function phrasesOfFragment(fragment: string): string[][] {
  const phrases: string[][] = [[]];
  for (const word of fragment.split(/[\s/]+/)) {
    // Nothing longer is a word, and the marks at the end of a long one would be looked for from each of them.
    const bare = word.slice(0, 2 * maxWordLength).replace(/^[-'’+]+|[-'’]+$/g, "");
    if (endsPhrase(bare)) phrases.push([]);
    else phrases.at(-1)?.push(bare);
  }
  return phrases.filter((phrase) => phrase.length > 0);
}

function endsPhrase(word: string): boolean {
  const low = word.toLowerCase();
  if (low.length < 2 || low.length > maxWordLength || !/\p{L}/u.test(low) || isConnective(low)) return true;
  return (endsLikeVerb.test(low) && !nouns.test(low)) || (endsLikeAdverb.test(low) && !namesInLy.test(low));
}

function partsOf(phrase: string[]): string[][] {
  return phrase.flatMap((_, start) =>
    Array.from({ length: Math.min(maxPhraseWords, phrase.length - start) }, (_, i) =>
      phrase.slice(start, start + i + 1),
    ),
  );
}

function mayBeKeyword(words: string[]): boolean {
  const low = words.map((word) => word.toLowerCase());
  const last = low.at(-1) ?? "";
  if (low.every(isGeneric) || (endsLikeAdjective.test(last) && !nounsLikeThese.test(last))) return false;
  return words.length > 1 || isName(words[0] ?? "") || !/(ate|ates|est)$/.test(last);
}

/** Whether a word is an acronym or a coined name, which keeps its capitals: GPU, MiniLM, GPT-4. */
export function isName(word: string): boolean {
  return (
    /\p{Lu}.*\p{N}|\p{N}.*\p{Lu}/u.test(word) ||
    word.split("-").some((part) => /\p{L}\p{Lu}|\p{Lu}.*\p{Lu}/u.test(part))
  );
}

/** A phrase as it is shown: in lower case, except for names. */
export function shownPhrase(words: string[]): string {
  return words.map((word) => (isName(word) ? word : word.toLowerCase())).join(" ");
}
