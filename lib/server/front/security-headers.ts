import type { IncomingMessage, ServerResponse } from "node:http";
import { getConfig } from "@/lib/base/config";
import { sessionToken } from "@/lib/server/front/cookies";
import { isForPrograms } from "@/lib/server/front/cors";

const providerOrigins = [
  ["GITHUB_ID", "https://github.com"],
  ["GOOGLE_ID", "https://accounts.google.com"],
  ["ORCID_ID", "https://orcid.org"],
] as const;

/** Headers that every answer carries. */
export function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("X-Frame-Options", "DENY");
  response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
  response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  // Refusals keep this; setResourcePolicy opens what is made for other sites.
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  if (getConfig().HUB_URL.startsWith("https:"))
    response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

/** What other sites may show or read: badges, avatars, preview pictures, exports and feeds, but no reader's own feed. */
const embeddable = /^\/(badges|avatars|og|files|feeds(?!\/mine\/))\//;

/**
 * Sets whether pages of other sites may embed an answer (Cross-Origin-Resource-Policy).
 * @param request with its internal address: `/badges/…` for the badge of a paper
 */
export function setResourcePolicy(request: IncomingMessage, response: ServerResponse): void {
  const { url = "", headers } = request;
  const shared = embeddable.test(url) || (isForPrograms(url) && isOpen(headers));
  response.setHeader("Cross-Origin-Resource-Policy", shared ? "cross-origin" : "same-origin");
}

/** Whether the answer is for everybody: one to a token or a session may be meant for its reader alone. */
function isOpen({ authorization, cookie = "" }: IncomingMessage["headers"]): boolean {
  return authorization === undefined && sessionToken(cookie) === null;
}

/**
 * Content-Security-Policy of a page.
 * @param scripts what may run inline: `'nonce-…'` or `'sha256-…'` sources; none for a page without inline scripts
 */
export function contentSecurityPolicy(scripts: string[]): string {
  const { NODE_ENV, HUB_URL } = getConfig();
  const dev = NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'self' ${[...scripts, ...(dev ? ["'unsafe-eval'"] : [])].join(" ")}`.trim(),
    `style-src 'self'${dev ? " 'unsafe-inline'" : ""}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action 'self' ${signInOrigins().join(" ")}`.trim(),
    ...(HUB_URL.startsWith("https:") ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/**
 * What a mail shown in a frame of the hub's own page may do: be drawn with its styles, and open its links in a new tab.
 * Nothing is fetched and nothing runs, as in a mail program.
 */
export function setMailPolicy(response: ServerResponse): void {
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
  ];
  response.setHeader("Content-Security-Policy", [...policy, "form-action 'none'"].join("; "));
  response.setHeader("X-Frame-Options", "SAMEORIGIN");
}

/** Gives Next the nonce by the request header in which it looks for one. */
export function setNonce(request: IncomingMessage, response: ServerResponse, nonce: string): void {
  const policy = contentSecurityPolicy([`'nonce-${nonce}'`, "'strict-dynamic'"]);
  request.headers["content-security-policy"] = policy;
  response.setHeader("Content-Security-Policy", policy);
}

// Browsers apply form-action to every redirect after a form, so the places that sign-in leads to are named.
function signInOrigins(): string[] {
  const config = getConfig();
  const known = providerOrigins.filter(([name]) => config[name]).map(([, origin]) => origin);
  return config.OIDC_ISSUER ? [...known, new URL(config.OIDC_ISSUER).origin] : known;
}
