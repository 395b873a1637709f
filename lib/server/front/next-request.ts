import type { IncomingMessage } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";
import { cleanCookies } from "@/lib/server/front/cookies";
import { isForPrograms } from "@/lib/server/front/cors";

/** Headers by which Next's own parts talk to each other, or by which proxies could change what Next takes for its address. */
const inner =
  /^x-(middleware|nextjs|next|invoke|matched|now|action-forwarded|vercel|forwarded-(host|port|server|prefix))(-|$)|^next-resume/;

/** Next's client sends these only with these values; anything else is dropped. */
const allowed: Record<string, RegExp> = {
  rsc: /^1$/,
  "next-router-prefetch": /^[123]$/,
  "next-hmr-refresh": /^1$/,
  "next-url": /^\/(?![/\\])[\x21-\x7e]*$/,
  "next-router-segment-prefetch": /^\/[\x21-\x7e]*$/,
  "x-forwarded-proto": /^https?$/,
};

/** Parts and conditions that nothing here offers; Next answers 500 where a file does not fulfil them. */
const conditions = ["range", "if-range", "if-match", "if-unmodified-since"];

/**
 * Brings a request into a form that Next can answer: an absolute address becomes a path, and headers and cookies that only
 * a program made up are removed.
 */
export function cleanRequest(request: IncomingMessage): void {
  const { headers } = request;
  for (const name of Object.keys(headers)) {
    const pattern = allowed[name];
    if (inner.test(name) || (pattern && !pattern.test(String(headers[name])))) delete headers[name];
  }
  for (const name of conditions) delete headers[name];
  // The request guard has checked the origin against the hub's own address. Next compares it with the Host header, which a
  // proxy may have changed.
  if (headers.origin && headers.host && !isForPrograms(request.url))
    headers.origin = `http://${headers.host}`;
  if (headers.cookie !== undefined) headers.cookie = cleanCookies(headers.cookie);
}

/**
 * Turns an address with a scheme and host, as clients send it to a proxy, into a path with a Host header (RFC 9112 §3.2.2).
 * Other addresses stay as they are.
 */
export function takeAbsoluteAddress(request: IncomingMessage): void {
  const { url = "" } = request;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return;
  const { host, pathname, search } = new URL(url);
  request.headers.host = host;
  request.url = pathname + search;
}

/** Whether the router's state, which Next's client sends along, is one that Next can read; asks the function that it calls. */
export function hasReadableState({ headers }: IncomingMessage): boolean {
  const state = headers["next-router-state-tree"];
  if (state === undefined) return true;
  try {
    parseAndValidateFlightRouterState(state);
    return true;
  } catch {
    return false;
  }
}
