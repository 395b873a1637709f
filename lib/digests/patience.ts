import { elapsed, plus } from "@/lib/base/time";

/** While a worker has digests in hand nobody else takes them; one that dies lets them go after this. */
const lease = { minutes: 10 };

/** The latest that a digest goes out after it was due; later than this it is skipped. */
const latestHours = { daily: 6, weekdays: 6, weekly: 24 } as const;

/** Whether a digest is too late to be sent: six hours after its time, a weekly one a day. */
export function isTooLate(cadence: keyof typeof latestHours, dueAt: Date, now: Date): boolean {
  return elapsed(dueAt, now, "hours") > latestHours[cadence];
}

/** Until when what is taken at a moment is nobody else's. */
export function leaseEnd(now: Date): Date {
  return plus(now, lease);
}
