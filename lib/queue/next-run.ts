import { parseCronItem } from "graphile-worker";
import { minuteMs } from "@/lib/base/time";

const longestLook = 8 * 24 * 60;

/** When a task is due next, after a moment; null where that is over a week away. @param match as in the schedule */
export function nextRun(match: string, after: Date): Date | null {
  const item = parseCronItem({ task: "any", match });
  const first = Math.floor(after.getTime() / minuteMs) + 1;
  for (let at = first; at < first + longestLook; at += 1) {
    const moment = new Date(at * minuteMs);
    if (item.match(partsOf(moment))) return moment;
  }
  return null;
}

function partsOf(moment: Date) {
  return {
    min: moment.getUTCMinutes(),
    hour: moment.getUTCHours(),
    date: moment.getUTCDate(),
    month: moment.getUTCMonth() + 1,
    dow: moment.getUTCDay(),
  };
}
