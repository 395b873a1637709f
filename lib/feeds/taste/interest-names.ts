import { LRUCache } from "lru-cache";
import { isName, phrasesOf } from "@/lib/search/keywords/keywords";
import { isGeneric } from "@/lib/search/keywords/word-lists";

type Keyworded = { keywords: string[]; title?: string };

const longest = 80;

// Others are one array for ten minutes, and many readers are trained beside them.
const known = new WeakMap<Keyworded[], Counted>();

// Readers are trained again and again on the same papers.
const read = new LRUCache<string, Phrases>({ max: 5000 });

function phrasesOfPaper(paper: Keyworded): Phrases {
  const key = `${paper.title}\n${paper.keywords.join("\n")}`;
  const found = read.get(key) ?? phrasesIn(paper);
  read.set(key, found);
  return found;
}

/** Papers, and in how many of them each phrase stands. */
type Counted = { papers: number; counts: Map<string, number> };

/**
 * Names groups of papers by the phrase of their keywords and titles that tells them from all others, the largest group's
 * first choice first; where they share none, and of a single paper, by one of its keywords or its title.
 */
export function nameGroups(groups: Keyworded[][], others: Keyworded[]): string[] {
  const around = known.get(others) ?? { papers: others.length, counts: countKeys(others.map(phrasesIn)) };
  known.set(others, around);
  const inside = groups.map((papers) => papers.map(phrasesOfPaper));
  const own = inside.map(countKeys);
  const all = countKeys(inside.flat());
  const papers = around.papers + inside.flat().length;
  const taken = new Set<string>();
  return groups.map((group, i) => {
    const [phrases, counts] = [inside[i] ?? [], own[i] ?? new Map<string, number>()];
    // Elsewhere are the others, and the reader's other groups.
    const share = (key: string, count: number) => {
      const away = (around.counts.get(key) ?? 0) + (all.get(key) ?? 0) - count;
      // One more than were met elsewhere: a sample says little about what is rare.
      return (away + 1) / (papers - phrases.length + 1);
    };
    const key = nameOf({ size: phrases.length, counts, share }, taken);
    if (key === null) return nameOfOne(group);
    taken.add(key);
    return formOf(key, phrases);
  });
}

/** A group's papers, in how many of them each phrase stands, and the share of papers elsewhere that have it. */
type Group = {
  size: number;
  counts: Map<string, number>;
  share: (key: string, count: number) => number;
};

/** What most papers here have and few elsewhere, longer phrases rather; null where no two share anything. */
function nameOf({ size, counts, share }: Group, taken: Set<string>): string | null {
  const worth = ([key, count]: [string, number]) =>
    count ** 1.2 * Math.log(count / size / share(key, count)) * Math.cbrt(key.split(" ").length);
  const shared = [...counts].filter(([key, count]) => count > 1 && !taken.has(key));
  const best = (some: typeof shared) =>
    some.map((one) => ({ key: one[0], worth: worth(one) })).sort((a, b) => b.worth - a.worth)[0];
  const found = [best(shared.filter(([key]) => !isWeak(key))), best(shared)].find(
    (one) => one && one.worth > 0,
  );
  return found ? wholeOf(found.key, new Map(shared)) : null;
}

/** The longer phrase that at least half of the papers with these words have them in: "gaussian splatting" for "gaussian". */
function wholeOf(key: string, counts: Map<string, number>): string {
  const most = counts.get(key) ?? 0;
  const longer = [...counts].filter(
    ([one, count]) => one !== key && ` ${one} `.includes(` ${key} `) && 2 * count >= most,
  );
  const next = longer.sort((a, b) => b[1] - a[1])[0];
  return next ? wholeOf(next[0], counts) : key;
}

/**
 * A keyword of several words rather than one, which is often what a single paper calls its own method: one that its title
 * has, or else the title's own last phrase, which says what the rest is for.
 */
function nameOfOne(papers: Keyworded[]): string {
  const [title = "", ...more] = papers.flatMap((paper) => paper.title ?? []);
  const keywords = papers.flatMap((paper) => paper.keywords);
  const long = keywords.filter((one) => one.includes(" "));
  const titled = long.find((one) =>
    [title, ...more].some((text) => text.toLowerCase().includes(one.toLowerCase())),
  );
  return (
    (titled ?? lastPhrase(title) ?? long[0] ?? keywords[0] ?? title.slice(0, longest)) || "Papers you like"
  );
}

/** What papers may share: phrases by a key in which case and plural are the same, as they are written. */
type Phrases = Map<string, string>;

const mostWords = 3;

/** Phrases of a paper's keywords and its title, and the title's words: a few papers seldom share a whole keyword. */
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
  const words = phrasesOf(title).findLast(({ length }) => length > 1 && length <= mostWords);
  return words?.map((word) => (isName(word) ? word : word.toLowerCase())).join(" ");
}

/** In how many of the papers each stands. */
function countKeys(papers: Phrases[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const paper of papers) for (const key of paper.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** A key in the form in which most of the papers have it. */
function formOf(key: string, papers: Phrases[]): string {
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
function isWeak(key: string): boolean {
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
