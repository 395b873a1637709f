import { setTimeout as wait } from "node:timers/promises";

/** Runs through a list with so many at once, each beginning when one before it is done. */
export async function inLanes<T>(list: T[], lanes: number, run: (one: T) => Promise<void>): Promise<void> {
  const left = [...list];
  const lane = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await run(one);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, list.length) }, lane));
}

/** Waits for the next turn, so that no more than so many a second go out; false once it is time to stop. */
export function paced(perSecond: number, signal: AbortSignal): () => Promise<boolean> {
  const gap = 1000 / perSecond;
  let next = 0;
  return async () => {
    const now = performance.now();
    next = Math.max(now, next + gap);
    if (next > now) await wait(next - now, undefined, { signal }).catch(() => undefined);
    return !signal.aborted;
  };
}
