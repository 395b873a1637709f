import { DateTime } from "luxon";
import { getDb, type Prisma } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { type Period, periodName, toPeriod } from "@/lib/digests/period";
import type { Schedule } from "@/lib/digests/subscriptions/schema";

type Times = Pick<Schedule, "cadence" | "hour" | "weekday" | "timeZone">;

/**
 * The first moment after `after` at which a digest is due. An hour that the clocks skip that day is due when they go on
 * (02:00 at 03:00); an hour that comes twice is due the first time.
 */
export function nextDue(times: Times, after: Date): Date {
  for (let ahead = 0; ; ahead++) {
    const due = dueOn(times, dayOf(times, after, ahead));
    if (due && due > after) return due;
  }
}

/** The latest moment up to `now` at which a digest was due. */
export function lastDue(times: Times, now: Date): Date {
  for (let back = 0; ; back--) {
    const due = dueOn(times, dayOf(times, now, back));
    if (due && due <= now) return due;
  }
}

/** The reader's own day or, for a weekly digest, ISO week that a due moment is in. */
export function periodOf({ cadence, timeZone }: Times, due: Date): Period {
  const local = DateTime.fromJSDate(due, { zone: timeZone });
  return cadence === "weekly"
    ? { kind: "week", start: local.startOf("week").toFormat("yyyy-MM-dd") }
    : { kind: "day", start: local.toFormat("yyyy-MM-dd") };
}

/**
 * When a subscription's next digest is due by these times: on the first day, or in the first week, that had none yet.
 * A reader who moves the hour of today's digest after it came gets the next one tomorrow.
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
