import { hubDay } from "@/lib/base/hub-day";

/** Today's date in the hub's time zone, YYYY-MM-DD. */
export function hubToday(): string {
  return hubDay(new Date());
}
