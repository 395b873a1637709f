import { AppError } from "@/lib/base/errors";
import { arxivUnavailable } from "./unavailable";

type Clock = { now: () => number; sleep: (ms: number) => Promise<void> };

/** The time limits (in milliseconds) and the number of attempts of a download. */
export type RetryPolicy = {
  /** Limit of one request. */
  timeoutMs: number;
  /** Limit of all attempts together, waits included. */
  totalMs: number;
  attempts: number;
  /** Whether to retry when no answer came at all. */
  afterSilence: boolean;
};

export type DownloadOptions = Clock & {
  fetch: typeof fetch;
  minIntervalMs: number;
  maxBytes: number;
  userAgent: string;
};

/** A response, or why there was none: no connection, a timeout, or a body over the size limit. */
type Answer = { status: number; retryAfter: string | null; text: string } | { failure: string };

/**
 * Creates the function that downloads from arXiv, rate-limited, with retries after 429 and 5xx as Retry-After asks.
 * It returns the body of a 200, or of a 400, where arXiv gives its reason, and throws AppError `unavailable` otherwise.
 */
export function createDownload(options: DownloadOptions) {
  const limiter = createRateLimiter(options.minIntervalMs, options);

  return async function download(url: URL, policy: RetryPolicy): Promise<string> {
    const deadline = options.now() + policy.totalMs;
    const signal = AbortSignal.timeout(policy.totalMs);
    const combinedSignal = () => AbortSignal.any([signal, AbortSignal.timeout(policy.timeoutMs)]);
    for (let attempt = 1; ; attempt++) {
      const answer = await limiter.run(() => ask(url, combinedSignal(), options), deadline, signal);
      const status = "status" in answer ? answer.status : null;
      if ("text" in answer && (status === 200 || status === 400)) return answer.text;
      const wait = waitMs("retryAfter" in answer ? answer.retryAfter : null, attempt, options.now());
      const again = status === null ? policy.afterSilence : status === 429 || status >= 500;
      if (again) limiter.pause(wait);
      if (!again || attempt >= policy.attempts)
        throw arxivUnavailable(again ? Math.ceil(wait / 1000) : undefined, detailOf(url, answer));
    }
  };
}

/**
 * Creates a rate limiter that follows arXiv's terms of use: one task at a time, with at least `minIntervalMs` between
 * two starts. `pause` delays all tasks, for arXiv's Retry-After.
 */
function createRateLimiter(minIntervalMs: number, { now, sleep }: Clock) {
  let last: Promise<unknown> = Promise.resolve();
  let notBefore = 0;

  /** Runs the task in its turn. @throws AppError `unavailable` when `deadline` or the signal comes first */
  function run<T>(task: () => Promise<T>, deadline: number, signal: AbortSignal): Promise<T> {
    const turn = last.then(async () => {
      const wait = Math.max(0, notBefore - now());
      if (signal.aborted || now() + wait > deadline)
        throw arxivUnavailable(Math.ceil(wait / 1000), "arXiv asked the hub to wait longer.");
      if (wait > 0) await sleep(wait);
      notBefore = now() + minIntervalMs;
      return task();
    });
    // The caller gets the task's error; the next task only waits until this one has ended.
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
    const giveUp = () => reject(arxivUnavailable(undefined, "arXiv did not answer in time."));
    if (signal.aborted) giveUp();
    signal.addEventListener("abort", giveUp, { once: true });
  });
}

async function ask(url: URL, signal: AbortSignal, options: DownloadOptions): Promise<Answer> {
  try {
    const response = await options.fetch(url, { signal, headers: { "user-agent": options.userAgent } });
    const text = await readUpTo(response, options.maxBytes);
    const retryAfter = response.headers.get("retry-after");
    if (text === null) return { failure: "sent a larger answer than is read" };
    return { status: response.status, retryAfter, text };
  } catch (error) {
    if (isConnectionError(error)) return { failure: failureWords(error) };
    throw error;
  }
}

function detailOf({ host }: URL, answer: Answer): string {
  return `${host} ${"failure" in answer ? answer.failure : `answered with status ${answer.status}`}.`;
}

function failureWords(error: Error): string {
  if (error.name === "TimeoutError" || error.name === "AbortError") return "did not answer in time";
  const cause = Object(error.cause);
  return `cannot be reached (${cause.code ?? cause.message ?? error.message})`;
}

async function readUpTo(response: Response, maxBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Returning from the loop closes the connection.
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The wait in milliseconds from a Retry-After header (seconds or a date); without one, 5 s more per attempt. */
function waitMs(retryAfter: string | null, attempt: number, now: number): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  const ms = Number.isNaN(seconds) ? Date.parse(retryAfter ?? "") - now : seconds * 1000;
  return Number.isNaN(ms) ? attempt * 5_000 : Math.max(0, ms);
}

function isConnectionError(error: unknown): error is Error {
  if (error instanceof AppError) return false;
  // fetch throws TypeError for network errors, and DOMException (timeout, abort) for our own signals.
  return error instanceof TypeError || error instanceof DOMException;
}
