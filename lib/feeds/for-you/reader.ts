import { getDb, Prisma } from "@/lib/base/db";
import { type Visit, visitAt, visitBeginSql } from "@/lib/feeds/for-you/impressions";
import { type Mix, mixQuery, plainMix } from "@/lib/feeds/for-you/mix";
import type { NamedMix } from "@/lib/feeds/for-you/mixes";
import { type StoredInterest, tastesOf } from "@/lib/feeds/for-you/tastes";
import type { Features, Taste } from "@/lib/feeds/taste/model";
import { standingVoteSql } from "@/lib/papers/conditions";
import { heatWithoutPersonSql } from "@/lib/papers/heat-sql";
import type { Viewer } from "@/lib/people/viewer";
import type { FollowKind, MuteKind } from "@/prisma/generated/enums";

/** A paper sinks after the reader has scrolled past it on this many visits. */
export const passesToSink = 3;

/** The kinds of follows that papers themselves name: their topics, authors, organisation and submitter. */
export const namedKinds = ["topic", "author", "organization", "person"] as const;
export type NamedKind = (typeof namedKinds)[number];

export type Followed = { id: number; kind: FollowKind; ref: string; label: string };

/**
 * How a paper was seen before this visit. `wanted`: the reader asked for more like it; `imported`: with their library;
 * `passed`: looked past in three visits.
 */
export type Seen = "opened" | "upvoted" | "saved" | "wanted" | "imported" | "passed";

/** Everything that a reader's own page depends on, except the papers. */
export type Reader = {
  userId: number;
  /** False: nothing is learnt from what they do, and no impressions are recorded. */
  learns: boolean;
  /** Whether `/` is their own page. */
  ownPage: boolean;
  /** Their default mix. */
  mix: Mix;
  /** Their saved mixes. */
  mixes: NamedMix[];
  visit: Visit;
  /** The interests that count (paused ones do not), by id. Two may share a name; a provisional one is a paper's title. */
  interests: Map<number, { name: string; provisional: boolean }>;
  /** The taste of the interest that likes a paper best; null if the reader has no model or the paper no vector. */
  tasteOf: (features: Features | null) => Taste | null;
  follows: Followed[];
  /** Follows that papers themselves name, by reference. */
  followed: Record<NamedKind, Map<string, Followed>>;
  mutes: { kind: MuteKind; ref: string }[];
  /** Papers that the reader turned down, which are never shown again. */
  declined: Set<number>;
  /** Slugs of the authors of papers that were turned down because of their author. */
  declinedAuthors: Set<string>;
  /** The last 1,000 papers of each kind; of several kinds counts the one that tells most. */
  seen: Map<number, Seen>;
  /** Heat without the reader's own upvote and comments, by paper: their own vote is no trend for them. */
  heatWithoutOwn: Map<number, number>;
  /** Papers that are or will be seen by an act of the reader, also in this visit. They keep their place, but get no pinned slot and are no wild card. */
  liked: Set<number>;
  /** Papers liked by similar readers and by readers of the same papers, with the summed strength. */
  collaborative: Map<number, number>;
};

/** A person as a reader, read with one query. A person without any data gets the defaults. */
export async function getReader(viewer: Viewer, now = new Date()): Promise<Reader> {
  const [row] = await getDb().$queryRaw<ReaderRow[]>(readerSql(viewer.id, now));
  return toReader(viewer.id, row, now);
}

