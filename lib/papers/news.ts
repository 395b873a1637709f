import { Prisma } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { listedSql } from "@/lib/papers/conditions";
import { addJobSql } from "@/lib/queue/enqueue";

/** SQL: when the paper `p` arrived on this hub, which is once it is both stored and announced. */
export const arrivalSql = Prisma.sql`greatest(p.created_at, p.announced_at)`;

/** A paper announced more than this many days before it is stored, for example by an import, is not news. */
export const newsDays = 7;

/** SQL: whether the paper `p` was news when it was stored. The answer does not depend on the time of the query. */
export const newsSql = Prisma.sql`p.announced_at > p.created_at - ${newsDays} * interval '1 day'`;

/**
 * SQL that enqueues the job that announces newly listed papers, if any of them is news. Run it in the transaction that
 * lists them.
 */
export function tellOfPapersSql(keys: string[]): Prisma.Sql {
  return Prisma.sql`
    SELECT ${addJobSql("tell-of-papers", { paperIds: Prisma.sql`json_agg(p.id ORDER BY p.id)` })}
    FROM papers p WHERE p.key = ANY(${keys}) AND ${listedSql} AND ${newsSql} HAVING count(*) > 0`;
}

/**
 * SQL that enqueues the same job for papers that are in more feeds than before, such as that of an organisation. Nobody hears
 * of a paper twice, because what was told is remembered for longer than papers are news.
 */
export function tellOfPapersAgainSql(keys: string[], now: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT ${addJobSql("tell-of-papers", { paperIds: Prisma.sql`json_agg(p.id ORDER BY p.id)` })}
    FROM papers p WHERE p.key = ANY(${keys}) AND ${listedSql} AND ${newsSql}
      AND ${arrivalSql} > ${minus(now, { days: newsDays })} HAVING count(*) > 0`;
}

/** SQL that enqueues the job that announces changed papers. Run it in the transaction of the change. */
export function tellOfChangesSql(keys: string[]): Prisma.Sql {
  return Prisma.sql`
    SELECT ${addJobSql("tell-of-changes", { paperIds: Prisma.sql`json_agg(p.id ORDER BY p.id)` })}
    FROM papers p WHERE p.key = ANY(${keys}) AND ${listedSql} HAVING count(*) > 0`;
}
