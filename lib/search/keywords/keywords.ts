import { splitMath } from "@/lib/papers/latex/latex";
import { isConnective, isGeneric } from "@/lib/search/keywords/word-lists";
import { stemOf } from "@/lib/search/words";

/** A phrase that may become a keyword. */
type Candidate = {
  /** In the form in which it is met most often. */
  words: string[];
  stems: string[];
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
  const known = found.get(key) ?? { words, stems, count: 0, inTitle: false, whole: false };
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

export const maxKeywords = 8;

/** The number of papers, and how many of them contain a word. */
export type Frequencies = { papers: number; of: (word: string) => number };

type Scored = Candidate & { score: number };

// Tuned on 449 papers of a daily feed with keywords by readers: F1 .23, as good as KeyBERT over the same candidates
// (Grootendorst 2020) in a hundredth of its time.
const weights = { title: 1.25, whole: 2.5, plainWord: 0.4, gerundFirst: 0.3, vagueFirst: 0.4 };
const rarest = 7;
const nameWeight = 5;
/** After the first three, a phrase with less than this share of the best score is left out. */
const minShare = 0.25;
const minKeywords = 3;

/**
 * The keywords of a paper: phrases of its text by TF-IDF, best first, without those that overlap a better one. They are
 * in lower case except for names.
 */
export function findKeywords(paper: { title: string; abstract: string }, frequencies: Frequencies): string[] {
  const scored = listCandidates(paper.title, paper.abstract)
    .map((candidate) => ({ ...candidate, score: scoreOf(candidate, frequencies) }))
    .sort((a, b) => b.score - a.score);
  const chosen: Scored[] = [];
  for (const candidate of scored) {
    if (chosen.length === maxKeywords || isWeak(candidate, chosen)) break;
    if (!chosen.some((other) => overlap(other.stems, candidate.stems))) chosen.push(candidate);
  }
  return chosen.map(({ words }) => words.map(asShown).join(" "));
}

function isWeak({ score }: Scored, [best, ...others]: Scored[]): boolean {
  return best !== undefined && others.length >= minKeywords - 1 && score < minShare * best.score;
}

function scoreOf({ words, count, inTitle, whole }: Candidate, frequencies: Frequencies): number {
  const low = words.map((word) => word.toLowerCase());
  const parts = low.flatMap((word) => word.split("-")).filter(Boolean);
  const sum = parts.reduce((all, part) => all + weightOf(part, frequencies), 0);
  const [first = ""] = low;
  return [
    // Between mean and sum, so that the length of a phrase is neither an advantage nor a disadvantage.
    sum / parts.length ** 0.65,
    count ** 0.6,
    inTitle ? weights.title : 1,
    whole ? weights.whole : 1,
    words.length === 1 && !isName(words[0] ?? "") && !first.includes("-") ? weights.plainWord : 1,
    words.length > 1 && first.endsWith("ing") ? weights.gerundFirst : 1,
    words.length > 1 && isGeneric(first) ? weights.vagueFirst : 1,
  ].reduce((product, factor) => product * factor, 1);
}

function weightOf(word: string, { papers, of }: Frequencies): number {
  if (word.length < 3 || /[^a-z]/.test(word)) return nameWeight;
  const rarity = Math.min(rarest, Math.log((papers + 1) / Math.max(1, of(word))));
  return isGeneric(word) ? rarity / 2 : rarity;
}

/** Whether two phrases share more than half of the shorter one's stems. */
function overlap(a: string[], b: string[]): boolean {
  const known = new Set(a);
  return b.filter((stem) => known.has(stem)).length > Math.min(a.length, b.length) / 2;
}

function asShown(word: string): string {
  return isName(word) ? word : word.toLowerCase();
}
