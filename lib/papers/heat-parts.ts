import { getDb } from "@/lib/base/db";
import { countedVoteSql, visibleCommentSql } from "@/lib/papers/conditions";
import { commenterWeight, halfLifeHours, priorWeight } from "@/lib/papers/heat";

/** One contribution to a paper's heat. */
export type HeatPart = {
  kind: "upvotes" | "commenters" | "start";
  /** For upvotes, their age in whole half-lives: 0, 1, or 2 for anything older. Otherwise 0. */
  halfLives: number;
  count: number;
  /** The present weight of the contribution, in votes cast now. */
  worth: number;
};

const kinds = ["upvotes", "commenters", "start"];

/**
 * Breaks the heat of papers down, by paper id: upvotes by their age in half-lives, commenters, and the prior that every
 * paper starts with. The parts' worth adds up to `heatInVotes` of the paper's heat.
 */
export async function listHeatParts(paperIds: number[], now: Date): Promise<Map<number, HeatPart[]>> {
  const rows = await getDb().$queryRaw<(HeatPart & { paper: number })[]>`
    WITH terms AS (
      SELECT paper_id AS paper, 'upvotes' AS kind, least(${now}, cast_at) AS at, weight FROM votes v
      WHERE paper_id = ANY(${paperIds}) AND ${countedVoteSql}
      UNION ALL
      SELECT paper_id, 'commenters', min(created_at), ${commenterWeight}::float8 FROM comments c
      WHERE paper_id = ANY(${paperIds}) AND user_id IS NOT NULL AND ${visibleCommentSql} GROUP BY paper_id, user_id
      UNION ALL SELECT id, 'start', announced_at, ${priorWeight}::float8 FROM papers WHERE id = ANY(${paperIds})),
    aged AS (
      SELECT *, extract(epoch from (${now}::timestamptz - at))::float8 / ${halfLifeHours * 3600}::float8 AS age FROM terms)
    SELECT paper, kind, CASE kind WHEN 'upvotes' THEN least(2, greatest(0, floor(age)))::int ELSE 0 END AS "halfLives",
      count(*)::int AS count, sum(weight * exp(greatest(-age, -1000) * ln(2::float8)))::float8 AS worth
    FROM aged GROUP BY 1, 2, 3`;
  rows.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.halfLives - b.halfLives);
  return new Map(
    paperIds.map((id) => [id, rows.filter(({ paper }) => paper === id).map(({ paper: _, ...part }) => part)]),
  );
}
