import { LRUCache } from "lru-cache";
import { getDb } from "@/lib/base/db";
import { addDays, minuteMs } from "@/lib/base/time";
import { listedSql } from "@/lib/papers/conditions";

export type TopicCount = { topic: string; papers: number; upvotes: number };
export type RisingTopic = { topic: string; growth: number };

/** For each topic, the number of papers of the last seven days and their upvotes. Cross-listed papers count in each topic. */
export function listTopicCounts(today: string): Promise<TopicCount[]> {
  return getDb().$queryRaw<TopicCount[]>`
    SELECT topic, count(*)::int AS papers, sum(upvotes)::int AS upvotes
    FROM papers p, unnest(p.topics) AS topic
    WHERE day BETWEEN ${addDays(today, -6)}::date AND ${today}::date AND ${listedSql}
    GROUP BY topic`;
}

/**
 * Lists the primary topics whose share of the hub's upvotes grew most from last week to this one.
 * @returns at most five; growth 0.38 means 38 % more. Topics with fewer than ten votes in either week are left out.
 */
export function listRisingTopics(today: string): Promise<RisingTopic[]> {
  return rising.forceFetch(today);
}

// Every front page shows the rising topics and they change slowly, so they are read at most once a minute.
const rising = new LRUCache<string, RisingTopic[]>({
  max: 8,
  ttl: minuteMs,
  allowStale: true,
  fetchMethod: queryRisingTopics,
});

function queryRisingTopics(today: string): Promise<RisingTopic[]> {
  return getDb().$queryRaw<RisingTopic[]>`
    WITH weeks AS (
      SELECT topics[1] AS topic, sum(upvotes) FILTER (WHERE day > ${addDays(today, -7)}::date)::float8 AS now,
        sum(upvotes) FILTER (WHERE day <= ${addDays(today, -7)}::date)::float8 AS before
      FROM papers p WHERE day BETWEEN ${addDays(today, -13)}::date AND ${today}::date AND ${listedSql} GROUP BY 1),
    totals AS (SELECT sum(now) AS now, sum(before) AS before FROM weeks)
    SELECT topic, (weeks.now / totals.now) / (weeks.before / totals.before) - 1 AS growth FROM weeks, totals
    WHERE weeks.now >= 10 AND weeks.before >= 10 AND (weeks.now / totals.now) / (weeks.before / totals.before) > 1.05
    ORDER BY growth DESC LIMIT 5`;
}
