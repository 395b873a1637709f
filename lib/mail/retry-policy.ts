const minute = 60_000;
const waits = [1, 5, 15, 60];

/** When to try a mail again after so many failed tries, later each time; null for never. */
export function nextTry(attempts: number, now: Date): Date | null {
  const wait = waits[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait * minute);
}

/** The same for a mail that is worth sending for days: it is tried on, each time after the longest wait. */
export function nextOfMany(attempts: number, now: Date): Date | null {
  return nextTry(Math.min(attempts, waits.length), now);
}