function toReader(userId: number, row: ReaderRow | undefined, now: Date): Reader {
  const interests = row?.interests ?? [];
  const mixes = row?.mixes.map((mix) => ({ ...mix, weights: mixQuery.parse(mix.weights) })) ?? [];
  return {
    userId,
    learns: row?.learns ?? true,
    ownPage: row?.ownPage ?? true,
    mix: mixes.find(({ isDefault }) => isDefault)?.weights ?? plainMix,
    mixes,
    visit: visitAt(row ?? { visitAt: null, lastVisitAt: null, pageAt: null }, now),
    interests: new Map(interests.map(({ id, name, provisional }) => [id, { name, provisional }])),
    tasteOf: tastesOf(userId, interests),
    follows: row?.follows ?? [],
    followed: {
      topic: byRef(row, "topic"),
      author: byRef(row, "author"),
      organization: byRef(row, "organization"),
      person: byRef(row, "person"),
    },
    mutes: row?.mutes ?? [],
    declined: new Set(row?.declined),
    declinedAuthors: new Set(row?.declinedAuthors),
    seen: seenOf(row),
    heatWithoutOwn: new Map(row?.heatWithoutOwn.map(({ id, heat }) => [id, heat])),
    liked: new Set(row?.liked),
    collaborative: new Map(row?.collaborative.map(({ id, weight }) => [id, weight])),
  };
}

function byRef(row: ReaderRow | undefined, kind: FollowKind): Map<string, Followed> {
  return new Map((row?.follows ?? []).flatMap((one) => (one.kind === kind ? [[one.ref, one]] : [])));
}

function seenOf(row: ReaderRow | undefined): Reader["seen"] {
  const seen: Reader["seen"] = new Map();
  // A later entry replaces an earlier one.
  for (const id of row?.passed ?? []) seen.set(id, "passed");
  for (const id of row?.opened ?? []) seen.set(id, "opened");
  for (const id of row?.imported ?? []) seen.set(id, "imported");
  for (const id of row?.wanted ?? []) seen.set(id, "wanted");
  for (const id of row?.saved ?? []) seen.set(id, "saved");
  for (const id of row?.upvoted ?? []) seen.set(id, "upvoted");
  return seen;
}

/** How many of the latest likes are used to find papers that their other readers like. */
const likesToFollow = 50;
/** How many papers that a reader upvoted, saved or imported are looked at, the latest of each kind. */
const maxActs = 1000;

/** A reader's row from the database. */
type ReaderRow = {
  learns: boolean | null;
  ownPage: boolean | null;
  mixes: (Omit<NamedMix, "weights"> & { weights: unknown })[];
  visitAt: Date | null;
  lastVisitAt: Date | null;
  pageAt: Date | null;
  interests: (StoredInterest & { name: string; provisional: boolean })[];
  follows: Followed[];
  mutes: { kind: MuteKind; ref: string }[];
  declined: number[];
  declinedAuthors: string[];
  opened: number[] | null;
  upvoted: number[];
  saved: number[];
  wanted: number[];
  imported: number[];
  liked: number[];
  heatWithoutOwn: { id: number; heat: number }[];
  passed: number[] | null;
  collaborative: { id: number; weight: number }[];
};

