import { splitMath } from "@/lib/papers/latex/latex";
import { isEmpty, isJoint } from "@/lib/search/keywords/keyword-words";
import { stemOf } from "@/lib/search/stems";

/** A phrase that may be a keyword. */
export type Candidate = {
  /** In the form in which it is met most often. */
  words: string[];
  stems: string[];
  count: number;
  inTitle: boolean;
  /** Whether it once stands by itself, between joints, and is no part of a longer phrase there. */
  whole: boolean;
};

const longest = 4;
// What is longer is no word.
const longestWord = 40;
const endsLikeVerb = /(iz|if|lyz|lys)(es?|ies|y)$/;
const nouns = /^(size|prize|specificity)s?$/;
const endsLikeAdverb = /ly$/;
const namesInLy = /^(famil|anomal|assembl|suppl|butterfl|monopol)y$/;
const endsLikeAdjective = /(ed|ous|ive|able|ible|ful|less)$/;
const nounsLikeThese = /(speed|feed|seed|need|perspective|narrative|objective|archive|drive)$/;

/** Phrases of one to four words in a title and an abstract that reach across no joint and no formula. */
export function listCandidates(title: string, abstract: string): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const [text, inTitle] of [
    // The abstract first: it says in lower case what a title says in capitals.
    [abstract, false],
    [title, true],
  ] as const)
    for (const phrase of phrasesOf(text))
      for (const part of partsOf(phrase)) note(found, part, phrase, inTitle);
  return [...found.values()];
}

function note(found: Map<string, Candidate>, words: string[], phrase: string[], inTitle: boolean): void {
  if (!mayBeKeyword(words)) return;
  const stems = words.flatMap((word) => word.toLowerCase().split("-").filter(Boolean)).map(stemOf);
  const key = stems.join(" ");
  const known = found.get(key) ?? { words, stems, count: 0, inTitle: false, whole: false };
  known.count += 1;
  known.inTitle ||= inTitle;
  known.whole ||= words.length === phrase.length;
  found.set(key, known);
}

/** A text cut at punctuation, formulas, numbers, joints and what is shaped like a verb or an adverb. */
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
    const bare = word.replace(/^[-'’+]+|[-'’]+$/g, "");
    if (endsPhrase(bare)) phrases.push([]);
    else phrases.at(-1)?.push(bare);
  }
  return phrases.filter((phrase) => phrase.length > 0);
}

function endsPhrase(word: string): boolean {
  const low = word.toLowerCase();
  if (low.length < 2 || low.length > longestWord || !/\p{L}/u.test(low) || isJoint(low)) return true;
  return (endsLikeVerb.test(low) && !nouns.test(low)) || (endsLikeAdverb.test(low) && !namesInLy.test(low));
}

function partsOf(phrase: string[]): string[][] {
  return phrase.flatMap((_, start) =>
    Array.from({ length: Math.min(longest, phrase.length - start) }, (_, i) =>
      phrase.slice(start, start + i + 1),
    ),
  );
}

function mayBeKeyword(words: string[]): boolean {
  const low = words.map((word) => word.toLowerCase());
  const last = low.at(-1) ?? "";
  if (low.every(isEmpty) || (endsLikeAdjective.test(last) && !nounsLikeThese.test(last))) return false;
  return words.length > 1 || isName(words[0] ?? "") || !/(ate|ates|est)$/.test(last);
}

/** Whether a word is an acronym or a made-up name, which keep their capitals: GPU, MiniLM, GPT-4. */
export function isName(word: string): boolean {
  return (
    /\p{Lu}.*\p{N}|\p{N}.*\p{Lu}/u.test(word) ||
    word.split("-").some((part) => /\p{L}\p{Lu}|\p{Lu}.*\p{Lu}/u.test(part))
  );
}
