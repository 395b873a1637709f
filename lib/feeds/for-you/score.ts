import { hourMs } from "@/lib/base/time";
import type { Mix } from "@/lib/feeds/for-you/mix";
import type { PoolPaper } from "@/lib/feeds/for-you/pool";
import type { Followed, Reader, Seen } from "@/lib/feeds/for-you/reader";
import { alikeHeat } from "@/lib/feeds/taste/alike";
import type { Taste } from "@/lib/feeds/taste/model";
import { halfLifeHours, heatTime, priorWeight } from "@/lib/papers/heat";

/** What parts of the score are worth at a weight of 1, in heat units: 1 counts as much as twice the upvotes. */
export const worth = {
  /** A followed topic that is the paper's primary one, and one that it also stands in. */
  topic: 1,
  crossTopic: 0.5,
  author: 1.5,
  person: 1,
  /** Found by a followed search or text. */
  search: 1,
  /** Three people who are followed upvoted; each further one. */
  threePeople: 0.5,
  furtherPerson: 0.1,
  mostPeople: 0.8,
  mostFollows: 2.5,
  declinedAuthor: -2,
  isNew: 0.3,
  /** A doubling of comments, beyond what commenters add to the heat of everyone. */
  comments: 0.5,
  opened: -2,
  upvoted: -2,
  brought: -2,
  passed: -1,
} as const;

/** Younger and older than this, age counts no further when the reader changes its weight. */
const oldestHours = 7 * 24;
const prior = Math.log2(priorWeight);
const nothing: FollowTerm[] = [];

/** What a reader's follows make of one paper, beyond what its own topics and authors say. */
export type Found = { follows: Followed[]; people: number };

export type FollowTerm = { heat: number; by: Followed | { kind: "people"; count: number } };

/** The addends of a paper's score on a reader's page, weighed and rounded to hundredths, so that what is shown adds up. */
export type Terms = {
  trend: number;
  follows: FollowTerm[];
  /** Of the interest that likes it best; `bare` is what it says before the mix weighs it. */
  taste: (Taste & { bare: number }) | null;
  alike: number;
  declinedAuthor: number;
  isNew: number;
  age: number;
  comments: number;
  seen: { how: Seen; heat: number } | null;
  /** All of them together. */
  score: number;
};

export type Place = {
  reader: Reader;
  mix: Mix;
  found: Map<number, Found>;
  /** Papers that bear anything followed, where that is known already: no others are looked at for it. */
  touched?: Set<number>;
  now: Date;
};

/**
 * What a paper's score on a reader's own page is made of: a plain sum in heat units. A weight of 1 leaves trend,
 * freshness and discussion as they are with everyone.
 */
export function termsOf(paper: PoolPaper, { reader, mix, found, touched, now }: Place): Terms {
  const ageHours = Math.max(0, (now.getTime() - paper.announcedAt.getTime()) / hourMs);
  const judged = reader.tasteOf(paper.features);
  const how = reader.seen.get(paper.id);
  const terms: Terms = {
    trend: round(prior + mix.trend * (paper.heat - heatTime(now) - prior)),
    follows:
      touched?.has(paper.id) === false && !found.has(paper.id)
        ? nothing
        : followTerms(paper, reader, found.get(paper.id), mix.follows),
    taste: judged && {
      interestId: judged.interestId,
      bare: judged.heat,
      heat: round(mix.taste * judged.heat),
    },
    alike: round(mix.taste * alikeHeat(reader.alike.get(paper.id) ?? 0)),
    declinedAuthor: isDeclined(paper, reader) ? round(mix.taste * worth.declinedAuthor) : 0,
    isNew: isNew(paper, reader) ? round(mix.freshness * worth.isNew) : 0,
    age: round(((1 - mix.freshness) * Math.min(ageHours, oldestHours)) / halfLifeHours),
    comments: round((mix.discussion - 1) * worth.comments * Math.log2(1 + paper.comments)),
    seen: how ? { how, heat: worth[how] } : null,
    score: 0,
  };
  terms.score = addUp(terms);
  return terms;
}

/** Announced since the reader's last visit; on a first visit nothing is marked. */
export function isNew(paper: { announcedAt: Date }, { visit }: Reader): boolean {
  return visit.before !== null && paper.announcedAt.getTime() > visit.before.getTime();
}

function addUp(terms: Terms): number {
  let own = (terms.taste?.heat ?? 0) + terms.alike + terms.declinedAuthor + (terms.seen?.heat ?? 0);
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
  let left = worth.mostFollows * weight;
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
  { topics, authorSlugs, submitter }: PoolPaper,
  reader: Reader,
  found: Found | undefined,
): FollowTerm[] {
  const { topic, author, person } = reader.followed;
  const terms: FollowTerm[] = [];
  // One topic alone counts: a paper does not rise by being cross-listed. Loops, not functions: asked of thousands of papers.
  if (topic.size > 0)
    for (const ref of topics) {
      const by = topic.get(ref);
      if (!by) continue;
      terms.push({ heat: ref === topics[0] ? worth.topic : worth.crossTopic, by });
      break;
    }
  if (author.size > 0) for (const slug of authorSlugs) pushTerm(terms, worth.author, author.get(slug));
  if (person.size > 0 && submitter !== null) pushTerm(terms, worth.person, person.get(submitter));
  for (const by of found?.follows ?? []) pushTerm(terms, worth.search, by);
  const count = found?.people ?? 0;
  const people = Math.min(worth.mostPeople, worth.threePeople + worth.furtherPerson * (count - 3));
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
  // "+ 0" turns the -0 of a small negative number into 0.
  return Math.round(heat * 100) / 100 + 0;
}