/** SQL for everything that one person's page depends on: one row, or none for an unknown id. @param now when the page is read */
function readerSql(userId: number, now: Date): Prisma.Sql {
  return Prisma.sql`
    WITH me AS MATERIALIZED (
      SELECT u.id, coalesce(r.learns, true) AS learns, r.own_page, r.visit_at, r.last_visit_at, r.page_at, r.mix_id,
        coalesce(r.reset_at, '-infinity') AS since, ${visitBeginSql(now)} AS began
      FROM users u LEFT JOIN readers r ON r.user_id = u.id WHERE u.id = ${userId}),
    noted AS (
      SELECT array_agg(s.paper_id) FILTER (WHERE s.opened_at < me.began AND s.opened_at > me.since) AS opened,
        array_agg(s.paper_id) FILTER (WHERE s.passes - (s.passed_at >= me.began)::int >= ${passesToSink}
          AND s.passed_at > me.since) AS passed
      FROM me JOIN impressions s ON s.user_id = me.id WHERE me.learns),
    given AS MATERIALIZED (
      SELECT s.paper_id, s.kind, s.why, s.given_at FROM me JOIN signals s ON s.user_id = me.id AND s.given_at > me.since),
    voted AS MATERIALIZED (
      SELECT v.paper_id, v.cast_at AS at FROM me JOIN votes v ON v.user_id = me.id AND v.cast_at > me.since
      WHERE ${standingVoteSql} ORDER BY v.cast_at DESC LIMIT ${maxActs}),
    saved AS MATERIALIZED (
      SELECT s.paper_id, s.saved_at AS at FROM me JOIN saves s ON s.user_id = me.id AND s.saved_at > me.since
      ORDER BY s.saved_at DESC LIMIT ${maxActs}),
    imported AS MATERIALIZED (
      SELECT paper_id, given_at AS at FROM given WHERE kind = 'library' ORDER BY given_at DESC LIMIT ${maxActs}),
    likes AS MATERIALIZED (
      SELECT paper_id FROM (SELECT paper_id, at FROM voted
        UNION ALL SELECT paper_id, given_at FROM given WHERE kind = 'more') l ORDER BY at DESC LIMIT ${likesToFollow})
    SELECT me.learns, me.own_page AS "ownPage", me.visit_at AS "visitAt", me.last_visit_at AS "lastVisitAt", me.page_at AS "pageAt",
      coalesce((SELECT json_agg(json_build_object('name', m.name, 'slug', m.slug, 'weights', m.weights,
        'isDefault', m.id IS NOT DISTINCT FROM me.mix_id) ORDER BY m.id) FROM mixes m WHERE m.user_id = me.id), '[]') AS mixes,
      coalesce((SELECT json_agg(json_build_object('id', i.id, 'name', i.name, 'provisional', i.provisional,
        'trainedAt', i.trained_at, 'model', encode(i.model, 'base64')))
        FROM interests i WHERE i.user_id = me.id AND NOT i.paused AND i.model IS NOT NULL), '[]') AS interests,
      coalesce((SELECT json_agg(json_build_object('id', f.id, 'kind', f.kind, 'ref', f.ref, 'label', f.label))
        FROM follows f WHERE f.user_id = me.id), '[]') AS follows,
      coalesce((SELECT json_agg(json_build_object('kind', kind, 'ref', ref)) FROM mutes WHERE user_id = me.id), '[]') AS mutes,
      ARRAY(SELECT paper_id FROM given WHERE kind = 'less') AS declined,
      ARRAY(SELECT DISTINCT unnest(p.author_slugs) FROM given g JOIN papers p ON p.id = g.paper_id
        WHERE g.kind = 'less' AND g.why = 'author') AS "declinedAuthors",
      to_json(noted.opened) AS opened, to_json(noted.passed) AS passed,
      ARRAY(SELECT paper_id FROM voted WHERE at < me.began) AS upvoted,
      ARRAY(SELECT paper_id FROM saved WHERE at < me.began) AS saved,
      ARRAY(SELECT paper_id FROM given WHERE kind = 'more' AND given_at < me.began) AS wanted,
      ARRAY(SELECT paper_id FROM imported WHERE at < me.began) AS imported,
      ARRAY(SELECT paper_id FROM voted UNION ALL SELECT paper_id FROM saved UNION ALL SELECT paper_id FROM imported
        UNION ALL SELECT paper_id FROM given WHERE kind = 'more') AS liked,
      coalesce((SELECT json_agg(json_build_object('id', w.paper_id, 'heat', w.heat))
        FROM (${heatWithoutPersonSql(userId, maxActs)}) w), '[]') AS "heatWithoutOwn",
      coalesce((SELECT json_agg(json_build_object('id', other_id, 'weight', weight)) FROM (
        SELECT other_id, sum(weight) AS weight FROM (
          SELECT c.other_id, c.weight FROM likes l JOIN co_votes c ON c.paper_id = l.paper_id
          UNION ALL SELECT n.* FROM neighbour_likes k, unnest(k.paper_ids, k.weights) n WHERE k.user_id = me.id) a
        WHERE me.learns GROUP BY 1 ORDER BY 2 DESC LIMIT 300) c), '[]') AS collaborative
    FROM me, noted`;
}
