import type { IncomingMessage, ServerResponse } from "node:http";

const methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
const requestHeaders =
  "Authorization, Content-Type, Accept, If-None-Match, Prefer, X-Request-Id, Mcp-Protocol-Version, Mcp-Session-Id";
const responseHeaders =
  "Link, ETag, RateLimit, RateLimit-Policy, Retry-After, X-Error-Message, X-Request-Id, Allow, Location, Mcp-Session-Id";

/**
 * Whether an address is made for programs: all of /api but the sign-in, well-known addresses (RFC 8615), the MCP server,
 * OAI-PMH and oEmbed. Below the last three there is nothing, and such an address gives the page of unknown ones.
 */
export function isForPrograms(url = ""): boolean {
  if (/^\/(mcp|oai|oembed)\/?(?![^?#])/.test(url)) return true;
  if (url.startsWith("/.well-known/")) return true;
  return /^\/api(?![^/?#])/.test(url) && !/^\/api\/auth(?![^/?#])/.test(url);
}

/**
 * Lets scripts of other sites call an address for programs (CORS). Cookies are never allowed: such scripts send a
 * token, or read what is public.
 * @returns whether the request was a preflight, which is now answered with 204
 */
export function allowCrossOrigin({ method, url }: IncomingMessage, response: ServerResponse): boolean {
  if (!isForPrograms(url)) return false;
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Expose-Headers", responseHeaders);
  if (method !== "OPTIONS") return false;
  response.setHeader("Access-Control-Allow-Methods", methods);
  response.setHeader("Access-Control-Allow-Headers", requestHeaders);
  response.setHeader("Access-Control-Max-Age", "86400");
  response.setHeader("Allow", methods);
  response.writeHead(204).end();
  return true;
}
