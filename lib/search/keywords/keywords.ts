import { type Candidate, isName, listCandidates, shownPhrase } from "@/lib/search/keywords/phrases";
import { isGeneric } from "@/lib/search/keywords/word-lists";

/** A paper has this many keywords, or none. */
export const keywordsEach = 3;

/** Raised when other keywords are found in the same text: the worker then finds those of all papers again. */
export const keywordsVersion = 2;

/** In how many papers a phrase occurs, and in how many titles. */
export type PhraseCount = { papers: number; titles: number };

/** The number of papers in which phrases were counted, and the counts of a phrase by its key. */
export type PhraseCounts = { papers: number; of: (key: string) => PhraseCount | undefined };

type Scored = Candidate & { score: number };

// Chosen on one half of 6,325 papers of a daily feed that have keywords; `npm run bench -- keywords` measures the other half.
const weights = { title: 1.5, name: 0.4, long: 1.6, vagueFirst: 0.4, vagueLast: 0.5, gerundFirst: 0.5 };
const powers = { rarity: 0.25, titles: 0.75, count: 0.5 };
/** A phrase that is in fewer papers, or in fewer titles of other papers, is known to nobody else. */
const fewest = { papers: 4, titles: 2 };
/** Authors put a topic into their title in a twentieth of the papers that mention it; "single GPU" or "shown promise" hardly ever. */
const minTitles = 0.05;
/** A phrase in a larger share of all papers, such as "large language models", tells none from another. */
const maxShare = 0.1;
/** The third keyword has at least this score. */
const minScore = 0.12;
/** With fewer papers the counts say nothing, and a keyword has to stand in the title and in the abstract. */
export const enoughPapers = 1000;

/**
 * The keywords of a paper, best first: phrases of its text that other papers know, too, and that their authors put into
 * titles. Verbs, empty phrases and fragments are seldom in titles for the number of papers that contain them. Names are
 * in their own spelling, all else in lower case.
 * @returns three keywords, or none if fewer are good enough
 */
export function findKeywords(paper: { title: string; abstract: string }, counts: PhraseCounts): string[] {
  const own = ownName(paper.title);
  const scored = listCandidates(paper.title, paper.abstract)
    .filter(({ words, whole }) => whole && (words.length > 1 || isName(words[0] ?? "")) && words[0] !== own)
    .map((candidate) => ({ ...candidate, score: scoreOf(candidate, counts) }))
    .filter(({ score }) => score >= minScore)
    .sort((a, b) => b.score - a.score);
  const chosen: Scored[] = [];
  for (const candidate of scored) {
    if (!chosen.some((other) => overlap(other, candidate))) chosen.push(candidate);
    if (chosen.length === keywordsEach) return chosen.map(({ words }) => shownPhrase(words));
  }
  return [];
}

/** The name that a paper gives to its own method: "NOVA: A Benchmark …". */
function ownName(title: string): string | undefined {
  return /^\s*(\S+?)\s*:/.exec(title)?.[1];
}

function scoreOf(candidate: Candidate, counts: PhraseCounts): number {
  const { words, count, inTitle } = candidate;
  return [
    topicality(candidate, counts),
    wordingWeight(words),
    count ** powers.count,
    inTitle ? weights.title : 1,
    words.length === 1 ? weights.name : 1,
  ].reduce((product, factor) => product * factor, 1);
}

/** How well a phrase reads as the name of a topic, around 1: less with a vague word at an end, more with three words or four. */
export function wordingWeight(words: string[]): number {
  if (words.length < 2) return 1;
  const low = words.map((word) => word.toLowerCase());
  return [
    words.length > 2 ? weights.long : 1,
    isGeneric(low[0] ?? "") ? weights.vagueFirst : 1,
    isGeneric(low.at(-1) ?? "") ? weights.vagueLast : 1,
    low[0]?.endsWith("ing") ? weights.gerundFirst : 1,
  ].reduce((product, factor) => product * factor, 1);
}

/** How much a phrase is a topic: the share of the papers with it that have it in their title, the more the rarer it is. */
function topicality({ key, words, count, inTitle }: Candidate, counts: PhraseCounts): number {
  if (counts.papers < enoughPapers) return inTitle && count > 1 && words.length > 1 ? 1 : 0;
  const known = counts.of(key);
  // The paper itself may be among those counted.
  const titles = (known?.titles ?? 0) - (inTitle ? 1 : 0);
  if (!known || known.papers > maxShare * counts.papers || !isTopic({ ...known, titles })) return 0;
  return (
    titleShare({ ...known, titles }) ** powers.titles *
    Math.log(counts.papers / known.papers) ** powers.rarity
  );
}

/** Whether a phrase with these counts is a topic, rather than a turn of speech. */
export function isTopic(count: PhraseCount): boolean {
  return count.papers >= fewest.papers && count.titles >= fewest.titles && titleShare(count) >= minTitles;
}

function titleShare({ papers, titles }: PhraseCount): number {
  return (titles + 0.5) / (papers + 4);
}

/** Whether two phrases say much the same: they share more than half of the shorter one's stems, or one is the other's abbreviation. */
function overlap(a: Candidate, b: Candidate): boolean {
  const known = new Set(a.stems);
  const shared = b.stems.filter((stem) => known.has(stem)).length;
  return (
    shared > Math.min(a.stems.length, b.stems.length) / 2 || isAbbreviation(a, b) || isAbbreviation(b, a)
  );
}

/** Whether a single word consists of another phrase's initials, at least at its end: GNN of "graph neural networks". */
function isAbbreviation({ words: [word = "", ...more] }: Candidate, { stems }: Candidate): boolean {
  const initials = stems.map((stem) => stem.charAt(0)).join("");
  const letters = word.toLowerCase().replace(/s$/, "");
  return (
    more.length === 0 && initials.length > 1 && (letters.endsWith(initials) || initials.endsWith(letters))
  );
}
