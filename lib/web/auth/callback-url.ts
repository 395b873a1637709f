import { getConfig } from "@/lib/base/config";
import { AppError } from "@/lib/base/errors";

/** The cookies in which next-auth keeps where a sign-in leads to, over https and over http. */
const callbackCookies = ["__Secure-next-auth.callback-url", "next-auth.callback-url"];

/**
 * Whether next-auth can read where a sign-in leads to. It takes any other address, even in a cookie, for a fault in the
 * configuration of the server, and answers every request with 500 as long as a browser sends it.
 */
export function isCallbackUrl(text: string): boolean {
  const base = getConfig().HUB_URL;
  const given = text.startsWith("/") ? base : undefined;
  return URL.canParse(text, given) && /^https?:$/.test(new URL(text, given).protocol);
}

/** Refuses an address that next-auth cannot read. @throws AppError invalid */
export function assertCallbackUrl(text: string | null): void {
  if (text && !isCallbackUrl(text))
    throw new AppError(
      "invalid",
      "The parameter “callbackUrl” must be an address on this hub, such as /welcome.",
    );
}

/** The names of the request's cookies that next-auth cannot read. @param cookies by name */
export function badCallbackCookies(cookies: Record<string, string | undefined>): string[] {
  return callbackCookies.filter((name) => {
    const value = cookies[name];
    return value !== undefined && value !== "" && !isCallbackUrl(value);
  });
}

/**
 * Where next-auth sends the browser after a sign-in: the address asked for if it is on this hub, or else the front page.
 * @param given.baseUrl the origin of this hub
 */
export function callbackTarget({ url, baseUrl }: { url: string; baseUrl: string }): string {
  if (!URL.canParse(url, baseUrl)) return baseUrl;
  const target = new URL(url, baseUrl);
  if (target.origin !== new URL(baseUrl).origin) return baseUrl;
  // Two slashes in front would be read as another host once the address is shortened to its path.
  target.pathname = target.pathname.replace(/^\/+/, "/");
  // The parsed address is written in ASCII, as a header must be.
  return target.href;
}
