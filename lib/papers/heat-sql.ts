import { Prisma } from "@/lib/base/db";
import { countedVoteSql, visibleCommentSql } from "@/lib/papers/conditions";
import { commenterWeight, type HeatConstants, heatConstants, priorWeight } from "@/lib/papers/heat";

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

/**
 * SQL: a table (paper_id, heat) with the heat that papers would have without a person's counted upvote and comments, for
 * the papers with their latest ones. It is never less than the heat of a paper without votes and comments.
 * @param most how many of the latest upvotes, and of the latest commented papers, are looked at
 */
export function heatWithoutPersonSql(userId: number, most: number): Prisma.Sql {
  const prior = exponentSql(Prisma.sql`p.announced_at`, Prisma.sql`${priorWeight}`);
  const vote = exponentSql(Prisma.sql`v.cast_at`, Prisma.sql`v.weight`);
  const comment = exponentSql(Prisma.sql`min(c.created_at)`, Prisma.sql`${commenterWeight}`);
  // Where hardly anything but the person's own share is left, subtracting it would give the noise of floating point.
  return Prisma.sql`
    SELECT paper_id, greatest(prior, CASE WHEN rest > 1e-9 THEN heat + ln(rest) / ln(2::float8) ELSE prior END) AS heat
    FROM (
      SELECT o.paper_id, p.heat, ${prior} AS prior, 1 - sum(${powerSql(Prisma.sql`least(o.x - p.heat, 0)`)}) AS rest
      FROM (
        (SELECT v.paper_id, ${vote} AS x FROM votes v WHERE v.user_id = ${userId} AND ${countedVoteSql}
          ORDER BY v.cast_at DESC LIMIT ${most})
        UNION ALL
        (SELECT c.paper_id, ${comment} FROM comments c WHERE c.user_id = ${userId} AND ${visibleCommentSql}
          GROUP BY 1 ORDER BY min(c.created_at) DESC LIMIT ${most})) o
      JOIN papers p ON p.id = o.paper_id GROUP BY o.paper_id, p.id) own`;
}
