import { plus } from "@/lib/base/time";

/** The waits between the attempts to send a mail, in minutes. */
const waits = [1, 5, 15, 60];

/** When to try a mail again after this many failed attempts; the waits grow. Null after the last attempt. */
export function nextTry(attempts: number, now: Date): Date | null {
  const minutes = waits[attempts - 1];
  return minutes === undefined ? null : plus(now, { minutes });
}

/** As `nextTry`, for mails that stay useful for days: after the last wait it is repeated instead of giving up. */
export function nextTryForDays(attempts: number, now: Date): Date | null {
  return nextTry(Math.min(attempts, waits.length), now);
}
