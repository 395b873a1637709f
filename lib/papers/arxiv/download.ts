import { AppError } from "@/lib/base/errors";
import { arxivUnavailable } from "./unavailable";

type Clock = { now: () => number; sleep: (ms: number) => Promise<void> };

/** How long and how often a download is tried. Times in milliseconds. */
export type RetryPolicy = {
  /** For one request. */
  timeoutMs: number;
  /** For all requests, with the waits between them. */
  totalMs: number;
  attempts: number;
  /** Whether to ask again when no answer came at all. */
  afterSilence: boolean;
};

export type DownloadOptions = Clock & {
  fetch: typeof fetch;
  minIntervalMs: number;
  maxBytes: number;
  userAgent: string;
};

/** One answer; `null` when none came: no connection, no answer in time, or far too long a one. */
type Answer = { status: number; retryAfter: string | null; text: string } | null;

/**
 * Makes the function that asks arXiv: one request at a time, paced, again after 429 and 5xx as Retry-After asks.
 * It gives the body of a 200 or a 400 (arXiv explains itself there), and throws AppError `unavailable` otherwise.
 */
export function createDownload(options: DownloadOptions) {
  const limiter = createRateLimiter(options.minIntervalMs, options);

  return async function download(url: URL, policy: RetryPolicy): Promise<string> {
    const deadline = options.now() + policy.totalMs;
    const signal = AbortSignal.timeout(policy.totalMs);
    const timely = () => AbortSignal.any([signal, AbortSignal.timeout(policy.timeoutMs)]);
    for (let attempt = 1; ; attempt++) {
      const answer = await limiter.run(() => ask(url, timely(), options), deadline, signal);
      if (answer?.status === 200 || answer?.status === 400) return answer.text;
      const wait = waitMs(answer?.retryAfter ?? null, attempt, options.now());
      const again = answer ? answer.status === 429 || answer.status >= 500 : policy.afterSilence;
      if (again) limiter.pause(wait);
      if (!again || attempt >= policy.attempts)
        throw arxivUnavailable(again ? Math.ceil(wait / 1000) : undefined);
    }
  };
}

/**
 * A rate limiter: one task runs at a time, and the next starts `minIntervalMs` after the last one started at the
 * earliest, which are arXiv's terms for one client. `pause` holds back all tasks, as arXiv's Retry-After asks.
 */
function createRateLimiter(minIntervalMs: number, { now, sleep }: Clock) {
  let last: Promise<unknown> = Promise.resolve();
  let notBefore = 0;

  /** Runs the task when it may start. @throws AppError `unavailable` when that would be after `deadline` or the signal */
  function run<T>(task: () => Promise<T>, deadline: number, signal: AbortSignal): Promise<T> {
    const turn = last.then(async () => {
      const wait = Math.max(0, notBefore - now());
      if (signal.aborted || now() + wait > deadline) throw arxivUnavailable(Math.ceil(wait / 1000));
      if (wait > 0) await sleep(wait);
      notBefore = now() + minIntervalMs;
      return task();
    });
    // The caller gets the task's error; the next task only waits for its end.
    last = turn.catch(() => undefined);
    return Promise.race([turn, rejectOn(signal)]);
  }

  function pause(ms: number): void {
    notBefore = Math.max(notBefore, now() + ms);
  }

  return { run, pause };
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const giveUp = () => reject(arxivUnavailable());
    if (signal.aborted) giveUp();
    signal.addEventListener("abort", giveUp, { once: true });
  });
}

async function ask(url: URL, signal: AbortSignal, options: DownloadOptions): Promise<Answer> {
  try {
    const response = await options.fetch(url, { signal, headers: { "user-agent": options.userAgent } });
    const text = await readUpTo(response, options.maxBytes);
    const retryAfter = response.headers.get("retry-after");
    return text === null ? null : { status: response.status, retryAfter, text };
  } catch (error) {
    if (isSilence(error)) return null;
    throw error;
  }
}

async function readUpTo(response: Response, maxBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop closes the connection.
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Milliseconds that a Retry-After header asks for (seconds or a date), five seconds more each time without one. */
function waitMs(retryAfter: string | null, attempt: number, now: number): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  const ms = Number.isNaN(seconds) ? Date.parse(retryAfter ?? "") - now : seconds * 1000;
  return Number.isNaN(ms) ? attempt * 5_000 : Math.max(0, ms);
}

function isSilence(error: unknown): boolean {
  if (error instanceof AppError) return false;
  // What fetch throws: TypeError for the network, TimeoutError and AbortError for our own signals.
  return error instanceof TypeError || error instanceof DOMException;
}
