import { Prisma } from "@/lib/base/db";
import { type HeatConstants, heatConstants } from "@/lib/papers/heat";

/** SQL for the exponent of one term: log2(weight) + half-lives since 2020-01-01. */
export function exponentSql(
  at: Prisma.Sql,
  weight: Prisma.Sql,
  { halfLifeHours }: HeatConstants = heatConstants,
): Prisma.Sql {
  return Prisma.sql`(ln(${weight}::float8) / ln(2::float8)
    + extract(epoch from (${at} - timestamptz '2020-01-01 00:00:00Z'))::float8 / ${halfLifeHours * 3600}::float8)`;
}

/** SQL for log2(2^heat + 2^term) without overflow: the log-sum-exp of two numbers. */
export function addHeatSql(heat: Prisma.Sql, term: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(greatest(${heat}, ${term})
    + ln(1 + ${powerSql(Prisma.sql`-abs(${heat} - ${term})`)}) / ln(2::float8))`;
}

/** SQL for 2 to the power of a number that is not positive. PostgreSQL refuses what is too small for a double. */
function powerSql(exponent: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`exp(greatest(${exponent}, -1000) * ln(2::float8))`;
}

/**
 * SQL of a table (paper_id, heat, upvotes): both recomputed from the event rows, as they stood at `at`.
 * @param papers a query giving the ids of the papers to compute
 * @param at the moment; events after it, and votes taken back or discounted by then, do not count
 * @param constants other constants than the hub's, to see what they would do
 */
export function heatFromRowsSql(papers: Prisma.Sql, at: Date, constants = heatConstants): Prisma.Sql {
  return Prisma.sql`
    SELECT paper_id, top + ln(sum(${powerSql(Prisma.sql`x - top`)})) / ln(2::float8) AS heat, sum(vote)::int AS upvotes
    FROM (SELECT paper_id, x, vote, max(x) OVER (PARTITION BY paper_id) AS top FROM (${termsSql(papers, at, constants)}) terms) shifted
    GROUP BY paper_id, top`;
}

function termsSql(papers: Prisma.Sql, at: Date, constants: HeatConstants): Prisma.Sql {
  const exponent = (time: Prisma.Sql, weight: Prisma.Sql) => exponentSql(time, weight, constants);
  // Materialised: the query of ids may be a dear one, and three parts ask for it.
  return Prisma.sql`
    WITH wanted AS MATERIALIZED (${papers})
    SELECT id AS paper_id, ${exponent(Prisma.sql`announced_at`, Prisma.sql`${constants.priorWeight}`)} AS x, 0 AS vote
    FROM papers WHERE id IN (TABLE wanted) AND announced_at <= ${at}
    UNION ALL
    SELECT paper_id, ${exponent(Prisma.sql`cast_at`, Prisma.sql`weight`)}, 1 FROM votes
    WHERE paper_id IN (TABLE wanted) AND cast_at <= ${at}
      AND (withdrawn_at IS NULL OR withdrawn_at > ${at}) AND (uncounted_at IS NULL OR uncounted_at > ${at})
    UNION ALL
    SELECT paper_id, ${exponent(Prisma.sql`min(created_at)`, Prisma.sql`${constants.commenterWeight}`)}, 0 FROM comments
    WHERE paper_id IN (TABLE wanted) AND created_at <= ${at} AND user_id IS NOT NULL
      AND (deleted_at IS NULL OR deleted_at > ${at})
    GROUP BY paper_id, user_id`;
}
