import { getDb, Prisma } from "@/lib/base/db";
import { listedSql } from "@/lib/papers/conditions";

/** When a paper `p` came to be news here: once it is here and announced. */
export const arrivalSql = Prisma.sql`greatest(p.created_at, p.announced_at)`;

/** An old paper that comes late, as by an import, is no news. */
export const newsMs = 7 * 86_400_000;

/** Up to when every paper can be found: the search table takes new ones over some time after they came. */
export async function searchedUntil({ since, until }: { since: Date; until: Date }): Promise<Date> {
  const recent = new Date(since.getTime() - newsMs);
  const [row] = await getDb().$queryRaw<{ at: Date | null }[]>`
    SELECT min(${arrivalSql}) AS at FROM papers p LEFT JOIN enrichments e ON e.paper_id = p.id
    WHERE ${listedSql} AND p.announced_at > ${recent} AND ${arrivalSql} > ${since}
      AND (e.paper_id IS NULL OR e.paper_updated_at = 'epoch')`;
  if (!row?.at || row.at > until) return until;
  return new Date(row.at.getTime() - 1);
}
