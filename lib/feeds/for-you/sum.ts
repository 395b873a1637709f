import { elapsed } from "@/lib/base/time";
import type { Mix, MixPart } from "@/lib/feeds/for-you/mix";
import type { PoolPaper } from "@/lib/feeds/for-you/pool";
import type { Followed, Reader, Seen } from "@/lib/feeds/for-you/reader";
import { isNew, type Terms } from "@/lib/feeds/for-you/score";
import type { Placement } from "@/lib/feeds/for-you/slots";
import type { TrackRecord } from "@/lib/feeds/for-you/track-records";
import { heatInVotes } from "@/lib/papers/heat";

/**
 * The subject of a part of a sum, with its ids and numbers. `weight` is the reader's weight for the part; 1 is normal.
 */
type SumCause =
  /** `votesNow` leaves out the reader's own upvote and comments; `withoutOwn` says that there are some. */
  | { kind: "trend"; upvotes: number; votesNow: number; withoutOwn: boolean; weight: number }
  /** `above`: log2 of how many times as often as usual earlier papers of the author and of `others` more were upvoted. */
  | { kind: "track-record"; author: string | null; others: number; above: number }
  // An interest without a name is called after the paper of this title.
  | { kind: "interest"; interestId: number; name: string | null; title?: string }
  | { kind: "outside-interests"; interestId: number }
  | { kind: "similar-readers" }
  | { kind: "declined-author" }
  | { kind: "follow"; follow: Followed }
  | { kind: "followed-people"; count: number }
  | { kind: "new" }
  | { kind: "age"; hours: number; weight: number }
  | { kind: "comments"; count: number; weight: number }
  | { kind: "seen"; how: Seen };

/** One addend of a score, in heat units: +1 equals a doubling of upvotes. */
export type SumPart = SumCause & { heat: number };

/** The slider of the mix that weighs each kind of part; none weighs what was seen already. */
export const sliderOf = {
  trend: "trend",
  "track-record": "record",
  interest: "taste",
  "outside-interests": "taste",
  "similar-readers": "taste",
  "declined-author": "taste",
  follow: "follows",
  "followed-people": "follows",
  new: "freshness",
  age: "freshness",
  comments: "discussion",
  seen: "seen",
} as const satisfies Record<SumCause["kind"], MixPart | "seen">;

/** The short reason for a paper's slot. */
export type Reason =
  /** The one or two strongest personal parts. */
  | { kind: "own"; parts: SumPart[] }
  /** No personal part lifts the paper; only its trend does or, if the trend has weight 0, its age. */
  | { kind: "trending" }
  | { kind: "recent" }
  /** A wild card for a reader with interests: close to them or outside them. */
  | { kind: "wild-card"; from: "beside-interests" | "outside-interests" }
  /** A wild card for a reader with follows only: hot in a topic that they do not follow. */
  | { kind: "wild-card"; from: "topic"; topic: string | null };

/** The explanation of a paper's place on a reader's own page. `sum-words` turns it into sentences. */
export type Sum = {
  /** The sum of the parts. */
  score: number;
  /** The first part is everyone's heat; none of the others is 0. */
  parts: SumPart[];
  reason: Reason;
  /** The slider whose part put it there: that of the strongest personal part, or else the trend. */
  by: MixPart;
  /** How the paper got its slot. */
  placement: Placement;
  /** Announced since the reader's last visit. */
  isNew: boolean;
};

/** A part with less heat than this is not given as a reason. */
const minReasonHeat = 0.2;

type Placed = {
  paper: PoolPaper;
  /** The paper as it is listed. */
  item: { upvotes: number; authors: string[]; authorSlugs: string[] };
  terms: Terms;
  placement: Placement;
  reader: Reader;
  mix: Mix;
  now: Date;
};

/** The sum that determines a paper's place: the numbers of its terms, without zeros except for the first. */
export function explain(placed: Placed): Sum {
  const { terms, placement, reader, paper } = placed;
  const parts = partsOf(placed).filter(({ heat }, i) => i === 0 || heat !== 0);
  return {
    score: terms.score,
    parts,
    reason: reasonOf(parts, placed),
    by: placement === "wild-card" ? "exploration" : leadingSlider(parts),
    placement,
    isNew: isNew(paper, reader),
  };
}

