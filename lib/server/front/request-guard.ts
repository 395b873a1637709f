import type { IncomingMessage } from "node:http";
import { getConfig } from "@/lib/base/config";
import { noOAuth } from "@/lib/programs/mcp/no-oauth";
import { isForPrograms } from "@/lib/server/front/cors";
import { hasReadableState } from "@/lib/server/front/next-request";
import type { Notice } from "@/lib/server/front/plain-page";
import { readBearer } from "@/lib/web/bearer";
import { isSameOrigin } from "@/lib/web/origin";

// Bytes. Files are what Next takes of a server action (next.config.mjs), programs what the API reads (lib/web/request.ts).
const maxBody = { pages: 256 * 1024, files: 6 * 1024 * 1024, programs: 512 * 1024 };

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/**
 * Why a request is refused before it reaches Next, or null. Next would answer these with a failure of its own, as if the
 * hub were at fault.
 */
export function refusal(request: IncomingMessage): Notice | null {
  const { method = "", url = "", headers } = request;
  if (!methods.includes(method)) return notAllowed;
  if (!isWellFormed(url)) return badRequest("This address is not spelled as addresses are.");
  if (headers.host !== undefined && !hostPattern.test(headers.host))
    return badRequest("The Host header does not name a host.");
  if (!hasReadableState(request)) return badRequest("The Next-Router-State-Tree header cannot be read.");
  if (method === "GET" || method === "HEAD") return null;
  if (method === "POST" && oauthCall.test(url)) return noSuchSignIn;
  if (file.test(plainPath(url)))
    return { status: 405, title: "Method not allowed", sentence: "This is a file: it can only be read." };
  if (Number(headers["content-length"]) > maxBodyOf(url)) return tooLarge;
  if (hasToken(request) || isReadByPost(url) || isOneClick(url)) return null;
  const sent = new Headers();
  for (const name of ["origin", "host", "sec-fetch-site"])
    if (headers[name]) sent.set(name, String(headers[name]));
  if (isSameOrigin(sent, getConfig().HUB_URL)) return null;
  return {
    status: 403,
    title: "Not from another site",
    sentence: "This request came from another site, so nothing was changed.",
  };
}

/** What is answered to a body that is longer than its address takes. */
export const tooLarge: Notice = {
  status: 413,
  title: "Too large",
  sentence: "That is more than the hub takes at once.",
};

/** Where clients register and ask for tokens if a server describes no other place (RFC 7591, RFC 6749). */
const oauthCall = /^\/(register|token)\/?(?![^?#])/;

const noSuchSignIn: Notice = {
  status: 404,
  title: "No OAuth",
  sentence: noOAuth,
  headers: { "access-control-allow-origin": "*" },
  json: { error: "access_denied", error_description: noOAuth },
};

const hostPattern = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i;

const notAllowed: Notice = {
  status: 405,
  title: "Method not allowed",
  sentence: `This hub answers ${methods.join(", ")} only.`,
  headers: { allow: methods.join(", ") },
};

function badRequest(sentence: string): Notice {
  return { status: 400, title: "Bad request", sentence };
}

/** Files of public/ and of the build, for which Next knows no other method and answers 500. */
const file = /^\/([\w-]+\.(js|svg|png)$|_next\/static\/)/;

/** The path of an address as Next looks for a file at it: without encoding, and without dots that lead elsewhere. */
function plainPath(url: string): string {
  return decodeURIComponent(new URL(url, "http://hub").pathname);
}

/** Whether an address is one of the pages that Next keeps for itself, such as `/_global-error`, which fails by design. */
export function isOfNext(url: string): boolean {
  return /^\/_(?!next\/|_nextjs)/.test(plainPath(url));
}

// Another site's page cannot have stolen a token, as it could use a cookie.
function hasToken({ url, headers }: IncomingMessage): boolean {
  return isForPrograms(url) && readBearer(headers.authorization) !== null;
}

// OAI-PMH allows its questions to be asked by POST.
function isReadByPost(url: string): boolean {
  return /^\/oai(?![^?#])/.test(url);
}

// Mail programs post here from wherever they are; the secret in the address is what counts (RFC 8058).
function isOneClick(url: string): boolean {
  return /^\/(subscriptions|mail)\/one-click(?![^?#])/.test(url);
}

/**
 * The longest body that an address takes, in bytes.
 * @param isKnown false for people who are certainly not signed in, whose files nobody would read: parsing a form of
 * megabytes takes up to a second
 */
export function maxBodyOf(url: string, isKnown = true): number {
  if (isForPrograms(url)) return maxBody.programs;
  return isKnown && /^\/first-steps\/papers(?![^?#])/.test(url) ? maxBody.files : maxBody.pages;
}

function isWellFormed(url: string): boolean {
  // Browsers read two slashes or a backslash at the start as another host.
  if (!url.startsWith("/") || /^[/\\]{2}|%00/.test(url)) return false;
  try {
    decodeURIComponent(url.split("?")[0] ?? "");
    return true;
  } catch {
    return false;
  }
}
