import { getConfig } from "@/lib/base/config";
import { publicHour } from "@/lib/digests/compose-public";
import { nextDue } from "@/lib/digests/subscriptions/schedule";
import { type Schedule, scheduleSchema } from "@/lib/digests/subscriptions/schema";

/** When the next daily and the next weekly digest are due. */
export type NextDigests = { daily: Date; weekly: Date; timeZone: string };

/** When a new subscriber with the default hour gets the first digest. */
export function firstDigests(now: Date): NextDigests {
  return nextAt(scheduleSchema.shape.hour.parse(undefined), now);
}

/** When the next public digests are composed; the weekly one covers the week that ends then. */
export function nextPublicDigests(now: Date): NextDigests {
  return nextAt(publicHour, now);
}

function nextAt(hour: number, now: Date): NextDigests {
  const timeZone = getConfig().HUB_TIME_ZONE;
  const next = (cadence: Schedule["cadence"]) => nextDue({ cadence, hour, weekday: 1, timeZone }, now);
  return { daily: next("daily"), weekly: next("weekly"), timeZone };
}
