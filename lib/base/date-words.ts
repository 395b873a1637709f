import { addDays, daysBetween, monthOf, shiftMonth, weekOf } from "@/lib/base/time";

const days = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  timeZone: "UTC",
});
const daysWithYear = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const shortDays = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const months = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

const at = (day: string) => new Date(`${day}T00:00:00Z`);

/** A day in words: "Tuesday, 14 July", with the year unless it is the current one. */
export function dayWords(day: string, today: string): string {
  return (day.slice(0, 4) === today.slice(0, 4) ? days : daysWithYear).format(at(day));
}

/** A day in short: "14 Jul 2026". */
export function shortDay(day: string | Date): string {
  return shortDays.format(typeof day === "string" ? at(day) : day);
}

/** A month in words: "March 2026". */
export function monthWords(month: string): string {
  return months.format(at(`${month}-01`));
}

/** A week in words: "Week 11, 9 – 15 Mar 2026". */
export function weekWords(from: string, until: string): string {
  return `Week ${Number(weekOf(from).slice(6))}, ${spanWords(from, until)}`;
}

/** A span of days in words: "9 – 15 Mar 2026". */
export function spanWords(from: string, until: string): string {
  return shortDays.formatRange(at(from), at(until));
}

/** When a paper was announced: "announced today", "announced yesterday", "announced 3 days ago"; the date after a week. */
export function announcedWords(day: string, today: string): string {
  const ago = daysBetween(day, today);
  if (ago <= 0) return "announced today";
  if (ago === 1) return "announced yesterday";
  return ago < 7 ? `announced ${ago} days ago` : shortDay(day);
}

/** The addresses of the previous and the next week or month. */
export function periodNeighbours(kind: "week" | "month", from: string): { previous: string; next: string } {
  if (kind === "week")
    return { previous: `/week/${weekOf(addDays(from, -7))}`, next: `/week/${weekOf(addDays(from, 7))}` };
  const month = monthOf(from);
  return { previous: `/month/${shiftMonth(month, -1)}`, next: `/month/${shiftMonth(month, 1)}` };
}
