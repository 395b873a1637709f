import { LRUCache } from "lru-cache";
import { beginningOf } from "@/lib/base/text";
import { isName, phrasesOf } from "@/lib/search/keywords/keywords";
import { isGeneric } from "@/lib/search/keywords/word-lists";

type Keyworded = { keywords: string[]; title?: string };

const maxNameLength = 80;

// Many readers are trained against the same array of reference papers, which is replaced every ten minutes.
const countsOf = new WeakMap<Keyworded[], Counted>();

// Readers are retrained on the same papers again and again.
const phraseCache = new LRUCache<string, Phrases>({ max: 5000 });

function phrasesOfPaper(paper: Keyworded): Phrases {
  const key = `${paper.title}\n${paper.keywords.join("\n")}`;
  const found = phraseCache.get(key) ?? phrasesIn(paper);
  phraseCache.set(key, found);
  return found;
}

/** The number of papers, and the number of those that contain each phrase. */
type Counted = { papers: number; counts: Map<string, number> };

/**
 * Names each group of papers by the phrase of its keywords and titles that best tells it from all other papers. Earlier
 * groups choose first, and no phrase is used twice. A single paper, or papers that share no phrase, are named by a
 * keyword or a title.
 * @param others reference papers to compare with
 */
export function nameGroups(groups: Keyworded[][], others: Keyworded[]): string[] {
  const around = countsOf.get(others) ?? { papers: others.length, counts: countKeys(others.map(phrasesIn)) };
  countsOf.set(others, around);
  const inside = groups.map((papers) => papers.map(phrasesOfPaper));
  const own = inside.map(countKeys);
  const all = countKeys(inside.flat());
  const papers = around.papers + inside.flat().length;
  const taken = new Set<string>();
  return groups.map((group, i) => {
    const phrases = inside[i] ?? [];
    const counts = own[i] ?? new Map<string, number>();
    // The rest are the reference papers and the reader's other groups.
    const share = (key: string, count: number) => {
      const away = (around.counts.get(key) ?? 0) + (all.get(key) ?? 0) - count;
      // Add-one smoothing: a sample says little about rare phrases.
      return (away + 1) / (papers - phrases.length + 1);
    };
    const key = nameOf({ size: phrases.length, counts, share }, taken);
    if (key === null) return nameOfOne(group);
    taken.add(key);
    return formOf(key, phrases);
  });
}

/** The number of papers in a group, the number of those with each phrase, and the share of all other papers with it. */
type Group = {
  size: number;
  counts: Map<string, number>;
  share: (key: string, count: number) => number;
};

/** The phrase that is common in the group and rare elsewhere, preferring longer ones; null if no two papers share a phrase. */
function nameOf({ size, counts, share }: Group, taken: Set<string>): string | null {
  const score = ([key, count]: [string, number]) =>
    count ** 1.2 * Math.log(count / size / share(key, count)) * Math.cbrt(key.split(" ").length);
  const shared = [...counts].filter(([key, count]) => count > 1 && !taken.has(key));
  const best = (some: typeof shared) =>
    some.map((one) => ({ key: one[0], score: score(one) })).sort((a, b) => b.score - a.score)[0];
  const found = [best(shared.filter(([key]) => !isWeak(key))), best(shared)].find(
    (one) => one && one.score > 0,
  );
  return found ? wholeOf(found.key, new Map(shared)) : null;
}

/** The longer phrase in which at least half of the papers use these words: "gaussian splatting" for "gaussian". */
function wholeOf(key: string, counts: Map<string, number>): string {
  const most = counts.get(key) ?? 0;
  const longer = [...counts].filter(
    ([one, count]) => one !== key && ` ${one} `.includes(` ${key} `) && 2 * count >= most,
  );
  const next = longer.sort((a, b) => b[1] - a[1])[0];
  return next ? wholeOf(next[0], counts) : key;
}

/**
 * The name for papers that share no phrase. A keyword of several words is preferred, because a single word is often just
 * the paper's name for its own method: first one that stands in the title, then the last phrase of the title, which
 * usually says what the paper is about.
 */
function nameOfOne(papers: Keyworded[]): string {
  const [title = "", ...more] = papers.flatMap((paper) => paper.title ?? []);
  const keywords = papers.flatMap((paper) => paper.keywords);
  const long = keywords.filter((one) => one.includes(" "));
  const titled = long.find((one) =>
    [title, ...more].some((text) => text.toLowerCase().includes(one.toLowerCase())),
  );
  return (
    (titled ?? lastPhrase(title) ?? long[0] ?? keywords[0] ?? beginningOf(title, maxNameLength)) ||
    "Papers you like"
  );
}

/** Phrases as written, by a key that ignores case and plural, so that papers can be compared. */
type Phrases = Map<string, string>;

const maxWords = 3;

/** The phrases of a paper's keywords and title, and the single words of its title: a few papers seldom share a whole keyword. */
function phrasesIn({ title = "", keywords }: { title?: string; keywords: string[] }): Phrases {
  const found: Phrases = new Map();
  const inTitle = phrasesOf(title);
  for (const word of inTitle.flat()) note(found, [word]);
  for (const words of [...inTitle, ...keywords.map((keyword) => keyword.split(" "))])
    for (const part of partsOf(words)) note(found, part);
  return found;
}

/** The last phrase of two or three words in a title. */
function lastPhrase(title: string): string | undefined {
  const words = phrasesOf(title).findLast(({ length }) => length > 1 && length <= maxWords);
  return words?.map((word) => (isName(word) ? word : word.toLowerCase())).join(" ");
}

/** The number of papers that contain each phrase. */
function countKeys(papers: Phrases[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const paper of papers) for (const key of paper.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** The spelling of a key that most of the papers use. */
function formOf(key: string, papers: Phrases[]): string {
  const counts = new Map<string, number>();
  for (const form of papers.flatMap((paper) => paper.get(key) ?? []))
    counts.set(form, (counts.get(form) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? key;
}

// Words that say nothing about a field.
const vague = /^(benchmark(ing)?|real-world|large-scale|end-to-end|open-source|evolution|scaling)$/;
// Words ending in "val", such as "retrieval", are nouns.
const adjective = /^\S*((?<!v)al|ic|ar|ou|ive|ed|[ai]ble|-driven|-aware)$/;

/** Whether a phrase is a single word that looks like an adjective or says little; it names a group only if nothing else does. */
function isWeak(key: string): boolean {
  return vague.test(key) || adjective.test(key);
}

/** A single word as it is, or all runs of two or three words of a longer phrase. */
function partsOf(words: string[]): string[][] {
  if (words.length === 1) return [words];
  const lengths = Array.from({ length: maxWords - 1 }, (_, i) => i + 2);
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
