import { getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { listedSql } from "@/lib/papers/conditions";
import { arrivalSql, newsDays } from "@/lib/papers/news";

/**
 * The moment up to which all arrived papers can be found by a search, by words and by meaning: new ones are indexed and
 * embedded some time after they arrive.
 * @returns at most `until`
 */
export async function searchedUntil({ since, until }: { since: Date; until: Date }): Promise<Date> {
  const recent = minus(since, { days: newsDays });
  const [row] = await getDb().$queryRaw<{ at: Date | null }[]>`
    SELECT min(${arrivalSql}) AS at FROM papers p LEFT JOIN enrichments e ON e.paper_id = p.id
    WHERE ${listedSql} AND p.announced_at > ${recent} AND ${arrivalSql} > ${since}
      AND e.vector_at IS NULL`;
  if (!row?.at || row.at > until) return until;
  return minus(row.at, { milliseconds: 1 });
}
