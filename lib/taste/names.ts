import { countKeys, formOf, isWeak, lastPhrase, type Phrases, phrasesIn } from "@/lib/taste/shared-phrases";

type Keyworded = { keywords: string[]; title?: string };

const longest = 80;

// Others are one array for ten minutes, and many readers are trained beside them.
const known = new WeakMap<Keyworded[], Phrases[]>();

/**
 * Names groups of papers by the phrase of their keywords and titles that tells them from all others, the largest group's
 * first choice first; where they share none, and of a single paper, by one of its keywords or its title.
 */
export function nameGroups(groups: Keyworded[][], others: Keyworded[]): string[] {
  const around = known.get(others) ?? others.map(phrasesIn);
  known.set(others, around);
  const inside = groups.map((papers) => papers.map(phrasesIn));
  const taken = new Set<string>();
  return groups.map((papers, i) => {
    const phrases = inside[i] ?? [];
    const key = nameOf(phrases, [...around, ...inside.filter((_, j) => j !== i).flat()], taken);
    if (key === null) return nameOfOne(papers);
    taken.add(key);
    return formOf(key, phrases);
  });
}

/** What most papers here have and few elsewhere, longer phrases rather; null where no two share anything. */
function nameOf(here: Phrases[], elsewhere: Phrases[], taken: Set<string>): string | null {
  const [counts, away] = [countKeys(here), countKeys(elsewhere)];
  const worth = ([key, count]: [string, number]) => {
    // One more than were met elsewhere: a sample says little about what is rare.
    const lift = count / here.length / (((away.get(key) ?? 0) + 1) / (elsewhere.length + 1));
    return count ** 1.2 * Math.log(lift) * Math.cbrt(key.split(" ").length);
  };
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
