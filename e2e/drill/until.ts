import { setTimeout as pause } from "node:timers/promises";

type Limits = {
  /** The sentence of the error. */
  failed: string;
  /** How long to try, in milliseconds. */
  within?: number;
  /** How long to wait between two tries, in milliseconds. */
  every?: number;
};

/**
 * Waits until a condition holds. An error while it is looked at counts as "not yet": the hub may be away.
 * @throws Error with the given sentence when the time is over
 */
export async function until(
  holds: () => Promise<boolean> | boolean,
  { failed, within = 180_000, every = 50 }: Limits,
): Promise<void> {
  const end = performance.now() + within;
  for (let last: unknown; ; ) {
    try {
      if (await holds()) return;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) throw new Error(`${failed} within ${within / 1000} s`, { cause: last });
    await pause(every);
  }
}
