import { DateTime, Duration } from "luxon";

// A day is the text YYYY-MM-DD, a month YYYY-MM and a week YYYY-Www (ISO 8601) everywhere in the hub; a moment is a Date.

/** A range of days, first and last included. */
export type Period = { from: string; until: string };

/** A length of time; a day is 24 hours. */
export type Span = {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
  milliseconds?: number;
};

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** A length of time in milliseconds. */
export function milliseconds(span: Span): number {
  return Duration.fromObject(span).toMillis();
}

/** The moment that lies a span after another. */
export function plus(at: Date, span: Span): Date {
  return new Date(at.getTime() + milliseconds(span));
}

/** The moment that lies a span before another. */
export function minus(at: Date, span: Span): Date {
  return new Date(at.getTime() - milliseconds(span));
}

/** The time between two moments in a unit, with fractions; negative if the second moment is earlier. */
export function elapsed(from: Date, until: Date, unit: keyof Span): number {
  return (until.getTime() - from.getTime()) / milliseconds({ [unit]: 1 });
}

/**
 * The years in which everything that reads a date looks: a day from outside is no day here. They leave room for reckoning
 * with what was read, since JavaScript, luxon and PostgreSQL write years before 1 and after 9999 differently.
 */
export const firstYear = 1900;
export const lastYear = 2200;

/** Whether the text is an existing day of any year that four digits can name, for protocols that know no other bounds. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: "utc" }).isValid;
}

/** Returns the text if it is an existing day of the years 1900 to 2200, else null. */
export function parseDay(text: string): string | null {
  return isDay(text) && isKnownYear(Number(text.slice(0, 4))) ? text : null;
}

/** Monday to Sunday of a week such as 2026-W11, both within the years 1900 to 2200; null if there is no such week. */
export function parseWeek(text: string): Period | null {
  if (!/^\d{4}-W\d{2}$/.test(text)) return null;
  const monday = DateTime.fromISO(text, { zone: "utc" });
  if (!monday.isValid) return null;
  const sunday = monday.plus({ days: 6 });
  return isKnownYear(monday.year) && isKnownYear(sunday.year)
    ? { from: dayOf(monday), until: dayOf(sunday) }
    : null;
}

/** First to last day of a month such as 2026-03, of the years 1900 to 2200; null if there is no such month. */
export function parseMonth(text: string): Period | null {
  if (!/^\d{4}-\d{2}$/.test(text)) return null;
  const first = DateTime.fromISO(text, { zone: "utc" });
  if (!first.isValid || !isKnownYear(first.year)) return null;
  return { from: dayOf(first), until: dayOf(first.endOf("month")) };
}

/** First to last day of a year such as 2026, from 1900 to 2200; null for any other text. */
export function parseYear(text: string): Period | null {
  if (!/^\d{4}$/.test(text) || !isKnownYear(Number(text))) return null;
  return { from: `${text}-01-01`, until: `${text}-12-31` };
}

/** The moment that a text names in any form that JavaScript reads, of the years 1900 to 2200 in UTC; else null. */
export function parseMoment(text: string): Date | null {
  const moment = new Date(text);
  return isKnownYear(moment.getUTCFullYear()) ? moment : null;
}

function isKnownYear(year: number): boolean {
  return year >= firstYear && year <= lastYear;
}

/** The week of a day: 2026-03-12 → 2026-W11. */
export function weekOf(day: string): string {
  return midnight(day).toFormat("kkkk-'W'WW");
}

/** The month of a day: 2026-03-12 → 2026-03. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** The weekday of a day: 1 for Monday … 7 for Sunday. */
export function weekdayOf(day: string): number {
  return midnight(day).weekday;
}

/** The day that is a number of days later, or earlier for a negative number. @throws RangeError for an invalid day */
export function addDays(day: string, days: number): string {
  return dayOf(midnight(day).plus({ days }));
}

/** The number of days from one day to another; negative if the second is earlier. */
export function daysBetween(from: string, until: string): number {
  return midnight(until).diff(midnight(from), "days").days;
}

/** The month that is a number of months later, or earlier for a negative number. */
export function shiftMonth(month: string, months: number): string {
  return DateTime.fromISO(month, { zone: "utc" }).plus({ months }).toFormat("yyyy-MM");
}

/** The day of a date column, which comes from the database as midnight in UTC. */
export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** The day in a time zone at a moment. @throws RangeError for an unknown zone */
export function dayIn(timeZone: string, at: Date): string {
  return dayOf(DateTime.fromJSDate(at, { zone: timeZone }));
}

/** The hour, 0 to 23, that clocks in a time zone show at a moment. */
export function hourIn(timeZone: string, at: Date): number {
  return DateTime.fromJSDate(at, { zone: timeZone }).hour;
}

/**
 * The moment of a day when clocks in a time zone show this hour, 0 to 23; if clocks skip that hour, the next one.
 * @throws RangeError for an invalid day or an unknown zone
 */
export function momentIn(timeZone: string, day: string, hour: number): Date {
  const moment = DateTime.fromISO(`${day}T${String(hour).padStart(2, "0")}`, { zone: timeZone });
  if (!moment.isValid) throw new RangeError(`Not a day, or not a time zone: ${day}, ${timeZone}`);
  return moment.toJSDate();
}

/** The first moment of a day in a time zone, also where clocks change at midnight. */
export function startOfDay(day: string, timeZone: string): Date {
  return DateTime.fromISO(day, { zone: timeZone }).startOf("day").toJSDate();
}

/** The last millisecond of a day in a time zone. */
export function endOfDay(day: string, timeZone: string): Date {
  return DateTime.fromISO(day, { zone: timeZone }).endOf("day").toJSDate();
}

// Built from milliseconds, which takes a third of the time of luxon's ISO parser.
function midnight(day: string): DateTime {
  return DateTime.fromMillis(Date.parse(`${day}T00:00:00Z`), { zone: "utc" });
}

function dayOf(moment: DateTime): string {
  const day = moment.toISODate();
  if (day === null) throw new RangeError(`Not a day: ${moment.invalidExplanation ?? "unknown"}`);
  return day;
}
