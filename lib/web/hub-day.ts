import { getConfig } from "@/lib/base/config";
import { dayIn } from "@/lib/base/time";

/** Today's date in the hub's time zone, YYYY-MM-DD. */
export function hubToday(): string {
  return dayIn(getConfig().HUB_TIME_ZONE, new Date());
}
