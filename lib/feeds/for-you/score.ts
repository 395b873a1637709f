import { hourMs } from "@/lib/base/time";
import type { Mix } from "@/lib/feeds/for-you/mix";
import type { PoolPaper } from "@/lib/feeds/for-you/pool";
import type { Followed, Reader, Seen } from "@/lib/feeds/for-you/reader";
import type { TrackRecord } from "@/lib/feeds/for-you/track-records";
import { collaborativeHeat } from "@/lib/feeds/taste/collaborative";
import type { Taste } from "@/lib/feeds/taste/model";
import { halfLifeHours, heatTime, priorWeight } from "@/lib/papers/heat";

/** The heat of each part of the score at a weight of 1, in heat units: +1 counts like twice the upvotes. */
export const partHeat = {
  /** A followed topic: the paper's primary one, or one that it is cross-listed in. */
  topic: 1,
  crossTopic: 0.5,
  author: 1.5,
  organization: 0.5,
  person: 1,
  /** Found by a followed search or text. */
  search: 1,
  /** Upvotes of three followed people, then of each further one. */
  threePeople: 0.5,
  furtherPerson: 0.1,
  maxPeople: 0.8,
  maxFollows: 2.5,
  declinedAuthor: -2,
  isNew: 0.3,
  /** A doubling of comments, in addition to what commenters add to everyone's heat. */
  comments: 0.5,
  /**
   * What the reader has sinks lower than the papers that they like least, and than new votes lift it again: times the weight
   * of trend or taste where one is above 1, because that lifts more then.
   */
  opened: -8,
  upvoted: -8,
  saved: -8,
  wanted: -8,
  imported: -8,
  passed: -1,
} as const;

/** The age from which a changed weight of freshness has no further effect. */
const oldestHours = 7 * 24;
const prior = Math.log2(priorWeight);
/** The prior votes that a track record multiplies. */
const recordVotes = priorWeight;
const nothing: FollowTerm[] = [];

/** Follows that match one paper other than by its topics and authors, and how many followed people upvoted it. */
export type Found = { follows: Followed[]; people: number };

type FollowTerm = { heat: number; by: Followed | { kind: "people"; count: number } };

/** The addends of a paper's score on a reader's page, weighted and rounded to hundredths so that the shown sum adds up. */
export type Terms = {
  /** The heat behind the trend: everyone's, without the reader's own upvote and comments. */
  heat: number;
  trend: number;
  follows: FollowTerm[];
  /** From the track record of the authors: fades as real votes come. */
  record: number;
  /** From the interest that likes the paper best; `bare` is its heat before the mix weighs it. */
  taste: (Taste & { bare: number }) | null;
  collaborative: number;
  declinedAuthor: number;
  isNew: number;
  age: number;
  comments: number;
  seen: { how: Seen; heat: number } | null;
  /** The sum of all of them. */
  score: number;
};

export type Place = {
  reader: Reader;
  mix: Mix;
  found: Map<number, Found>;
  /** Ids of the papers that match any follow, if known, so that other papers need not be checked. */
  withFollowed?: Set<number>;
  now: Date;
};

/**
 * The terms of a paper's score on a reader's own page: a plain sum in heat units. At a weight of 1, trend, freshness and
 * discussion count as they do on everyone's page.
 */
export function termsOf(paper: PoolPaper, { reader, mix, found, withFollowed, now }: Place): Terms {
  const ageHours = Math.max(0, (now.getTime() - paper.announcedAt.getTime()) / hourMs);
  const how = reader.seen.get(paper.id);
  const has = alreadyHas(how);
  const judged = unlifted(reader.tasteOf(paper.features), has);
  const heat = reader.heatWithoutOwn.get(paper.id) ?? paper.heat;
  const terms: Terms = {
    heat,
    trend: round(prior + mix.trend * (heat - heatTime(now) - prior)),
    follows:
      has || (withFollowed?.has(paper.id) === false && !found.has(paper.id))
        ? nothing
        : followTerms(paper, reader, found.get(paper.id), mix.follows),
    taste: judged && {
      interestId: judged.interestId,
      bare: judged.heat,
      heat: round(mix.taste * judged.heat),
    },
    record:
      has || !paper.record ? 0 : round(recordWeight(reader, mix) * recordHeat(paper, paper.record, heat)),
    collaborative: has ? 0 : round(mix.taste * collaborativeHeat(reader.collaborative.get(paper.id) ?? 0)),
    declinedAuthor: isDeclined(paper, reader) ? round(mix.taste * partHeat.declinedAuthor) : 0,
    isNew: isNew(paper, reader) ? round(mix.freshness * partHeat.isNew) : 0,
    age: round(((1 - mix.freshness) * Math.min(ageHours, oldestHours)) / halfLifeHours),
    comments: round((mix.discussion - 1) * partHeat.comments * Math.log2(1 + paper.comments)),
    seen: how ? { how, heat: round(partHeat[how] * (has ? sinkWeight(mix) : 1)) } : null,
    score: 0,
  };
  terms.score = addUp(terms);
  return terms;
}

