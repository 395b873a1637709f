import { getDb } from "@/lib/db";
import { isoDay } from "@/lib/feeds/calendar";

export type Around = { previous: string | null; next: string | null; count: number };

/**
 * What lies around a period: the nearest days with papers before and after it, and how many papers are in it.
 * @param from first day, YYYY-MM-DD
 * @param until last day, included
 */
export async function getAround(from: string, until: string): Promise<Around> {
  const [row] = await getDb().$queryRaw<{ previous: Date | null; next: Date | null; count: number }[]>`
    SELECT (SELECT max(day) FROM papers WHERE day < ${from}::date AND status = 'listed') AS previous,
      (SELECT min(day) FROM papers WHERE day > ${until}::date AND status = 'listed') AS next,
      (SELECT count(*)::int FROM papers WHERE day BETWEEN ${from}::date AND ${until}::date AND status = 'listed') AS count`;
  const day = (date: Date | null | undefined) => (date ? isoDay(date) : null);
  return { previous: day(row?.previous), next: day(row?.next), count: row?.count ?? 0 };
}

/** The newest day with papers that is not after `today`, or `today` in an empty hub. */
export async function findLatestDay(today: string): Promise<string> {
  const [row] = await getDb().$queryRaw<{ day: Date | null }[]>`
    SELECT max(day) AS day FROM papers WHERE day <= ${today}::date AND status = 'listed'`;
  return row?.day ? isoDay(row.day) : today;
}
