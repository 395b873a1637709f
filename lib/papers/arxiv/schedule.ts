import { addDays, dayIn, hourIn, momentIn, parseDay, weekdayOf } from "@/lib/base/time";

const easternTimeZone = "America/New_York";
const announcementHour = 20;

/**
 * When arXiv announces a paper submitted at this time: batches close at 14:00 US Eastern on working days (16:00 until the
 * end of 2016) and appear at 20:00 the same day, Friday's on Sunday. Source: https://info.arxiv.org/help/availability.html.
 * Papers held by moderators appear later; only the holidays of `isHoliday` are known.
 */
export function announcedAt(submittedAt: Date): Date {
  const day = dayIn(easternTimeZone, submittedAt);
  let closing = hourIn(easternTimeZone, submittedAt) < deadlineHour(day) ? day : addDays(day, 1);
  while (!isClosingDay(closing)) closing = addDays(closing, 1);
  return appearanceOf(closing);
}

function deadlineHour(day: string): number {
  return day < "2017-01-01" ? 16 : 14;
}

/** When the batch that closes on this day appears. */
function appearanceOf(closing: string): Date {
  const announced = weekdayOf(closing) === friday ? addDays(closing, 2) : closing;
  return momentIn(easternTimeZone, announced, announcementHour);
}

/** The last announcement at or before this time, as far as holidays are known. */
export function lastAnnouncement(at: Date): Date {
  let closing = dayIn(easternTimeZone, at);
  while (!isClosingDay(closing) || appearanceOf(closing) > at) closing = addDays(closing, -1);
  return appearanceOf(closing);
}

/** The month (`YYYY-MM`) that a time is in where arXiv is. */
export function easternMonth(at: Date): string {
  return dayIn(easternTimeZone, at).slice(0, 7);
}

/**
 * The month (`YYYY-MM`) in which the batch announced at this time closed, whose ids its papers have: Sunday's closed on Friday,
 * so that 2505.24864 was announced on 1 June 2025.
 */
export function batchMonth(announcedAt: Date): string {
  const day = dayIn(easternTimeZone, announcedAt);
  return (weekdayOf(day) === sunday ? addDays(day, -2) : day).slice(0, 7);
}

/** The date (`YYYY-MM-DD`) under which arXiv lists what it announces at this time: Sunday 20:00 is listed as Monday. */
export function mailingDate(announcedAt: Date): string {
  return addDays(dayIn(easternTimeZone, announcedAt), 1);
}

/** The time of the announcement listed under this date, whether or not there is one. @throws RangeError for no valid day */
export function announcementOf(mailingDate: string): Date {
  return momentIn(easternTimeZone, addDays(assertDay(mailingDate), -1), announcementHour);
}

/** Whether arXiv lists new papers under this date, as far as holidays are known. @throws RangeError for no valid day */
export function isAnnouncementDay(mailingDate: string): boolean {
  const weekday = weekdayOf(assertDay(mailingDate));
  if (weekday === saturday) return false;
  return isClosingDay(addDays(mailingDate, weekday === monday ? -3 : -1));
}

/** Noon US Eastern, for days that come without a time, such as OAI-PMH's `created`. @throws RangeError for no valid day */
export function noonEastern(day: string): Date {
  return momentIn(easternTimeZone, assertDay(day), 12);
}

const monday = 1;
const friday = 5;
const saturday = 6;
const sunday = 7;

function isClosingDay(day: string): boolean {
  return weekdayOf(day) <= friday && !isHoliday(day);
}

function assertDay(day: string): string {
  if (!parseDay(day)) throw new RangeError(`Not a day: ${day}`);
  return day;
}

/**
 * Whether arXiv is closed on this weekday, so that no batch closes at 14:00: the seven US holidays in its yearly schedule,
 * moved to Friday or Monday when they fall on a weekend.
 * Single days that arXiv adds by announcement (around Christmas, a staff day in May or June) are not included.
 */
function isHoliday(day: string): boolean {
  const year = Number(day.slice(0, 4));
  // New Year's Day on a Saturday is observed on the last day of the previous year.
  return holidaysOf(year).includes(day) || holidaysOf(year + 1).includes(day);
}

const holidaysByYear = new Map<number, string[]>();

function holidaysOf(year: number): string[] {
  const found = holidaysByYear.get(year) ?? [
    observed(year, "01-01"),
    nthWeekday(year, "01", 1, 3),
    ...(year < 2021 ? [] : [observed(year, "06-19")]),
    observed(year, "07-04"),
    nthWeekday(year, "09", 1, 1),
    nthWeekday(year, "11", 4, 4),
    observed(year, "12-25"),
  ];
  holidaysByYear.set(year, found);
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
