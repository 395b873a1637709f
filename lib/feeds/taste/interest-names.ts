import { LRUCache } from "lru-cache";
import { beginningOf } from "@/lib/base/text";
import { plainText } from "@/lib/papers/latex/latex";
import { enoughPapers, isTopic, type PhraseCounts, wordingWeight } from "@/lib/search/keywords/keywords";
import { listCandidates, shownPhrase } from "@/lib/search/keywords/phrases";

/** A liked paper, or an imported title, as far as it names an interest. */
export type Nameable = { sign: number; title: string; keywords: string[] };

/** What an interest is called. */
export type InterestName = {
  /** A phrase, or what the reader typed; while provisional, the title of one of its papers. */
  name: string;
  /** Whether it has no name yet, and is called "papers like …" after one of its papers. */
  provisional: boolean;
  /** The papers (and imported titles) that the interest had when it got its automatic name. */
  namedFor: number[];
};

/** A group of papers, the most typical one first, with the name of the interest that it continues. */
export type NameableGroup = { papers: Nameable[]; prior: (InterestName & { kept: boolean }) | null };

/** With fewer papers an interest gets no automatic name: a second paper might turn it round. */
const fewestNamed = 5;
const maxTitleLength = 70;
/** A name is shared by at least this share of the papers, and by two of them. */
const minShared = 1 / 6;
/** A name that the reader has not chosen is given up when less than this share of the papers it was made for is left… */
const minLeft = 0.5;
/** …and looked at again when the interest has this many times as many papers… */
const reviewedAt = 3;
/** …to be replaced by a phrase that this many times as many of its papers share. */
const muchBetter = 2;

/**
 * Names each group of papers. A group that continues a named interest keeps its name until its papers have really
 * changed, and always if the reader has chosen it. Others of five papers on get the phrase of two to four words, from
 * their keywords and titles, that best tells them from all papers of the hub; if they share none, and with fewer papers,
 * they are called after their most typical paper. Earlier groups choose first, and no phrase is used twice.
 * @param counts how often phrases occur among the hub's papers
 */
export function nameGroups(groups: NameableGroup[], counts: PhraseCounts): InterestName[] {
  const kept = groups.map((group) => keptName(group));
  const taken = new Set(kept.flatMap((name) => (name && !name.provisional ? keyOf(name.name) : [])));
  return groups.map((group, i) => {
    const phrases = group.papers.map(phrasesOfPaper);
    const known = kept[i];
    if (known && !isReviewed(known, group)) return known;
    const best = group.papers.length < fewestNamed ? null : bestPhrase(phrases, taken, counts);
    if (known && (!best || best.count < muchBetter * countOf(keyOf(known.name), phrases)))
      return { ...known, namedFor: signsOf(group) };
    if (!best) return titleName(group);
    taken.add(best.key);
    return { name: formOf(best.key, phrases), provisional: false, namedFor: signsOf(group) };
  });
}

/** The name that a group keeps from before; null for a new group, one without a name yet, and one that has really changed. */
function keptName({ prior, papers }: NameableGroup): InterestName | null {
  if (!prior || prior.provisional) return null;
  const { name, provisional, namedFor } = prior;
  const now = new Set(papers.map(({ sign }) => sign));
  const left = namedFor.filter((sign) => now.has(sign)).length;
  return prior.kept || (left > 0 && left >= minLeft * namedFor.length)
    ? { name, provisional, namedFor }
    : null;
}

function isReviewed({ namedFor }: InterestName, { prior, papers }: NameableGroup): boolean {
  return prior?.kept === false && papers.length >= reviewedAt * namedFor.length;
}

/** The title of the group's most typical paper, or the one that it had so far. */
function titleName({ papers, prior }: NameableGroup): InterestName {
  const titles = papers.map(({ title }) => shortTitle(title)).filter(Boolean);
  const same = prior?.provisional ? titles.find((title) => title === prior.name) : undefined;
  return { name: same ?? titles[0] ?? prior?.name ?? "", provisional: true, namedFor: [] };
}

