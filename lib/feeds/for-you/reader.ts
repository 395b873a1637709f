import { getDb } from "@/lib/base/db";
import { type Mix, mixQuery, plainMix } from "@/lib/feeds/for-you/mix";
import type { NamedMix } from "@/lib/feeds/for-you/own-feed";
import { type ReaderRow, readerSql } from "@/lib/feeds/for-you/reader-sql";
import { tastesOf } from "@/lib/feeds/for-you/tastes";
import { type Visit, visitAt } from "@/lib/feeds/for-you/visits";
import type { Features } from "@/lib/feeds/taste/features";
import type { Taste } from "@/lib/feeds/taste/model";
import type { Viewer } from "@/lib/people/viewer";
import type { FollowKind, MuteKind } from "@/prisma/generated/enums";

export type Followed = { id: number; kind: FollowKind; ref: string; label: string };

/** How a paper was seen before this visit: opened, upvoted, brought along, or passed by in three visits. */
export type Seen = "opened" | "upvoted" | "brought" | "passed";

/** All that a reader's own page depends on besides the papers. */
export type Reader = {
  userId: number;
  /** Off: nothing is learnt from what they do, and nothing they see is noted. */
  learns: boolean;
  /** Whether `/` is their own page. */
  ownPage: boolean;
  /** The mix that their page begins with. */
  mix: Mix;
  /** Those they saved. */
  mixes: NamedMix[];
  visit: Visit;
  /** Names of the interests that count, by id. */
  interests: Map<number, string>;
  /** What the interest that likes a paper best makes of it. */
  tasteOf: (features: Features | null) => Taste | null;
  follows: Followed[];
  /** What is followed and stands on the papers themselves, by its reference. */
  followed: Record<"topic" | "author" | "person", Map<string, Followed>>;
  mutes: { kind: MuteKind; ref: string }[];
  /** Papers turned down, which do not come back. */
  declined: Set<number>;
  /** Authors of papers turned down for their author: slugs. */
  declinedAuthors: Set<string>;
  seen: Map<number, Seen>;
  /** Papers upvoted or brought along, in this visit, too: they stay where they are, but no slot is kept for them. */
  liked: Set<number>;
  /** Papers that readers of like taste, and readers of what this one liked, like too: the sum of how strongly. */
  alike: Map<number, number>;
};

/** A person as a reader, read in one statement. Somebody of whom nothing is known yet gets what everybody begins with. */
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
    interests: new Map(interests.map(({ id, name }) => [id, name])),
    tasteOf: tastesOf(userId, interests),
    follows: row?.follows ?? [],
    followed: { topic: byRef(row, "topic"), author: byRef(row, "author"), person: byRef(row, "person") },
    mutes: row?.mutes ?? [],
    declined: new Set(row?.declined),
    declinedAuthors: new Set(row?.declinedAuthors),
    seen: seenOf(row),
    liked: new Set(row?.liked),
    alike: new Map(row?.alike.map(({ id, weight }) => [id, weight])),
  };
}

function byRef(row: ReaderRow | undefined, kind: FollowKind): Map<string, Followed> {
  return new Map((row?.follows ?? []).flatMap((one) => (one.kind === kind ? [[one.ref, one]] : [])));
}

function seenOf(row: ReaderRow | undefined): Reader["seen"] {
  const seen: Reader["seen"] = new Map();
  for (const id of row?.passed ?? []) seen.set(id, "passed");
  for (const id of row?.brought ?? []) seen.set(id, "brought");
  for (const id of row?.upvoted ?? []) seen.set(id, "upvoted");
  for (const id of row?.opened ?? []) seen.set(id, "opened");
  return seen;
}
