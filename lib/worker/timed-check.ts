import { setTimeout as wait } from "node:timers/promises";

/** What a check gave: its value, the error that it failed with, or neither if it did not end in time. */
type Checked<T> = { value: T } | { error?: unknown };

type TimedCheck<A, T> = (given: A, limitMs: number) => Promise<Checked<T>>;

/**
 * Makes a check that answers within a time. One that hangs goes on by itself, and is asked again by the next call rather
 * than started a second time.
 * @param keptMs for how many milliseconds the last value answers in place of a run that does not end in time
 */
export function createTimedCheck<A, T>(run: (given: A) => Promise<T>, keptMs = 0): TimedCheck<A, T> {
  let running: Promise<Checked<T>> | null = null;
  let last: { value: T; at: number } | null = null;
  return async (given, limitMs) => {
    running ??= run(given).then(
      (value) => {
        last = { value, at: performance.now() };
        return { value };
      },
      (error: unknown) => ({ error }),
    );
    const mine = running;
    void mine.then(() => {
      if (running === mine) running = null;
    });
    const abort = new AbortController();
    const late = wait(limitMs, {}, { signal: abort.signal }).catch(() => ({}));
    const first = await Promise.race([mine, late]);
    abort.abort();
    if ("value" in first || "error" in first || !last || performance.now() - last.at > keptMs) return first;
    return { value: last.value };
  };
}
