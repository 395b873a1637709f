import { LRUCache } from "lru-cache";
import { getDb } from "@/lib/base/db";
import { isoDay, minuteMs } from "@/lib/base/time";
import { listedSql } from "@/lib/papers/conditions";

export type Around = { previous: string | null; next: string | null; count: number };

/**
 * What lies around a period: the nearest days with papers before and after it, and how many papers are in it.
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

/** The newest day with papers that is not after `today`, or `today` in an empty hub. */
export async function findLatestDay(today: string): Promise<string> {
  const [row] = await getDb().$queryRaw<{ day: Date | null }[]>`
    SELECT max(day) AS day FROM papers p WHERE day <= ${today}::date AND ${listedSql}`;
  return row?.day ? isoDay(row.day) : today;
}

/** The newest day with papers and what lies around it. */
export type LatestDay = Around & { day: string };

/** The newest day with papers that is not after `today`, and what lies around it; asked once a minute for everybody. */
export function getLatestDay(today: string): Promise<LatestDay> {
  return latest.forceFetch(today);
}

/** A day with what lies around it. */
export async function getDay(day: string): Promise<LatestDay> {
  return { day, ...(await getAround(day, day)) };
}

const latest = new LRUCache<string, LatestDay>({
  max: 4,
  ttl: minuteMs,
  allowStale: true,
  fetchMethod: async (today) => getDay(await findLatestDay(today)),
});
