import { DateTime } from "luxon";
import type { Schedule } from "@/lib/digests/subscriptions/schema";

type Times = Pick<Schedule, "cadence" | "hour" | "weekday" | "timeZone">;

/**
 * The first moment after `after` at which a mail is due. An hour that the clocks skip that day comes as they go on
 * (02:00 at 03:00); of an hour that comes twice the first counts.
 */
export function nextDue(times: Times, after: Date): Date {
  for (let ahead = 0; ; ahead++) {
    const due = dueOn(times, dayOf(times, after, ahead));
    if (due && due > after) return due;
  }
}

/** The latest moment up to `now` at which a mail was due. */
export function lastDue(times: Times, now: Date): Date {
  for (let back = 0; ; back--) {
    const due = dueOn(times, dayOf(times, now, back));
    if (due && due <= now) return due;
  }
}

/** The reader's own date (2026-03-12) or, of a weekly mail, ISO week (2026-W11) that a due moment falls in. */
export function periodOf({ cadence, timeZone }: Times, due: Date): string {
  const local = DateTime.fromJSDate(due, { zone: timeZone });
  return cadence === "weekly" ? local.toFormat("kkkk-'W'WW") : local.toFormat("yyyy-MM-dd");
}

function dayOf({ timeZone }: Times, moment: Date, offset: number): DateTime {
  // Noon is on every day of every zone.
  return DateTime.fromJSDate(moment, { zone: timeZone }).set({ hour: 12 }).plus({ days: offset });
}

function dueOn({ cadence, hour, weekday }: Times, day: DateTime): Date | null {
  if (cadence === "weekdays" && day.weekday > 5) return null;
  if (cadence === "weekly" && day.weekday !== weekday) return null;
  const at = day.set({ hour, minute: 0, second: 0, millisecond: 0 });
  return new Date(Math.min(...at.getPossibleOffsets().map((one) => one.toMillis())));
}
