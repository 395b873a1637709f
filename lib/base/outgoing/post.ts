import { setTimeout as delay } from "node:timers/promises";
import { request } from "undici";
import { codeOf } from "@/lib/base/errors";
import { createAgent } from "@/lib/base/outgoing/agent";
import { parsePlace } from "@/lib/base/outgoing/places";

/** The outcome of a call: the status of the response, or why there was none. */
export type Outcome = { status: number; error: null } | { status: null; error: string };

type Message = { headers: Record<string, string>; body: string };

const maxBytes = 64 * 1024;

/**
 * Limits of a call in milliseconds: `total` for all of it, `connect` for looking up the host and connecting, and `tell`, before
 * which nobody learns that there was no connection.
 */
type CallLimits = { connect: number; tell: number; total: number };
const usualLimits: CallLimits = { connect: 2500, tell: 4000, total: 10_000 };

/**
 * The one answer for a host that does not exist, is inside a private network, refuses the connection or drops it. Anybody may
 * name any host, and different answers would show them which machines the hub's own network has.
 */
const noConnection =
  "The hub could not connect. It calls public addresses only: check the spelling, and that the server accepts connections.";

/**
 * Posts a message to an address that a user entered. Only machines on the public internet are called: the host's
 * addresses are checked when the socket connects, so that DNS cannot point elsewhere in between. Redirects are not
 * followed, and at most 64 kB of the response body are read and discarded. Whatever prevents a connection, the outcome has
 * the same words and takes the same time.
 * @returns the outcome; failures of the other side are not thrown
 */
export async function postOutside(
  address: string,
  message: Message,
  limits: CallLimits = usualLimits,
): Promise<Outcome> {
  const timer = new AbortController();
  const told = delay(limits.tell, undefined, { signal: timer.signal }).catch(() => undefined);
  try {
    return { status: await call(parsePlace(address), message, limits), error: null };
  } catch (reason) {
    const error = wordsOf(reason);
    if (error === noConnection) await told;
    return { status: null, error };
  } finally {
    timer.abort();
  }
}

async function call(url: URL, message: Message, { connect, total }: CallLimits): Promise<number> {
  const dispatcher = createAgent(url, connect);
  const signal = AbortSignal.timeout(total);
  try {
    const answer = await request(url, { method: "POST", dispatcher, signal, ...message });
    // Only the status matters; errors after it are ignored.
    await answer.body.dump({ limit: maxBytes, signal }).catch(() => undefined);
    return answer.statusCode;
  } finally {
    await dispatcher.destroy();
  }
}

/** Says why there was no answer. Only failures after a connection to a public machine have words of their own. */
function wordsOf(reason: unknown): string {
  if (!(reason instanceof Error)) return noConnection;
  const code = codeOf(reason);
  if (reason.name === "TimeoutError" || /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(code))
    return "There was no answer in time.";
  if (code === "UND_ERR_SOCKET" || code === "ECONNRESET") return "The host broke the connection off.";
  if (/CERT|SSL|TLS|SIGNED/.test(code)) return "The host's certificate was not accepted.";
  return noConnection;
}
