import type { IncomingMessage } from "node:http";
import { getConfig } from "@/lib/base/config";
import { isFromThisMachine } from "@/lib/server/front/listen";

/**
 * The network address that a request came from, by which uses are counted and /metrics is given or refused.
 * @param trustProxy whether a proxy stands in front of this server (TRUST_PROXY). It appends the address that it saw to
 * X-Forwarded-For, so that only the last entry can be believed: the entries before it are the client's own claim.
 * Without a proxy the whole header is such a claim, and the socket's address counts.
 */
export function requestAddress({ socket, headers }: IncomingMessage, trustProxy: boolean): string {
  const seen = socket.remoteAddress ?? "unknown";
  if (!trustProxy) return seen;
  return (
    String(headers["x-forwarded-for"] ?? "")
      .split(",")
      .at(-1)
      ?.trim() || seen
  );
}

/**
 * Writes into the request's headers who makes it, whatever it says itself: rate limits, the outbox and /metrics go by that.
 * When an action redirects, or is called at another page's address, Next asks this server itself for that page, with the
 * headers of the call: then the caller stays the one who made the call.
 * @param isRefill whether the cache asks for the page, which is seen by everyone
 * @param secret of this process, by which its own requests are known
 */
export function nameCaller(request: IncomingMessage, isRefill: boolean, secret: string): void {
  const { headers } = request;
  if (headers["x-quire-caller"] === secret) return;
  headers["x-quire-caller"] = secret;
  headers["x-quire-address"] = requestAddress(request, getConfig().TRUST_PROXY === "on");
  headers["x-quire-local"] = isFromThisMachine(request) && !isRefill ? "yes" : "no";
}
