import { setTimeout as wait } from "node:timers/promises";

/**
 * What a check gave: its value, the error that it failed with, or neither if it did not end in time. `busy`: it may have
 * ended, but this process was too busy to notice.
 */
type Checked<T> = { value: T } | { error?: unknown; busy?: boolean };

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
    const late = untilLate(limitMs, abort.signal).catch(() => ({}));
    const first = await Promise.race([mine, late]);
    abort.abort();
    if ("value" in first || "error" in first || !last || performance.now() - last.at > keptMs) return first;
    return { value: last.value };
  };
}

/** The shortest step in which the time of a check is counted, in milliseconds. */
const minStepMs = 10;
const maxSteps = 20;
/** How many times its limit a check may take in a process that is busy. */
const patience = 5;

/**
 * Waits until a check has had its time. While this process is busy, answers lie unread in their sockets, which says nothing
 * about who sent them; so the time is counted in steps, and a step counts once however late it ends.
 */
async function untilLate(limitMs: number, signal: AbortSignal): Promise<{ busy?: boolean }> {
  const steps = Math.max(1, Math.min(maxSteps, Math.floor(limitMs / minStepMs)));
  const until = performance.now() + Math.max(patience * limitMs, patience * minStepMs);
  for (let step = 0; step < steps; step++) {
    if (performance.now() > until) return { busy: true };
    await wait(limitMs / steps, undefined, { signal });
  }
  return {};
}