function partsOf({ paper, item, terms, reader, mix, now }: Placed): SumPart[] {
  const { taste, seen } = terms;
  const votesNow = heatInVotes(terms.heat, now);
  const { upvotes } = item;
  const withoutOwn = reader.heatWithoutOwn.has(paper.id);
  const parts: SumPart[] = [
    { kind: "trend", upvotes, votesNow, withoutOwn, weight: mix.trend, heat: terms.trend },
    ...(paper.record ? [recordPart(paper.record, item, terms.record)] : []),
    ...(taste ? [tastePart(taste, reader)] : []),
    { kind: "similar-readers", heat: terms.collaborative },
    { kind: "declined-author", heat: terms.declinedAuthor },
    ...terms.follows.map(
      ({ heat, by }): SumPart =>
        by.kind === "people"
          ? { kind: "followed-people", count: by.count, heat }
          : { kind: "follow", follow: by, heat },
    ),
    { kind: "new", heat: terms.isNew },
    { kind: "age", hours: hoursOld(paper, now), weight: mix.freshness, heat: terms.age },
    { kind: "comments", count: paper.comments, weight: mix.discussion, heat: terms.comments },
  ];
  return seen ? [...parts, { kind: "seen", how: seen.how, heat: seen.heat }] : parts;
}

function recordPart(
  { authorSlug, others, above }: TrackRecord,
  { authors, authorSlugs }: Placed["item"],
  heat: number,
): SumPart {
  return {
    kind: "track-record",
    author: authors[authorSlugs.indexOf(authorSlug)] ?? null,
    others,
    above,
    heat,
  };
}

function tastePart({ interestId, heat }: NonNullable<Terms["taste"]>, { interests }: Reader): SumPart {
  if (heat < 0) return { kind: "outside-interests", interestId, heat };
  const interest = interests.get(interestId);
  return interest?.provisional
    ? { kind: "interest", interestId, name: null, title: interest.name, heat }
    : { kind: "interest", interestId, name: interest?.name ?? null, heat };
}

function hoursOld({ announcedAt }: PoolPaper, now: Date): number {
  return Math.max(0, Math.round(elapsed(announcedAt, now, "hours")));
}

function reasonOf(parts: SumPart[], { placement, reader, paper, mix }: Placed): Reason {
  if (placement === "wild-card") return wildCardReason(parts, reader, paper);
  // A pinned slot is for one interest; a second reason would obscure which one.
  const own = parts
    .filter(({ kind }) => (placement === "pinned" ? kind === "interest" : isOwn(kind)))
    .filter(({ heat }) => heat >= minReasonHeat)
    .sort((a, b) => b.heat - a.heat)
    .slice(0, 2);
  if (own.length > 0) return { kind: "own", parts: own };
  return { kind: mix.trend === 0 ? "recent" : "trending" };
}

function isOwn(kind: SumPart["kind"]): boolean {
  const slider = sliderOf[kind];
  return slider === "taste" || slider === "follows" || slider === "record";
}

function wildCardReason(parts: SumPart[], { interests }: Reader, { topics }: PoolPaper): Reason {
  if (interests.size === 0) return { kind: "wild-card", from: "topic", topic: topics[0] ?? null };
  // The short reason must not contradict the sum: a negative taste part already says "outside".
  const outside = parts.some(({ kind, heat }) => sliderOf[kind] === "taste" && heat < 0);
  return { kind: "wild-card", from: outside ? "outside-interests" : "beside-interests" };
}

function leadingSlider(parts: SumPart[]): MixPart {
  const [first] = parts
    .map(({ kind, heat }) => ({ slider: sliderOf[kind], heat }))
    .filter(({ slider, heat }) => slider !== "seen" && slider !== "trend" && heat >= minReasonHeat)
    .sort((a, b) => b.heat - a.heat);
  return first && first.slider !== "seen" ? first.slider : "trend";
}
