import { LRUCache } from "lru-cache";
import { getDb } from "@/lib/base/db";
import { isoDay, minuteMs } from "@/lib/base/time";
import { listedSql } from "@/lib/papers/conditions";

/** The nearest days with papers before and after a period, and how many papers are in it. */
export type Around = { previous: string | null; next: string | null; count: number };

/**
 * Finds the nearest days with papers before and after a period, and counts the papers in it.
 * @param from first day, YYYY-MM-DD
 * @param until last day, included
 */
export async function getAround(from: string, until: string): Promise<Around> {
  const [row] = await getDb().$queryRaw<{ previous: Date | null; next: Date | null; count: number }[]>`
    SELECT (SELECT max(day) FROM papers p WHERE day < ${from}::date AND ${listedSql}) AS previous,
      (SELECT min(day) FROM papers p WHERE day > ${until}::date AND ${listedSql}) AS next,
      (SELECT count(*)::int FROM papers p WHERE day BETWEEN ${from}::date AND ${until}::date AND ${listedSql}) AS count`;
  const day = (date: Date | null | undefined) => (date ? isoDay(date) : null);
  return { previous: day(row?.previous), next: day(row?.next), count: row?.count ?? 0 };
}

/** The newest day with papers, at most `today`; `today` itself in an empty hub. */
export async function findLatestDay(today: string): Promise<string> {
  const [row] = await getDb().$queryRaw<{ day: Date | null }[]>`
    SELECT max(day) AS day FROM papers p WHERE day <= ${today}::date AND ${listedSql}`;
  return row?.day ? isoDay(row.day) : today;
}

/** A day with papers, and the nearest ones around it. */
export type LatestDay = Around & { day: string };

/** The newest day with papers, at most `today`, and the days around it. Read once a minute for everybody. */
export function getLatestDay(today: string): Promise<LatestDay> {
  return latest.forceFetch(today);
}

/** A day and the nearest days with papers around it. */
export async function getDay(day: string): Promise<LatestDay> {
  return { day, ...(await getAround(day, day)) };
}

const latest = new LRUCache<string, LatestDay>({
  max: 4,
  ttl: minuteMs,
  allowStale: true,
  fetchMethod: async (today) => getDay(await findLatestDay(today)),
});
