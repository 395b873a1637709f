import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, request } from "undici";
import { AppError } from "@/lib/base/errors";
import { isAllowedPlace, onlyPublic, parsePlace, Unreachable } from "@/lib/base/outgoing/places";

/** The outcome of a call: the status of the response, or why there was none. */
export type Outcome = { status: number; error: null } | { status: null; error: string };

type Message = { headers: Record<string, string>; body: string };

const maxBytes = 64 * 1024;
const maxWait = 10_000;

/**
 * Posts a message to an address that a user entered. Only machines on the public internet are called: the host's
 * addresses are checked when the socket connects, so that DNS cannot point elsewhere in between. Redirects are not
 * followed, and at most 64 kB of the response body are read and discarded.
 * @param wait the time limit for the whole call, in milliseconds
 * @returns the outcome; failures of the other side are not thrown
 */
export async function postOutside(address: string, message: Message, wait = maxWait): Promise<Outcome> {
  try {
    return { status: await call(parsePlace(address), message, wait), error: null };
  } catch (reason) {
    return { status: null, error: wordsOf(reason) };
  }
}

async function call(url: URL, message: Message, wait: number): Promise<number> {
  const lookup = isAllowedPlace(url) ? {} : { lookup: lookupPublic };
  const dispatcher = new Agent({ connect: { timeout: wait, ...lookup } });
  const signal = AbortSignal.timeout(wait);
  try {
    const answer = await request(url, { method: "POST", dispatcher, signal, ...message });
    // Only the status matters; errors after it are ignored.
    await answer.body.dump({ limit: maxBytes, signal }).catch(() => undefined);
    return answer.statusCode;
  } finally {
    await dispatcher.destroy();
  }
}

const lookupPublic: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, []);
    try {
      const [first, ...more] = onlyPublic(addresses);
      if (options.all) return done(null, first ? [first, ...more] : []);
      done(null, first?.address ?? "", first?.family);
    } catch (refusal) {
      done(refusal as Error, []);
    }
  });
};

const errorWords: Record<string, string> = {
  ECONNREFUSED: "The host refused the connection.",
  ECONNRESET: "The host broke the connection off.",
  UND_ERR_SOCKET: "The host broke the connection off.",
  EHOSTUNREACH: "The host could not be reached.",
  ENETUNREACH: "The host could not be reached.",
  ENOTFOUND: "There is no host of this name.",
  EAI_AGAIN: "The host's name could not be looked up.",
};

function wordsOf(reason: unknown): string {
  if (reason instanceof AppError || reason instanceof Unreachable) return reason.message;
  if (!(reason instanceof Error)) return "The call failed.";
  const code = "code" in reason ? String(reason.code) : "";
  if (reason.name === "TimeoutError" || /TIMEOUT|ETIMEDOUT/.test(code)) return "There was no answer in time.";
  if (/CERT|SSL|TLS|SIGNED/.test(code)) return "The host's certificate was not accepted.";
  return errorWords[code] ?? "The call failed.";
}
