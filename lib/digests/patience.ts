const minute = 60_000;

/** While a worker has digests in hand nobody else takes them; one that dies lets them go after this. */
const leaseMs = 10 * minute;

/** The latest that a digest goes out after it was due; later than this it is skipped. */
const latestMs = { daily: 6 * 60 * minute, weekdays: 6 * 60 * minute, weekly: 24 * 60 * minute } as const;

/** Whether a digest is too late to be sent: six hours after its time, a weekly one a day. */
export function isTooLate(cadence: keyof typeof latestMs, dueAt: Date, now: Date): boolean {
  return now.getTime() - dueAt.getTime() > latestMs[cadence];
}

/** Until when what is taken at a moment is nobody else's. */
export function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + leaseMs);
}
