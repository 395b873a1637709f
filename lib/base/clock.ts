import { minuteMs, plus } from "@/lib/base/time";

// A machine's clock may be set, forward by mistake and then back. Times that were stored meanwhile lie in the future; until they
// have passed, they would order votes wrongly and hold back jobs, mails and indexing.

/** A stored time later than this was written while the clock was wrong: machines that share a database differ by less. */
export function impossibleAfter(now: Date): Date {
  return plus(now, { minutes: 5 });
}

/**
 * The time in milliseconds since 1970, by a clock that nobody can set. For ages and waits: after Date.now() was set back,
 * everything would stay fresh, and wait, for that much longer.
 */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}

const noticedMs = minuteMs;

const clocks = () => ({ wall: Date.now(), steady: performance.now() });

/**
 * Watches for the clock being set.
 * @param read the time by the clock and by a timer that nobody can set, both in milliseconds
 * @returns a function that tells by how many milliseconds the clock was set forward, or back if negative, since it was last
 * called; 0 for less than a minute
 */
export function watchClock(read = clocks): () => number {
  const offset = () => {
    const { wall, steady } = read();
    return wall - steady;
  };
  let last = offset();
  return () => {
    const now = offset();
    const step = Math.round(now - last);
    last = now;
    return Math.abs(step) < noticedMs ? 0 : step;
  };
}
