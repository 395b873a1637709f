/** A date without time as days since 1970-01-01, so that calendar sums need no time zone. */
export type DayNumber = number;

const msPerDay = 86_400_000;

/** Whether the text is a date of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(ms) && formatDay(ms / msPerDay) === text;
}

/**
 * Reads `YYYY-MM-DD`.
 * @throws RangeError when the text is no date of the calendar.
 */
export function parseDay(day: string): DayNumber {
  if (!isDay(day)) throw new RangeError(`Not a date: ${day}`);
  return Date.parse(`${day}T00:00:00Z`) / msPerDay;
}

/** Writes `YYYY-MM-DD`. */
export function formatDay(day: DayNumber): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10);
}

/** 0 for Sunday … 6 for Saturday. */
export function weekday(day: DayNumber): number {
  return (((day + 4) % 7) + 7) % 7;
}

export const easternTimeZone = "America/New_York";

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a time zone show: the date and the hour (0–23). Throws RangeError for an unknown zone. */
export function wallClock(timeZone: string, at: Date): { day: DayNumber; hour: number } {
  const [day = "", hour = ""] = clockOf(timeZone).format(at).split(", ");
  return { day: parseDay(day), hour: Number(hour) };
}

/** The moment when clocks in US Eastern time show this hour; hours 1 to 3 are ambiguous twice a year, do not ask. */
export function easternTime(day: DayNumber, hour: number): Date {
  const standard = new Date(day * msPerDay + (hour + 5) * 3_600_000);
  const summer = new Date(standard.getTime() - 3_600_000);
  return wallClock(easternTimeZone, standard).hour === hour ? standard : summer;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  // Making a formatter costs a hundred times what using it costs.
  const known = clocks.get(timeZone);
  if (known) return known;
  const format: Intl.DateTimeFormatOptions = {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
  };
  const clock = new Intl.DateTimeFormat("en-CA", {
    ...format,
    timeZone,
    hourCycle: "h23",
  });
  clocks.set(timeZone, clock);
  return clock;
}