/** A title as plain text, cut at a word. */
function shortTitle(title: string): string {
  const text = plainText(title).replace(/\s+/g, " ").trim();
  if (text.length <= maxTitleLength) return text;
  const start = beginningOf(text, maxTitleLength);
  return `${start.slice(0, Math.max(start.lastIndexOf(" "), maxTitleLength / 2)).replace(/[\s,:;.–—-]+$/, "")} …`;
}

/** Phrases of two to four words as they are shown, by the stems of their words. */
type Phrases = Map<string, string>;

// Readers are retrained on the same papers again and again.
const phraseCache = new LRUCache<string, Phrases>({ max: 5000 });

function phrasesOfPaper({ title, keywords }: Nameable): Phrases {
  const texts = [title, ...keywords];
  const cached = phraseCache.get(texts.join("\n"));
  if (cached) return cached;
  const found = texts.flatMap((text) => listCandidates(text, "")).filter(({ words }) => words.length > 1);
  const phrases = new Map(found.map(({ key, words }) => [key, shownPhrase(words)]));
  phraseCache.set(texts.join("\n"), phrases);
  return phrases;
}

type Best = { key: string; count: number };

/** The phrase that is common in the group and rare elsewhere; null if too few papers share one that is a topic. */
function bestPhrase(papers: Phrases[], taken: Set<string>, counts: PhraseCounts): Best | null {
  const shared = countKeys(papers).filter(({ key }) => !taken.has(key) && isKnownTopic(key, counts));
  const least = Math.max(2, minShared * papers.length);
  const scored = shared
    .filter(({ count }) => count >= least)
    .map((one) => ({ ...one, score: scoreOf(one, papers, counts) }))
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
  const best = scored[0];
  return best && best.score > 0 ? wholeOf(best, scored) : null;
}

function isKnownTopic(key: string, counts: PhraseCounts): boolean {
  const known = counts.of(key);
  return counts.papers < enoughPapers || (known !== undefined && isTopic(known));
}

function scoreOf({ key, count }: Best, papers: Phrases[], counts: PhraseCounts): number {
  const elsewhere = Math.max(1, counts.of(key)?.papers ?? 1) / Math.max(100, counts.papers);
  const wording = wordingWeight(formOf(key, papers).split(" "));
  return count ** 1.2 * Math.log(count / papers.length / elsewhere) * wording;
}

/** The longer phrase in which at least half of the papers use these words: "3D gaussian splatting" for "gaussian splatting". */
function wholeOf(best: Best, shared: Best[]): Best {
  const longer = shared.filter(
    ({ key, count }) => key !== best.key && ` ${key} `.includes(` ${best.key} `) && 2 * count >= best.count,
  );
  const next = longer.sort((a, b) => b.count - a.count)[0];
  return next ? wholeOf(next, shared) : best;
}

/** The number of papers that contain each phrase. */
function countKeys(papers: Phrases[]): Best[] {
  const counts = new Map<string, number>();
  for (const paper of papers) for (const key of paper.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].map(([key, count]) => ({ key, count }));
}

function countOf(key: string, papers: Phrases[]): number {
  return papers.filter((phrases) => phrases.has(key)).length;
}

/** The spelling of a key that most of the papers use. */
function formOf(key: string, papers: Phrases[]): string {
  const counts = new Map<string, number>();
  for (const form of papers.flatMap((paper) => paper.get(key) ?? []))
    counts.set(form, (counts.get(form) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? key;
}

function keyOf(name: string): string {
  return listCandidates(name, "").find(({ whole }) => whole)?.key ?? name.toLowerCase();
}

function signsOf({ papers }: NameableGroup): number[] {
  return papers.map(({ sign }) => sign);
}

/** The keys of all phrases by which these papers may name an interest. */
export function nameKeys(papers: Nameable[]): string[] {
  return [...new Set(papers.flatMap((paper) => [...phrasesOfPaper(paper).keys()]))];
}
