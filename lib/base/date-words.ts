import { daysBetween, weekOf } from "@/lib/base/time";

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

/** The day of a moment in a time zone, in short: "14 Jul 2026". */
export function shortDayIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone }).format(at);
}

/** The day of a moment in a time zone: "14 July 2026". */
export function longDayIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone }).format(at);
}

/** The day of a moment in a time zone, with its weekday: "Tuesday, 14 July 2026". */
export function fullDayIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone }).format(at);
}

/** A moment that is near, in a time zone: "Tuesday, 14 July at 07:00". */
export function dayAndTimeIn(timeZone: string, at: Date): string {
  const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone });
  const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone });
  return `${day.format(at).replace(" ", ", ")} at ${time.format(at)}`;
}

/** A moment in a log, in a time zone: "14 Jul, 07:00". */
export function shortMomentIn(timeZone: string, at: Date): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  });
  return format.format(at);
}

const dayParts = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});

/** A day that is the subject of a line: "Fri 27 Nov", with the year if it is over a year away. */
export function dayLabel(day: string, today: string): string {
  const words = dayParts.format(at(day)).replace(",", "");
  return Math.abs(daysBetween(day, today)) < 365 ? words : `${words} ${day.slice(0, 4)}`;
}

const moments = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "short",
  timeZone: "UTC",
});

/** A moment for whoever runs the hub: "14 Jul 2026, 07:00 UTC". */
export function utcMoment(at: Date): string {
  return `${moments.format(at)} UTC`;
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
  return daysBetween(day, today) < 7 ? `announced ${agoWords(day, today)}` : shortDay(day);
}

/** How long ago a day was: "today", "yesterday", "3 days ago"; the date after a week. */
export function agoWords(day: string, today: string): string {
  const ago = daysBetween(day, today);
  if (ago <= 0) return "today";
  if (ago === 1) return "yesterday";
  return ago < 7 ? `${ago} days ago` : shortDay(day);
}