/** Whether a paper was announced since the reader's last visit and is not one that they have. On a first visit nothing is new. */
export function isNew(
  { id, announcedAt }: { id: number; announcedAt: Date },
  { visit, seen }: Reader,
): boolean {
  if (visit.before === null || announcedAt.getTime() <= visit.before.getTime()) return false;
  return !alreadyHas(seen.get(id));
}

/**
 * Whether a paper is one that the reader has: they opened it, upvoted it, … on an earlier visit. Nothing personal lifts such
 * a paper, because what a reader likes is most of all what they have read already.
 */
function alreadyHas(how: Seen | undefined): boolean {
  return how !== undefined && how !== "passed";
}

/**
 * The heat that a track record adds: as though the prior votes of the paper's announcement were so many times as many. The
 * votes that come outweigh them, so that it is a prior for fresh papers and no bonus for ever.
 */
function recordHeat({ announcedAt }: PoolPaper, record: TrackRecord, heat: number): number {
  const votes = recordVotes * (2 ** record.heat - 1);
  return Math.log2(1 + votes * 2 ** (heatTime(announcedAt) - heat));
}

/** Like everyone's page, that of a reader of whom nothing is known goes by no track record, unless they weigh it more. */
function recordWeight({ interests, follows }: Reader, { record }: Mix): number {
  return interests.size + follows.length > 0 ? record : Math.max(0, record - 1);
}

/** How much heavier what the reader has sinks in a mix. */
function sinkWeight({ trend, taste }: Mix): number {
  return Math.max(1, trend, taste);
}

function unlifted(taste: Taste | null, has: boolean): Taste | null {
  return has && taste && taste.heat > 0 ? null : taste;
}

function addUp(terms: Terms): number {
  let own =
    terms.record +
    (terms.taste?.heat ?? 0) +
    terms.collaborative +
    terms.declinedAuthor +
    (terms.seen?.heat ?? 0);
  for (const { heat } of terms.follows) own += heat;
  return round(terms.trend + own + terms.isNew + terms.age + terms.comments);
}

function followTerms(
  paper: PoolPaper,
  reader: Reader,
  found: Found | undefined,
  weight: number,
): FollowTerm[] {
  if (weight === 0 || (reader.follows.length === 0 && !found)) return nothing;
  const all = followsOf(paper, reader, found);
  if (all.length === 0) return nothing;
  let left = partHeat.maxFollows * weight;
  const terms: FollowTerm[] = [];
  const best = all.length > 1 ? all.sort((a, b) => b.heat - a.heat) : all;
  for (const { heat, by } of best) {
    const given = round(Math.min(left, heat * weight));
    if (given > 0) terms.push({ heat: given, by });
    left -= given;
  }
  return terms;
}

function followsOf(
  { topics, authorSlugs, organizationSlug, submitter }: PoolPaper,
  reader: Reader,
  found: Found | undefined,
): FollowTerm[] {
  const { topic, author, organization, person } = reader.followed;
  const terms: FollowTerm[] = [];
  // Only one topic counts, so that cross-listing does not lift a paper. Plain loops, as this runs for thousands of papers.
  if (topic.size > 0)
    for (const ref of topics) {
      const by = topic.get(ref);
      if (!by) continue;
      terms.push({ heat: ref === topics[0] ? partHeat.topic : partHeat.crossTopic, by });
      break;
    }
  if (author.size > 0) for (const slug of authorSlugs) pushTerm(terms, partHeat.author, author.get(slug));
  if (organization.size > 0 && organizationSlug !== null)
    pushTerm(terms, partHeat.organization, organization.get(organizationSlug));
  if (person.size > 0 && submitter !== null) pushTerm(terms, partHeat.person, person.get(submitter));
  for (const by of found?.follows ?? []) pushTerm(terms, partHeat.search, by);
  const count = found?.people ?? 0;
  const people = Math.min(partHeat.maxPeople, partHeat.threePeople + partHeat.furtherPerson * (count - 3));
  if (count >= 3) terms.push({ heat: people, by: { kind: "people", count } });
  return terms;
}

function pushTerm(terms: FollowTerm[], heat: number, by: Followed | undefined): void {
  if (by) terms.push({ heat, by });
}

function isDeclined({ authorSlugs }: PoolPaper, { declinedAuthors }: Reader): boolean {
  return declinedAuthors.size > 0 && authorSlugs.some((slug) => declinedAuthors.has(slug));
}

function round(heat: number): number {
  // "+ 0" turns a negative zero into 0.
  return Math.round(heat * 100) / 100 + 0;
}
