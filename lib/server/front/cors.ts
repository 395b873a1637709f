import type { IncomingMessage, ServerResponse } from "node:http";
import { readBearer } from "@/lib/web/bearer";

const methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
const sent =
  "Authorization, Content-Type, Accept, If-None-Match, Prefer, X-Request-Id, Mcp-Protocol-Version, Mcp-Session-Id";
const shown =
  "Link, ETag, RateLimit, RateLimit-Policy, Retry-After, X-Error-Message, X-Request-Id, Allow, Location, Mcp-Session-Id";

/** Whether an address is made for programs, on any site: all of /api but the sign-in, the MCP server, OAI-PMH, oEmbed. */
export function isForPrograms(url = ""): boolean {
  return /^\/(api|mcp|oai|oembed)(?![^/?#])/.test(url) && !/^\/api\/auth(?![^/?#])/.test(url);
}

/**
 * Lets other sites' scripts call an address for programs. Never with cookies: they send a token, or read what
 * everybody may read.
 * @returns whether that was all that was asked (a preflight), answered with 204
 */
export function openToSites({ method, url }: IncomingMessage, response: ServerResponse): boolean {
  if (!isForPrograms(url)) return false;
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Expose-Headers", shown);
  if (method !== "OPTIONS") return false;
  response.setHeader("Access-Control-Allow-Methods", methods);
  response.setHeader("Access-Control-Allow-Headers", sent);
  response.setHeader("Access-Control-Max-Age", "86400");
  response.setHeader("Allow", methods);
  response.writeHead(204).end();
  return true;
}

/** Whether an address changes nothing, even by POST. */
export function onlyReads({ url = "" }: IncomingMessage): boolean {
  return /^\/oai(?![^?#])/.test(url);
}

/** Whether mail programs post here, from wherever they are: the secret in the address is what counts (RFC 8058). */
export function isOneClick({ url = "" }: IncomingMessage): boolean {
  return /^\/(subscriptions|mail)\/one-click(?![^?#])/.test(url);
}

/** Whether a request carries a token of its own, which no other site's page can have stolen as it could a cookie. */
export function bringsToken({ url, headers }: IncomingMessage): boolean {
  return isForPrograms(url) && readBearer(headers.authorization) !== null;
}
