import { dayMs, hourMs, minuteMs } from "@/lib/base/time";

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
