import { DateTime } from "luxon";
import { getDb, type Prisma } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { type Period, periodName, toPeriod } from "@/lib/digests/period";
import type { Schedule } from "@/lib/digests/subscriptions/schema";

type Times = Pick<Schedule, "cadence" | "hour" | "weekday" | "timeZone">;

/**
 * The first due time of a digest after `after`. If clocks skip the hour on a day, the next hour counts (02:00 becomes
 * 03:00); if they repeat it, its first occurrence counts.
 */
export function nextDue(times: Times, after: Date): Date {
  for (let ahead = 0; ; ahead++) {
    const due = dueOn(times, dayOf(times, after, ahead));
    if (due && due > after) return due;
  }
}

/** The latest due time up to `now`. */
export function lastDue(times: Times, now: Date): Date {
  for (let back = 0; ; back--) {
    const due = dueOn(times, dayOf(times, now, back));
    if (due && due <= now) return due;
  }
}

/** The period of a due time: the day or, for weekly digests, the ISO week in the reader's time zone. */
export function periodOf({ cadence, timeZone }: Times, due: Date): Period {
  const local = DateTime.fromJSDate(due, { zone: timeZone });
  return cadence === "weekly"
    ? { kind: "week", start: local.startOf("week").toFormat("yyyy-MM-dd") }
    : { kind: "day", start: local.toFormat("yyyy-MM-dd") };
}

/**
 * The next due time of a subscription with this schedule: on the first day, or in the first week, without a digest. A
 * reader who changes the hour after today's digest gets the next one tomorrow.
 */
export async function nextUnsentDue(
  which: Prisma.SubscriptionWhereInput,
  times: Times,
  now: Date,
): Promise<Date> {
  const digests = await getDb().digest.findMany({
    where: { subscription: which, dueAt: { gt: minus(now, { days: 8 }) } },
    select: { periodKind: true, periodStart: true },
  });
  const had = new Set(digests.map((digest) => periodName(toPeriod(digest))));
  let next = nextDue(times, now);
  while (had.has(periodName(periodOf(times, next)))) next = nextDue(times, next);
  return next;
}

function dayOf({ timeZone }: Times, moment: Date, offset: number): DateTime {
  // Noon exists on every day in every time zone.
  return DateTime.fromJSDate(moment, { zone: timeZone }).set({ hour: 12 }).plus({ days: offset });
}

function dueOn({ cadence, hour, weekday }: Times, day: DateTime): Date | null {
  if (cadence === "weekdays" && day.weekday > 5) return null;
  if (cadence === "weekly" && day.weekday !== weekday) return null;
  const at = day.set({ hour, minute: 0, second: 0, millisecond: 0 });
  return new Date(Math.min(...at.getPossibleOffsets().map((one) => one.toMillis())));
}
