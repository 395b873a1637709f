import { counted, multiple, voteNumber } from "@/lib/feeds/labels";
import { type Mix, type MixPart, weightWords } from "@/lib/feeds/mix";
import type { PoolPaper } from "@/lib/feeds/pool";
import type { Reader, Seen } from "@/lib/feeds/reader";
import { type FollowTerm, isNew, type Terms } from "@/lib/feeds/score";
import type { Sum, SumPart } from "@/lib/feeds/sum";
import { heatInVotes } from "@/lib/papers/heat";

type Shown = {
  paper: PoolPaper;
  upvotes: number;
  terms: Terms;
  wild: boolean;
  reader: Reader;
  mix: Mix;
  now: Date;
};

const places = { mix: "/for-you#mix", follows: "/following", taste: "/interests" } as const;

/** Why a paper stands where it does, in words: the same numbers as its terms, none of them 0 but perhaps the first. */
export function explain(shown: Shown): Sum {
  const { terms, wild, reader, paper } = shown;
  const parts = partsOf(shown).filter(({ heat }, i) => i === 0 || heat !== 0);
  return {
    score: terms.score,
    parts,
    reason: reasonOf(shown, parts),
    by: wild ? "exploration" : leadingPart(parts),
    wild,
    isNew: isNew(paper, reader),
  };
}

function partsOf({ paper, upvotes, terms, reader, mix, now }: Shown): SumPart[] {
  const { taste, alike, seen } = terms;
  const mixed = (part: MixPart, words: string, heat: number): SumPart => ({
    part,
    words,
    heat,
    href: places.mix,
  });
  const liked = (words: string, heat: number): SumPart => ({
    part: "taste",
    words,
    heat,
    href: places.taste,
  });
  return [
    mixed("trend", `${trendWords(upvotes, heatInVotes(paper.heat, now))}${weighed(mix.trend)}`, terms.trend),
    ...(taste ? [liked(tasteWords(reader.interests.get(taste.interestId), taste.heat), taste.heat)] : []),
    liked("Read by readers of what you upvoted", alike),
    liked("By an author you turned down", terms.declinedAuthor),
    ...terms.follows.map(
      (term): SumPart => ({
        part: "follows",
        words: followWords(term),
        heat: term.heat,
        href: places.follows,
      }),
    ),
    mixed("freshness", "New since your last visit", terms.isNew),
    mixed("freshness", `Age${weighed(mix.freshness)}`, terms.age),
    mixed("discussion", `${counted(paper.comments, "comment")}${weighed(mix.discussion)}`, terms.comments),
    ...(seen
      ? [{ part: "seen" as const, words: seenWords[seen.how], heat: seen.heat, href: places.taste }]
      : []),
  ];
}

const seenWords: Record<Seen, string> = {
  opened: "You opened it before",
  upvoted: "You upvoted it before",
  passed: "You passed it by three times",
};

function trendWords(upvotes: number, worth: number): string {
  const votes = upvotes === 0 ? "No upvotes yet" : counted(upvotes, "upvote");
  return `${votes}, worth ${voteNumber(worth)} cast now`;
}

function weighed(weight: number): string {
  return weight === 1 ? "" : `, counted ${weightWords(weight)}`;
}

function tasteWords(name: string | undefined, heat: number): string {
  if (heat < 0) return "Unlike what you read";
  return name ? `Your interest “${name}”` : "Like what you read";
}

function followWords({ by }: FollowTerm): string {
  switch (by.kind) {
    case "people":
      return `${by.count === 2 ? "Two" : by.count} people you follow upvoted`;
    case "person":
      return `Brought by ${by.label}, whom you follow`;
    case "search":
      return `Found by your search “${by.label}”`;
    case "text":
      return `Like your text “${by.label}”`;
    default:
      return `You follow ${by.kind === "topic" ? by.ref : by.label}`;
  }
}

/** Reasons are few: the strongest two of what is the reader's own, or else what everyone's page says. */
function reasonOf({ wild, paper, reader, terms, mix }: Shown, parts: SumPart[]): string {
  const seen = terms.seen ? `, though ${lowerFirst(seenWords[terms.seen.how])}` : "";
  if (wild)
    return `A wild card${reader.interests.size > 0 ? " from next to what you read" : `: hot in ${paper.topics[0]}, which you do not follow`}${seen}`;
  const own = parts
    .filter(({ part, heat }) => (part === "taste" || part === "follows") && heat >= 0.2)
    .sort((a, b) => b.heat - a.heat)
    .slice(0, 2)
    .map(({ part, words, heat }) =>
      part === "taste" ? `${multiple(heat)}× for ${lowerFirst(words)}` : words,
    );
  if (own.length > 0)
    return upperFirst(own.map((words, i) => (i ? lowerFirst(words) : words)).join(", ")) + seen;
  return (mix.trend === 0 ? "Among the papers of these days" : "Trending with everyone") + seen;
}

function leadingPart(parts: SumPart[]): MixPart {
  const [first] = parts
    .filter(({ part, heat }) => part !== "seen" && part !== "trend" && heat > 0)
    .sort((a, b) => b.heat - a.heat);
  return first && first.part !== "seen" ? first.part : "trend";
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function upperFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
