import { getConfig } from "@/lib/base/config";
import { AppError } from "@/lib/base/errors";

/**
 * Refuses a state change that another site's page started. A browser says where a request comes from in
 * Sec-Fetch-Site or Origin and lets no page change them; a program that sends neither carries no stolen cookie.
 * @throws AppError forbidden
 */
export function assertSameOrigin(headers: Headers): void {
  if (!isSameOrigin(headers, getConfig().HUB_URL))
    throw new AppError("forbidden", "This request came from another site, so nothing was changed.");
}

/**
 * Refuses requests from a page under another host name that resolves to the hub (DNS rebinding). Such a page counts as the
 * same site, but its origin is not that of the hub's own address.
 * @throws AppError forbidden
 */
export function assertHubOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  if (origin !== null && origin !== new URL(getConfig().HUB_URL).origin)
    throw new AppError("forbidden", "This request came from another site: send a token with it.");
}

/** Whether the request's own headers say that it comes from the hub's pages, or from no page at all. */
export function isSameOrigin(headers: Headers, hubUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin" || site === "none";
  const origin = headers.get("origin");
  if (origin === null) return true;
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === headers.get("host") || origin === new URL(hubUrl).origin;
}
