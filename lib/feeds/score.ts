import type { Mix } from "@/lib/feeds/mix";
import type { PoolPaper } from "@/lib/feeds/pool";
import type { Followed, Reader, Seen } from "@/lib/feeds/reader";
import { halfLifeHours, heatTime, priorWeight } from "@/lib/papers/heat";
import { type Taste, tasteOf } from "@/lib/taste/model";

/** What parts of the score are worth at a weight of 1, in heat units: 1 counts as much as twice the upvotes. */
export const worth = {
  /** A followed topic that is the paper's primary one, and one that it also stands in. */
  topic: 1,
  crossTopic: 0.5,
  author: 1.5,
  person: 1,
  /** Found by a followed search or text. */
  search: 1,
  /** Two people who are followed upvoted; each further one. */
  twoPeople: 0.4,
  furtherPerson: 0.1,
  mostPeople: 0.8,
  mostFollows: 2.5,
  /** For all that readers of the same papers read: at most this. */
  alike: 1.5,
  declinedAuthor: -2,
  isNew: 0.3,
  /** A doubling of comments, beyond what commenters add to the heat of everyone. */
  comments: 0.5,
  opened: -2,
  upvoted: -2,
  passed: -1,
} as const;

/** Younger and older than this, age counts no further when the reader changes its weight. */
const oldestHours = 7 * 24;

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

export type Place = { reader: Reader; mix: Mix; found: Map<number, Found>; now: Date };

/**
 * What a paper's score on a reader's own page is made of: a plain sum in heat units. A weight of 1 leaves trend,
 * freshness and discussion as they are with everyone.
 */
export function termsOf(paper: PoolPaper, { reader, mix, found, now }: Place): Terms {
  const ageHours = Math.max(0, (now.getTime() - paper.announcedAt.getTime()) / 3_600_000);
  const prior = Math.log2(priorWeight);
  const taste = tasteOf(reader.models, paper.features);
  const seen = reader.seen.get(paper.id);
  const terms = {
    trend: round(prior + mix.trend * (paper.heat - heatTime(now) - prior)),
    follows: followTerms(paper, reader, found.get(paper.id), mix.follows),
    taste: taste && { ...taste, bare: taste.heat, heat: round(mix.taste * taste.heat) },
    alike: round(mix.taste * Math.min(worth.alike, Math.log2(1 + (reader.alike.get(paper.id) ?? 0)))),
    declinedAuthor: paper.authorSlugs.some((slug) => reader.declinedAuthors.has(slug))
      ? round(mix.taste * worth.declinedAuthor)
      : 0,
    isNew: isNew(paper, reader) ? round(mix.freshness * worth.isNew) : 0,
    age: round(((1 - mix.freshness) * Math.min(ageHours, oldestHours)) / halfLifeHours),
    comments: round((mix.discussion - 1) * worth.comments * Math.log2(1 + paper.comments)),
    seen: seen ? { how: seen, heat: worth[seen] } : null,
  };
  return { ...terms, score: scoreOf(terms) };
}

/** Announced since the reader's last visit; on a first visit nothing is marked. */
export function isNew(paper: { announcedAt: Date }, { visit }: Reader): boolean {
  return visit.before !== null && paper.announcedAt > visit.before;
}

function scoreOf({ follows, taste, seen, ...terms }: Omit<Terms, "score">): number {
  const { trend, alike, declinedAuthor, isNew, age, comments } = terms;
  const followed = follows.reduce((sum, { heat }) => sum + heat, 0);
  const own = followed + (taste?.heat ?? 0) + alike + declinedAuthor;
  return round(trend + own + isNew + age + comments + (seen?.heat ?? 0));
}

function followTerms(
  paper: PoolPaper,
  reader: Reader,
  found: Found | undefined,
  weight: number,
): FollowTerm[] {
  if (weight === 0) return [];
  let left = worth.mostFollows * weight;
  const terms: FollowTerm[] = [];
  for (const { heat, by } of followsOf(paper, reader, found).sort((a, b) => b.heat - a.heat)) {
    const given = round(Math.min(left, heat * weight));
    if (given > 0) terms.push({ heat: given, by });
    left -= given;
  }
  return terms;
}

function followsOf(paper: PoolPaper, reader: Reader, found: Found | undefined): FollowTerm[] {
  const terms: FollowTerm[] = [];
  let topic: FollowTerm | null = null;
  for (const by of reader.follows) {
    if (by.kind === "topic") {
      const at = paper.topics.indexOf(by.ref);
      // One topic alone counts: a paper does not rise by being cross-listed.
      if (at === 0 || (at > 0 && !topic)) topic = { heat: at === 0 ? worth.topic : worth.crossTopic, by };
    } else if (by.kind === "author" && paper.authorSlugs.includes(by.ref))
      terms.push({ heat: worth.author, by });
    else if (by.kind === "person" && paper.submitter === by.ref) terms.push({ heat: worth.person, by });
  }
  if (topic) terms.push(topic);
  for (const by of found?.follows ?? []) terms.push({ heat: worth.search, by });
  const count = found?.people ?? 0;
  const people = Math.min(worth.mostPeople, worth.twoPeople + worth.furtherPerson * (count - 2));
  if (count >= 2) terms.push({ heat: people, by: { kind: "people", count } });
  return terms;
}

function round(heat: number): number {
  // "+ 0" turns the -0 of a small negative number into 0.
  return Math.round(heat * 100) / 100 + 0;
}
