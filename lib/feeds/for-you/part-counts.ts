import { z } from "zod";
import { getDb } from "@/lib/base/db";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { minus } from "@/lib/base/time";
import { mixParts } from "@/lib/feeds/for-you/mix";
import { standingVoteSql } from "@/lib/papers/conditions";

/** How many days of impressions are counted, up to now. */
export const countedDays = 30;

/** A part is published only from this many impressions and readers on, because fewer could reveal what single people did. */
export const minImpressions = 100;
export const minReaders = 5;

const partCounts = z.object({
  countedAt: z.coerce.date(),
  parts: z.array(z.object({ part: z.enum(mixParts), shown: z.int(), upvoted: z.int() })),
});

/** For each part of readers' own pages: how many papers it put there, and how many of those their readers upvoted. */
export type PartCounts = z.output<typeof partCounts>;

/**
 * Counts how often the papers that each part put on readers' own pages were upvoted afterwards, and stores only the sums.
 * Readers who have switched learning off are not counted.
 * @returns how many parts had enough impressions
 */
export async function countParts(now: Date): Promise<{ parts: number }> {
  const since = minus(now, { days: countedDays });
  const parts = await getDb().$queryRaw<PartCounts["parts"]>`
    SELECT s.part, count(*)::int AS shown, count(v.id)::int AS upvoted
    FROM impressions s LEFT JOIN votes v ON v.user_id = s.user_id AND v.paper_id = s.paper_id
      AND v.cast_at >= s.shown_at AND ${standingVoteSql}
    WHERE s.shown_at > ${since} AND s.part = ANY(${[...mixParts]})
      AND NOT EXISTS (SELECT 1 FROM readers r WHERE r.user_id = s.user_id AND NOT r.learns)
    GROUP BY 1 HAVING count(*) >= ${minImpressions} AND count(DISTINCT s.user_id) >= ${minReaders}
    ORDER BY count(v.id)::float8 / count(*) DESC, 1`;
  await saveSetting("part-counts", { countedAt: now.toISOString(), parts });
  return { parts: parts.length };
}

/** The latest counts, or null before the first. */
export async function findPartCounts(): Promise<PartCounts | null> {
  const counts = await findSetting("part-counts");
  return counts && partCounts.parse(counts);
}
