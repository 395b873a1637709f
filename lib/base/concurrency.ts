import { setTimeout as wait } from "node:timers/promises";

/**
 * Runs a task for each item of a list, at most `limit` of them at once.
 * @throws what the first failing task throws
 */
export async function forEachConcurrently<T>(
  items: T[],
  limit: number,
  run: (item: T) => Promise<void>,
): Promise<void> {
  // All workers share one iterator, so that each item is run once.
  const remaining = items.values();
  const work = async () => {
    for (const item of remaining) await run(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
}

/**
 * Limits how many pieces of work run at once. The others wait, and begin in the order in which they were asked for.
 * @returns a function that does a piece of work once there is room for it
 */
export function createLimiter(limit: number): <T>(run: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = limit;
  return async (run) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/**
 * Wraps a task so that a call during a run does nothing: the schedule calls its tasks at fixed times, however long the
 * last run takes.
 * @param skipped what such a call resolves to
 */
export function skipWhileRunning<A, R>(
  task: (argument: A) => Promise<R>,
  skipped: R,
): (argument: A) => Promise<R> {
  let running = false;
  return async (argument) => {
    if (running) return skipped;
    running = true;
    try {
      return await task(argument);
    } finally {
      running = false;
    }
  };
}

/**
 * Limits work to a number of pieces per second.
 * @returns a function to await before each piece of work
 */
export function createPacer(perSecond: number): () => Promise<void> {
  const gapMs = 1000 / perSecond;
  let next = 0;
  return async () => {
    const now = performance.now();
    next = Math.max(now, next + gapMs);
    if (next > now) await wait(next - now);
  };
}
