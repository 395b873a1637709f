import type { Tx } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { countedVoteSql, listedSql } from "@/lib/papers/conditions";

/** Of each reader the latest so many likes of the last so many days count. */
const mostLikes = 200;
const days = 365;

/**
 * What readers like, as a table for the rest of the transaction: `likes (user_id, paper_id, at, likes)`, the last of them
 * how many like the paper. Counted upvotes and saves of persons; made-up readers vote by lot and tell nothing, and of
 * whoever does not want to be learnt from, or began anew since, nothing counts.
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
    WHERE place <= ${mostLikes} AND u.kind = 'person' AND u.banned_at IS NULL AND ${listedSql}`;
  await tx.$executeRaw`CREATE INDEX ON likes (paper_id)`;
  await tx.$executeRaw`CREATE INDEX ON likes (user_id)`;
  await tx.$executeRaw`ANALYZE likes`;
}
