import { Prisma } from "@/lib/base/db";
import { listedSql } from "@/lib/papers/conditions";
import { addJobSql } from "@/lib/queue/enqueue";

/** SQL: when the paper `p` became news on this hub: once it is both stored and announced. */
export const arrivalSql = Prisma.sql`greatest(p.created_at, p.announced_at)`;

/** A paper announced longer ago is no news when it arrives, such as by an import. */
export const newsDays = 7;

/** SQL: whether the paper `p` was news when it came to be here, whenever that is asked. */
export const newsSql = Prisma.sql`p.announced_at > p.created_at - ${newsDays} * interval '1 day'`;

/**
 * SQL that adds the job that tells of papers which were just listed, where any of them is news; in the transaction that
 * listed them.
 */
export function tellOfPapersSql(keys: string[]): Prisma.Sql {
  return Prisma.sql`
    SELECT ${addJobSql("tell-of-papers", { paperIds: Prisma.sql`json_agg(p.id ORDER BY p.id)` })}
    FROM papers p WHERE p.key = ANY(${keys}) AND ${listedSql} AND ${newsSql} HAVING count(*) > 0`;
}

/** SQL that adds the job that tells of what changed about papers, such as their version; in the transaction of the change. */
export function tellOfChangesSql(keys: string[]): Prisma.Sql {
  return Prisma.sql`
    SELECT ${addJobSql("tell-of-changes", { paperIds: Prisma.sql`json_agg(p.id ORDER BY p.id)` })}
    FROM papers p WHERE p.key = ANY(${keys}) AND ${listedSql} HAVING count(*) > 0`;
}
