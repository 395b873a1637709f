import { dayMs, hourMs, minuteMs } from "@/lib/base/time";
/** A pattern of the schedule in words, as far as it is of a kind that the schedule has; else as it stands. */
export function scheduleWords(match: string): string {
  if (match === "* * * * *") return "every minute";
  const every = /^\*\/(\d+) \* \* \* \*$/.exec(match);
  if (every) return `every ${every[1]} minutes`;
  const hourly = /^([\d,]+) \* \* \* \*$/.exec(match);
  if (hourly) return `each hour at ${hourly[1]?.split(",").map(minutes).join(" and ")}`;
  const hours = /^(\d+) \*\/(\d+) \* \* \*$/.exec(match);
  if (hours) return `every ${hours[2]} hours at ${minutes(hours[1] ?? "")}`;
  const [, minute = "", times] = /^(\d+) ([\d,]+) \* \* \*$/.exec(match) ?? [];
  if (times) {
    const clocks = times.split(",").map((hour) => hour.padStart(2, "0") + minutes(minute));
    return `daily at ${clocks.join(" and ")} UTC`;
  }
  return match;
}

function minutes(text: string): string {
  return `:${text.padStart(2, "0")}`;
}

/** A span of time in the largest unit that tells enough: "350 ms", "4 s", "12 min", "3 h", "2 days". */
export function spanWords(ms: number): string {
  const { size, unit } = units.find(({ from }) => ms >= from) ?? { size: 1, unit: "ms" };
  return `${Math.round(ms / size)} ${unit}`;
}

// A unit begins where two of it are full, so that rounding tells little wrong.
const units = [
  { unit: "days", size: dayMs, from: 2 * dayMs },
  { unit: "h", size: hourMs, from: 2 * hourMs },
  { unit: "min", size: minuteMs, from: 2 * minuteMs },
  { unit: "s", size: 1000, from: 1000 },
];

/** How far a moment is from now: "4 s ago", "in 12 min", "now". */
export function awayWords(at: Date, now: Date): string {
  const ms = at.getTime() - now.getTime();
  if (Math.abs(ms) < 1000) return "now";
  return ms < 0 ? `${spanWords(-ms)} ago` : `in ${spanWords(ms)}`;
}
