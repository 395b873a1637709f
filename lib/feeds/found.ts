import { getDb } from "@/lib/db";
import {
  type Pool,
  type PoolPaper,
  type PoolRow,
  poolColumns,
  poolJoins,
  toPoolPaper,
} from "@/lib/feeds/pool";
import type { Reader } from "@/lib/feeds/reader";
import type { Found } from "@/lib/feeds/score";

const recentDays = 14;
const most = 300;
/**
 * Upvotes of followed people are told of by their number, from three of them on and where at least five are followed: of
 * two who are all that somebody follows, each would be named by it.
 */
const fewestVoters = 3;
const fewestFollowed = 5;

type Row = PoolRow & { people: number | null; followIds: number[] };

/** What came of one reader's follows and likes lately: which papers, and those of them that the shared pool lacks. */
export type FoundPapers = { found: Map<number, Found>; others: PoolPaper[] };

const nothing: FoundPapers = { found: new Map(), others: [] };

/**
 * Recent papers by authors and people the reader follows, found by followed searches and texts, upvoted by three or more
 * of five or more followed people, or read by readers of the same; one statement, or none where the reader follows and likes nothing.
 * Papers of followed topics are not asked for: those that may rise are in the pool.
 */
export async function listFound(reader: Reader, pool: Pool, now: Date): Promise<FoundPapers> {
  const refs = (kind: string) => reader.follows.filter((one) => one.kind === kind).map(({ ref }) => ref);
  const [authors, people, alike] = [refs("author"), refs("person"), [...reader.alike.keys()]];
  const asked = reader.follows.filter(({ kind }) => kind === "search" || kind === "text");
  if (authors.length + people.length + alike.length + asked.length === 0) return nothing;
  const since = new Date(now.getTime() - recentDays * 86_400_000);
  const rows = await getDb().$queryRaw<Row[]>`
    WITH followed AS MATERIALIZED (SELECT id FROM users WHERE username = ANY(${people})),
    upvoted AS (
      SELECT v.paper_id, count(DISTINCT v.user_id)::int AS people FROM votes v
      WHERE v.user_id IN (TABLE followed) AND v.cast_at > ${since} AND v.withdrawn_at IS NULL AND v.uncounted_at IS NULL
      GROUP BY 1 HAVING count(DISTINCT v.user_id) >= ${fewestVoters} AND (SELECT count(*) FROM followed) >= ${fewestFollowed} ORDER BY 2 DESC LIMIT ${most}),
    hits AS (
      SELECT paper_id, array_agg(follow_id) AS follow_ids FROM (
        SELECT paper_id, follow_id FROM follow_hits WHERE follow_id = ANY(${asked.map(({ id }) => id)}) AND found_at > ${since}
        ORDER BY found_at DESC LIMIT ${most}) h GROUP BY 1),
    wanted AS MATERIALIZED (
      SELECT paper_id AS id FROM upvoted UNION SELECT paper_id FROM hits UNION SELECT unnest(${alike}::int[])
      UNION (SELECT id FROM papers WHERE author_slugs && ${authors}::text[] AND announced_at > ${since} LIMIT ${most})
      UNION (SELECT id FROM papers WHERE submitter_id IN (TABLE followed) AND announced_at > ${since} LIMIT ${most}))
    SELECT ${poolColumns}, up.people, coalesce(h.follow_ids, '{}') AS "followIds"
    FROM wanted JOIN papers p USING (id) ${poolJoins} LEFT JOIN upvoted up ON up.paper_id = p.id LEFT JOIN hits h ON h.paper_id = p.id
    WHERE p.status = 'listed' AND p.announced_at > ${since}`;
  const follows = new Map(asked.map((one) => [one.id, one]));
  return {
    found: new Map(
      rows.map(({ id, people, followIds }) => [
        id,
        { people: people ?? 0, follows: followIds.flatMap((follow) => follows.get(follow) ?? []) },
      ]),
    ),
    others: rows
      .filter(({ id }) => !pool.papers.has(id))
      .map(({ people: _, followIds: __, ...row }) => toPoolPaper(row)),
  };
}
