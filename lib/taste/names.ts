import { nameOf } from "@/lib/search/group-names";
import { countKeys, isWeak, type Phrases, phrasesIn } from "@/lib/taste/shared-phrases";

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
  const everywhere = countKeys([...inside.flat(), ...around]);
  const all = inside.flat().length + around.length;
  const taken = new Set<string>();
  return groups.map((papers, i) => {
    const phrases = inside[i] ?? [];
    const counts = countKeys(phrases);
    const weak = [...counts.keys()].filter(isWeak);
    const find = (left: Iterable<string>) =>
      nameOf(counts, {
        all,
        here: papers.length,
        everywhere,
        taken: new Set([...taken, ...left]),
        fewest: 2,
      });
    const key = find(weak) ?? find([]);
    if (key) taken.add(key);
    return (key && phrases.find((one) => one.has(key))?.get(key)) ?? nameOfOne(papers);
  });
}

/** A keyword of several words rather than one, which is often what a single paper calls its own method. */
function nameOfOne(papers: Keyworded[]): string {
  const keywords = papers.flatMap((paper) => paper.keywords);
  const keyword = keywords.find((one) => one.includes(" ")) ?? keywords[0];
  return keyword ?? papers[0]?.title?.slice(0, longest) ?? "Papers you like";
}
