import { getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import {
  type Pool,
  type PoolPaper,
  type PoolRow,
  poolColumns,
  poolJoins,
  toPoolPaper,
} from "@/lib/feeds/for-you/pool";
import type { Reader } from "@/lib/feeds/for-you/reader";
import type { Found } from "@/lib/feeds/for-you/score";
import { countedVoteSql, listedSql } from "@/lib/papers/conditions";

const recentDays = 14;
const maxPerSource = 300;
/** How many papers from outside the pool the pool remembers at most. */
const maxRemembered = 2500;
/**
 * Upvotes of followed people are private. Only their number is shown, from three voters on and to readers who follow at
 * least five people: to a reader who follows two, the number would reveal who voted.
 */
const minVoters = 3;
const minFollowed = 5;

/** A paper that was found. Its columns are null if the pool already has it or if it is not a candidate. */
type Row = { foundId: number; people: number | null; followIds: number[] | null } & (PoolRow | { id: null });

/** What a reader's follows match, by paper, and recent papers that concern the reader but are not in the shared pool. */
type PersonalCandidates = { found: Map<number, Found>; others: PoolPaper[] };

/**
 * Lists recent papers by authors, organisations and people that the reader follows, found by their searches and texts, upvoted by people
 * they follow, or liked by similar readers. One query, or none if nothing could be found. Papers of followed topics
 * are left out: those that could rank high are in the pool already.
 */
export async function listPersonalCandidates(
  reader: Reader,
  pool: Pool,
  now: Date,
): Promise<PersonalCandidates> {
  const since = minus(now, { days: recentDays });
  const collaborative = [...reader.collaborative.keys()].filter((id) => !pool.papers.has(id));
  const rows = await listRows(reader, pool, collaborative, since);
  const read = new Map(rows.flatMap((row) => (row.id === null ? [] : [[row.id, toOther(row)]])));
  for (const [id, paper] of read) if (pool.near.size < maxRemembered) pool.near.set(id, paper);
  const follows = new Map(reader.follows.map((one) => [one.id, one]));
  const found = new Map<number, Found>();
  const others = new Map<number, PoolPaper>();
  const take = (id: number) => {
    const paper = pool.papers.get(id) ?? pool.near.get(id) ?? read.get(id);
    if (!paper || paper.announcedAt <= since) return false;
    if (!pool.papers.has(id)) others.set(id, paper);
    return true;
  };
  for (const id of collaborative) take(id);
  for (const { foundId: id, people, followIds } of rows)
    if (take(id) && (people || followIds))
      found.set(id, {
        people: people ?? 0,
        follows: (followIds ?? []).flatMap((by) => follows.get(by) ?? []),
      });
  return { found, others: [...others.values()] };
}

async function listRows(
  reader: Reader,
  { near }: Pool,
  collaborative: number[],
  since: Date,
): Promise<Row[]> {
  const refs = (kind: string) => reader.follows.filter((one) => one.kind === kind).map(({ ref }) => ref);
  const authors = refs("author");
  const organizations = refs("organization");
  const people = refs("person");
  const searchFollowIds = reader.follows
    .filter(({ kind }) => kind === "search" || kind === "text")
    .map(({ id }) => id);
  const unknown = collaborative.filter((id) => !near.has(id));
  if (authors.length + organizations.length + people.length + searchFollowIds.length + unknown.length === 0)
    return [];
  // Sent as text, thousands of ids take a fraction of the time that a list parameter takes.
  const known = `{${[...near.keys()].join()}}`;
  return getDb().$queryRaw<Row[]>`
    WITH followed AS MATERIALIZED (SELECT id FROM users WHERE username = ANY(${people})),
    wanted AS MATERIALIZED (
      SELECT id, max(people) AS people, array_agg(follow_id) FILTER (WHERE follow_id IS NOT NULL) AS follow_ids FROM (
        (SELECT v.paper_id AS id, count(DISTINCT v.user_id)::int AS people, NULL::int AS follow_id FROM votes v
          WHERE v.user_id IN (TABLE followed) AND v.cast_at > ${since} AND ${countedVoteSql}
          GROUP BY 1 HAVING count(DISTINCT v.user_id) >= ${minVoters} AND (SELECT count(*) FROM followed) >= ${minFollowed}
          ORDER BY 2 DESC LIMIT ${maxPerSource})
        UNION ALL (SELECT paper_id, NULL, follow_id FROM follow_hits WHERE follow_id = ANY(${searchFollowIds}) AND found_at > ${since}
          ORDER BY found_at DESC LIMIT ${maxPerSource})
        UNION ALL SELECT unnest(${unknown}::int[]), NULL, NULL
        UNION ALL (SELECT id, NULL, NULL FROM papers WHERE author_slugs && ${authors}::text[] AND announced_at > ${since} LIMIT ${maxPerSource})
        UNION ALL (SELECT id, NULL, NULL FROM papers WHERE organization_slug = ANY(${organizations}) AND announced_at > ${since} LIMIT ${maxPerSource})
        UNION ALL (SELECT id, NULL, NULL FROM papers WHERE submitter_id IN (TABLE followed) AND announced_at > ${since} LIMIT ${maxPerSource})) f
      GROUP BY 1)
    SELECT w.id AS "foundId", w.people, w.follow_ids AS "followIds", ${poolColumns}
    FROM wanted w LEFT JOIN papers p
      ON p.id = w.id AND w.id <> ALL(${known}::int[]) AND ${listedSql} AND p.announced_at > ${since} ${poolJoins}`;
}

function toOther({ foundId: _, people: __, followIds: ___, ...row }: Row & PoolRow): PoolPaper {
  return toPoolPaper(row);
}
