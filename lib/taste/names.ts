import { countPhrases, nameOf } from "@/lib/search/group-names";

type Keyworded = { keywords: string[]; title?: string };

const longest = 80;

/**
 * Names groups of papers by the keywords that tell them from all others, the largest group's first choice first; a
 * group without keywords by its first title.
 */
export function nameGroups(groups: Keyworded[][], others: Keyworded[]): string[] {
  const everything = [...groups.flat(), ...others];
  const everywhere = countPhrases(everything);
  const taken = new Set<string>();
  return groups.map((papers) => {
    const around = { all: everything.length, here: papers.length, everywhere, taken };
    const counts = countPhrases(papers);
    // A single paper's keywords are as good as any; of many, what only one has says little.
    const found = nameOf(counts, { ...around, fewest: Math.min(2, papers.length) });
    const name =
      found ?? firstOf(papers.flatMap(({ keywords }) => keywords)) ?? papers[0]?.title?.slice(0, longest);
    if (name) taken.add(name);
    return name ?? "Papers you like";
  });
}

/** A keyword of several words rather than one, which is often what a single paper calls its own method. */
function firstOf(keywords: string[]): string | undefined {
  return keywords.find((keyword) => keyword.includes(" ")) ?? keywords[0];
}
