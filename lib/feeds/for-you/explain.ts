import { counted, voteNumber } from "@/lib/base/labels";
import { type Mix, type MixPart, weightWords } from "@/lib/feeds/for-you/mix";
import type { PoolPaper } from "@/lib/feeds/for-you/pool";
import type { Reader } from "@/lib/feeds/for-you/reader";
import { leastReason, reasonOf, seenWords } from "@/lib/feeds/for-you/reason";
import { type FollowTerm, isNew, type Terms } from "@/lib/feeds/for-you/score";
import type { Way } from "@/lib/feeds/for-you/slots";
import type { Sum, SumPart } from "@/lib/feeds/for-you/sum";
import { heatInVotes } from "@/lib/papers/heat";

type Shown = {
  paper: PoolPaper;
  upvotes: number;
  terms: Terms;
  way: Way;
  reader: Reader;
  mix: Mix;
  now: Date;
};

const asides: Record<Way, string | null> = {
  score: null,
  wild: "It stands higher than its sum: some places are kept for wild cards.",
  lead: "It stands higher than its sum, lest this interest be missed.",
};

const places = { mix: "/for-you#mix", follows: "/following", taste: "/interests" } as const;

/** Why a paper stands where it does, in words: the same numbers as its terms, none of them 0 but perhaps the first. */
export function explain(shown: Shown): Sum {
  const { terms, way, reader, paper } = shown;
  const parts = partsOf(shown).filter(({ heat }, i) => i === 0 || heat !== 0);
  return {
    score: terms.score,
    parts,
    reason: reasonOf(parts, { way, reader, topic: paper.topics[0], mix: shown.mix, seen: terms.seen?.how }),
    by: way === "wild" ? "exploration" : leadingPart(parts),
    aside: asides[way],
    wild: way === "wild",
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
    liked("Liked by readers like you", alike),
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
    mixed("freshness", `${ageWords(paper, now)}${weighed(mix.freshness)}`, terms.age),
    mixed("discussion", `${counted(paper.comments, "comment")}${weighed(mix.discussion)}`, terms.comments),
    ...(seen
      ? [{ part: "seen" as const, words: seenWords[seen.how], heat: seen.heat, href: places.taste }]
      : []),
  ];
}

function trendWords(upvotes: number, worth: number): string {
  const votes = upvotes === 0 ? "No upvotes yet" : counted(upvotes, "upvote");
  return `${votes}, worth ${voteNumber(worth)} cast now`;
}

function ageWords({ announcedAt }: PoolPaper, now: Date): string {
  const hours = Math.max(0, Math.round((now.getTime() - announcedAt.getTime()) / 3_600_000));
  return `${hours < 48 ? counted(hours, "hour") : counted(Math.round(hours / 24), "day")} old`;
}

function weighed(weight: number): string {
  if (weight === 1) return "";
  return weight === 0 ? ", left out" : `, counted ${weightWords(weight)}`;
}

function tasteWords(name: string | undefined, heat: number): string {
  if (heat < 0) return "Outside your interests";
  return name ? `Your interest “${name}”` : "Like what you read";
}

function followWords({ by }: FollowTerm): string {
  switch (by.kind) {
    case "people":
      return `${by.count} people you follow upvoted`;
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

function leadingPart(parts: SumPart[]): MixPart {
  const [first] = parts
    .filter(({ part, heat }) => part !== "seen" && part !== "trend" && heat >= leastReason)
    .sort((a, b) => b.heat - a.heat);
  return first && first.part !== "seen" ? first.part : "trend";
}
