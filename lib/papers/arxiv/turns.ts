import { arxivUnavailable } from "./unavailable";

export type Clock = { now: () => number; sleep: (ms: number) => Promise<void> };

export type Turns = ReturnType<typeof createTurns>;

/**
 * Lets one task run at a time, the next not before `minIntervalMs` after the last began: arXiv's terms for one client.
 * `pause` puts the next turn off for everybody, as arXiv's Retry-After asks.
 */
export function createTurns(minIntervalMs: number, { now, sleep }: Clock) {
  let last: Promise<unknown> = Promise.resolve();
  let notBefore = 0;

  /** Runs the task in its turn; throws AppError `unavailable` when that turn would come after `deadline` or the signal. */
  function take<T>(task: () => Promise<T>, deadline: number, signal: AbortSignal): Promise<T> {
    const turn = last.then(async () => {
      const wait = Math.max(0, notBefore - now());
      if (signal.aborted || now() + wait > deadline) throw arxivUnavailable(Math.ceil(wait / 1000));
      if (wait > 0) await sleep(wait);
      notBefore = now() + minIntervalMs;
      return task();
    });
    // Whoever took the turn gets its error; the next in line only waits for its end.
    last = turn.catch(() => undefined);
    return Promise.race([turn, rejectOn(signal)]);
  }

  function pause(ms: number): void {
    notBefore = Math.max(notBefore, now() + ms);
  }

  return { take, pause };
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const giveUp = () => reject(arxivUnavailable());
    if (signal.aborted) giveUp();
    signal.addEventListener("abort", giveUp, { once: true });
  });
}
