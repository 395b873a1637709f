import {
  type DayNumber,
  easternTime,
  easternTimeZone,
  formatDay,
  parseDay,
  wallClock,
  weekday,
} from "./calendar";
import { isArxivHoliday } from "./holidays";

const deadlineHour = 14;
const announcementHour = 20;

/**
 * When arXiv announces what was submitted at a moment: batches close at 14:00 US Eastern on working days and appear at
 * 20:00 the same day, Friday's on Sunday. Source: https://info.arxiv.org/help/availability.html.
 * A paper held by moderators appears later than this; holidays.ts states which holidays are known.
 */
export function announcedAt(submittedAt: Date): Date {
  const { day, hour } = wallClock(easternTimeZone, submittedAt);
  let closing = hour < deadlineHour ? day : day + 1;
  while (!isClosingDay(closing)) closing += 1;
  return easternTime(weekday(closing) === friday ? closing + 2 : closing, announcementHour);
}

/** The date (`YYYY-MM-DD`) arXiv lists an announcement under: the day after its evening, Sunday 20:00 as Monday. */
export function mailingDate(announcedAt: Date): string {
  return formatDay(wallClock(easternTimeZone, announcedAt).day + 1);
}

/** The moment of the announcement listed under a date (`YYYY-MM-DD`), whether or not there is one. Throws RangeError. */
export function announcementOf(mailingDate: string): Date {
  return easternTime(parseDay(mailingDate) - 1, announcementHour);
}

/** Whether arXiv lists new papers under this date (`YYYY-MM-DD`), as far as holidays are known. Throws RangeError. */
export function isAnnouncementDay(mailingDate: string): boolean {
  const day = parseDay(mailingDate);
  if (weekday(day) === saturday) return false;
  return isClosingDay(weekday(day) === monday ? day - 3 : day - 1);
}

/** The date (`YYYY-MM-DD`) in a time zone (`Europe/Berlin`) at a moment. Throws RangeError for an unknown zone. */
export function dayIn(timeZone: string, at: Date): string {
  return formatDay(wallClock(timeZone, at).day);
}

/** A moment for a date that comes without time, as OAI-PMH's `created`: noon US Eastern. Throws RangeError. */
export function noonEastern(day: string): Date {
  return easternTime(parseDay(day), 12);
}

const monday = 1;
const friday = 5;
const saturday = 6;

function isClosingDay(day: DayNumber): boolean {
  return weekday(day) >= monday && weekday(day) <= friday && !isArxivHoliday(day);
}
