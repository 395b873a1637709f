import { dayMs, hourMs, minuteMs } from "@/lib/base/time";

/** A span of time, rounded, in the largest suitable unit: "350 ms", "4 s", "12 min", "3 h", "2 days". */
export function spanWords(ms: number): string {
  const { size, unit } = units.find(({ from }) => ms >= from) ?? { size: 1, unit: "ms" };
  return `${Math.round(ms / size)} ${unit}`;
}

// A larger unit is used only from two full ones on, so that rounding loses little.
const units = [
  { unit: "days", size: dayMs, from: 2 * dayMs },
  { unit: "h", size: hourMs, from: 2 * hourMs },
  { unit: "min", size: minuteMs, from: 2 * minuteMs },
  { unit: "s", size: 1000, from: 1000 },
];

/** The distance of a moment from now: "4 s ago", "in 12 min", "now". */
export function awayWords(at: Date, now: Date): string {
  const ms = at.getTime() - now.getTime();
  if (Math.abs(ms) < 1000) return "now";
  return ms < 0 ? `${spanWords(-ms)} ago` : `in ${spanWords(ms)}`;
}
