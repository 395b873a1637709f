import { getDb, Prisma } from "@/lib/base/db";
import { listedSql } from "@/lib/papers/conditions";

/** When a paper `p` became news on this hub: once it is both stored and announced. */
export const arrivalSql = Prisma.sql`greatest(p.created_at, p.announced_at)`;

/** A paper announced longer ago, in milliseconds, is no news when it arrives, such as by an import. */
export const newsMs = 7 * 86_400_000;

/**
 * The moment up to which all arrived papers can be found by a search: new ones are indexed some time after they arrive.
 * @returns at most `until`
 */
export async function searchedUntil({ since, until }: { since: Date; until: Date }): Promise<Date> {
  const recent = new Date(since.getTime() - newsMs);
  const [row] = await getDb().$queryRaw<{ at: Date | null }[]>`
    SELECT min(${arrivalSql}) AS at FROM papers p LEFT JOIN enrichments e ON e.paper_id = p.id
    WHERE ${listedSql} AND p.announced_at > ${recent} AND ${arrivalSql} > ${since}
      AND (e.paper_id IS NULL OR e.paper_updated_at = 'epoch')`;
  if (!row?.at || row.at > until) return until;
  return new Date(row.at.getTime() - 1);
}
