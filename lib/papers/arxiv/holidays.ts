import { addDays, weekdayOf } from "@/lib/base/time";

/**
 * Whether arXiv is closed on this weekday, so that no batch closes at 14:00: the seven US holidays in its yearly schedule,
 * moved to Friday or Monday when they fall on a weekend.
 * Single days that arXiv adds by announcement (around Christmas, a staff day in May or June) are not included.
 */
export function isArxivHoliday(day: string): boolean {
  const year = Number(day.slice(0, 4));
  // New Year's Day on a Saturday is observed on the last day of the previous year.
  return holidaysOf(year).includes(day) || holidaysOf(year + 1).includes(day);
}

const cache = new Map<number, string[]>();

function holidaysOf(year: number): string[] {
  const found = cache.get(year) ?? [
    observed(year, "01-01"),
    nthWeekday(year, "01", 1, 3),
    ...(year < 2021 ? [] : [observed(year, "06-19")]),
    observed(year, "07-04"),
    nthWeekday(year, "09", 1, 1),
    nthWeekday(year, "11", 4, 4),
    observed(year, "12-25"),
  ];
  cache.set(year, found);
  return found;
}

/** The day on which a fixed holiday is observed: Friday when it falls on a Saturday, Monday when on a Sunday. */
function observed(year: number, monthDay: string): string {
  const day = dayOf(year, monthDay);
  const shift: Record<number, number> = { 6: -1, 7: 1 };
  return addDays(day, shift[weekdayOf(day)] ?? 0);
}

function nthWeekday(year: number, month: string, wanted: number, nth: number): string {
  const first = dayOf(year, `${month}-01`);
  return addDays(first, ((wanted - weekdayOf(first) + 7) % 7) + (nth - 1) * 7);
}

function dayOf(year: number, monthDay: string): string {
  return `${String(year).padStart(4, "0")}-${monthDay}`;
}
