import { parseCronItem } from "graphile-worker";

const minute = 60_000;
const longestLook = 8 * 24 * 60;

/** When a task is due next, after a moment; null where that is over a week away. @param match as in the schedule */
export function nextRun(match: string, after: Date): Date | null {
  const item = parseCronItem({ task: "any", match });
  const first = Math.floor(after.getTime() / minute) + 1;
  for (let at = first; at < first + longestLook; at += 1) {
    const moment = new Date(at * minute);
    if (item.match(partsOf(moment))) return moment;
  }
  return null;
}

/** A pattern of the schedule in words, as far as it is of a kind that the schedule has; else as it stands. */
export function scheduleWords(match: string): string {
  if (match === "* * * * *") return "every minute";
  const every = /^\*\/(\d+) \* \* \* \*$/.exec(match);
  if (every) return `every ${every[1]} minutes`;
  const hourly = /^([\d,]+) \* \* \* \*$/.exec(match);
  if (hourly) return `each hour at ${hourly[1]?.split(",").map(minutes).join(" and ")}`;
  const hours = /^(\d+) \*\/(\d+) \* \* \*$/.exec(match);
  if (hours) return `every ${hours[2]} hours at ${minutes(hours[1] ?? "")}`;
  const daily = /^(\d+) (\d+) \* \* \*$/.exec(match);
  if (daily) return `daily at ${daily[2]?.padStart(2, "0")}${minutes(daily[1] ?? "")} UTC`;
  return match;
}

function minutes(text: string): string {
  return `:${text.padStart(2, "0")}`;
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
