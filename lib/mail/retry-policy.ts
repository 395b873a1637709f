import { plus } from "@/lib/base/time";

/** The waits between the tries of one mail, in minutes. */
const waits = [1, 5, 15, 60];

/** When to try a mail again after `attempts` failed tries, later each time; null when it is given up. */
export function nextTry(attempts: number, now: Date): Date | null {
  const minutes = waits[attempts - 1];
  return minutes === undefined ? null : plus(now, { minutes });
}

/** When to try a mail again that stays worth sending for days: as `nextTry`, then each time after the longest wait. */
export function nextTryForDays(attempts: number, now: Date): Date | null {
  return nextTry(Math.min(attempts, waits.length), now);
}
