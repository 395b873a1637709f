import { AppError } from "@/lib/base/errors";
import { type Clock, createTurns } from "./turns";
import { arxivUnavailable } from "./unavailable";

export type Patience = {
  /** For one request. */
  timeoutMs: number;
  /** For all of them, with the turns and pauses between. */
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
  const turns = createTurns(options.minIntervalMs, options);

  return async function download(url: URL, patience: Patience): Promise<string> {
    const deadline = options.now() + patience.totalMs;
    const signal = AbortSignal.timeout(patience.totalMs);
    const timely = () => AbortSignal.any([signal, AbortSignal.timeout(patience.timeoutMs)]);
    for (let attempt = 1; ; attempt++) {
      const answer = await turns.take(() => ask(url, timely(), options), deadline, signal);
      if (answer?.status === 200 || answer?.status === 400) return answer.text;
      const wait = waitMs(answer?.retryAfter ?? null, attempt, options.now());
      const again = answer ? answer.status === 429 || answer.status >= 500 : patience.afterSilence;
      if (again) turns.pause(wait);
      if (!again || attempt >= patience.attempts)
        throw arxivUnavailable(again ? Math.ceil(wait / 1000) : undefined);
    }
  };
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
