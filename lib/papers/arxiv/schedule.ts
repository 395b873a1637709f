import { addDays, dayIn, hourIn, momentIn, parseDay, weekdayOf } from "@/lib/base/time";
import { isArxivHoliday } from "./holidays";

const easternTimeZone = "America/New_York";
const deadlineHour = 14;
const announcementHour = 20;

/**
 * When arXiv announces a paper submitted at this time: batches close at 14:00 US Eastern on working days and appear at
 * 20:00 the same day, Friday's on Sunday. Source: https://info.arxiv.org/help/availability.html.
 * Papers held by moderators appear later; holidays.ts states which holidays are known.
 */
export function announcedAt(submittedAt: Date): Date {
  const day = dayIn(easternTimeZone, submittedAt);
  let closing = hourIn(easternTimeZone, submittedAt) < deadlineHour ? day : addDays(day, 1);
  while (!isClosingDay(closing)) closing = addDays(closing, 1);
  const announced = weekdayOf(closing) === friday ? addDays(closing, 2) : closing;
  return momentIn(easternTimeZone, announced, announcementHour);
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

function isClosingDay(day: string): boolean {
  return weekdayOf(day) <= friday && !isArxivHoliday(day);
}

function assertDay(day: string): string {
  if (!parseDay(day)) throw new RangeError(`Not a day: ${day}`);
  return day;
}
