import type { IncomingMessage } from "node:http";

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
