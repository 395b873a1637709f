import { Prisma } from "@/lib/base/db";
import { type HeatConstants, heatConstants } from "@/lib/papers/heat";

/** SQL: the exponent of one heat term, log2(weight) + half-lives since 2020-01-01. */
export function exponentSql(
  at: Prisma.Sql,
  weight: Prisma.Sql,
  { halfLifeHours }: HeatConstants = heatConstants,
): Prisma.Sql {
  return Prisma.sql`(ln(${weight}::float8) / ln(2::float8)
    + extract(epoch from (${at} - timestamptz '2020-01-01 00:00:00Z'))::float8 / ${halfLifeHours * 3600}::float8)`;
}

/** SQL: log2(2^heat + 2^term) without overflow, the log-sum-exp of two numbers. */
export function addHeatSql(heat: Prisma.Sql, term: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(greatest(${heat}, ${term})
    + ln(1 + ${powerSql(Prisma.sql`-abs(${heat} - ${term})`)}) / ln(2::float8))`;
}

/** SQL: 2 to the power of a number ≤ 0. The clamp avoids PostgreSQL's underflow error. */
function powerSql(exponent: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`exp(greatest(${exponent}, -1000) * ln(2::float8))`;
}

/**
 * SQL: a table (paper_id, heat, upvotes) recomputed from votes and comments as they were at `at`.
 * @param papers a query that selects the ids of the papers
 * @param at later events, and votes withdrawn or excluded by then, do not count
 * @param constants the hub's own by default; others show what they would change
 */
export function heatFromRowsSql(papers: Prisma.Sql, at: Date, constants = heatConstants): Prisma.Sql {
  return Prisma.sql`
    SELECT paper_id, top + ln(sum(${powerSql(Prisma.sql`x - top`)})) / ln(2::float8) AS heat, sum(vote)::int AS upvotes
    FROM (SELECT paper_id, x, vote, max(x) OVER (PARTITION BY paper_id) AS top FROM (${termsSql(papers, at, constants)}) terms) shifted
    GROUP BY paper_id, top`;
}

function termsSql(papers: Prisma.Sql, at: Date, constants: HeatConstants): Prisma.Sql {
  const exponent = (time: Prisma.Sql, weight: Prisma.Sql) => exponentSql(time, weight, constants);
  // Materialised because the id query may be expensive and is used three times.
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
