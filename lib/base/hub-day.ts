import { getConfig } from "@/lib/base/config";
import { dayIn } from "@/lib/base/time";

/** The day of a moment in the hub's time zone, YYYY-MM-DD. */
export function hubDay(now: Date): string {
  return dayIn(getConfig().HUB_TIME_ZONE, now);
}
