import type { Tx } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { countedVoteSql, listedSql } from "@/lib/papers/conditions";

/** How many likes of each reader count, the latest ones, and how many days back. */
const maxLikes = 200;
const days = 365;

/**
 * Creates a table of what readers like for the rest of the transaction: `likes (user_id, paper_id, at, likes)`, where
 * the column `likes` is the number of readers who like the paper. It holds the counted upvotes and the saves of people:
 * not of made-up readers, who vote at random, not of those who turned learning off, and nothing from before a reset.
 */
export async function gatherLikes(tx: Tx, now: Date): Promise<void> {
  const since = minus(now, { days });
  await tx.$executeRaw`
    CREATE TEMP TABLE likes ON COMMIT DROP AS
    SELECT user_id, paper_id, at, count(*) OVER (PARTITION BY paper_id)::float8 AS likes FROM (
      SELECT user_id, paper_id, max(at) AS at, row_number() OVER (PARTITION BY user_id ORDER BY max(at) DESC, paper_id) AS place FROM (
        SELECT user_id, paper_id, cast_at AS at FROM votes v
        WHERE cast_at > ${since} AND ${countedVoteSql}
        UNION ALL SELECT user_id, paper_id, saved_at FROM saves WHERE saved_at > ${since}) signs
      LEFT JOIN readers r USING (user_id) WHERE coalesce(r.learns AND at > coalesce(r.reset_at, '-infinity'), true)
      GROUP BY user_id, paper_id) liked
    JOIN users u ON u.id = user_id JOIN papers p ON p.id = paper_id
    WHERE place <= ${maxLikes} AND u.kind = 'person' AND u.banned_at IS NULL AND ${listedSql}`;
  await tx.$executeRaw`CREATE INDEX ON likes (paper_id)`;
  await tx.$executeRaw`CREATE INDEX ON likes (user_id)`;
  await tx.$executeRaw`ANALYZE likes`;
}
