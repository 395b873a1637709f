import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { type AuthAnswer, beginSignIn, parseCookies, redeemMail } from "@/lib/web/auth/auth-call";
import { safeNext, welcomePath } from "@/lib/web/next-path";

/**
 * Begins a sign-in and sends the browser on: to the provider, or to the page that says a mail is on its way.
 * @param provider "email" or a provider's id
 * @param next the path to come back to
 * @param fields `email` for a mail
 */
export async function startSignIn(
  provider: string,
  next: unknown,
  fields: Record<string, string> = {},
): Promise<never> {
  const given = { ...fields, callbackUrl: callbackPath(next) };
  return follow(await beginSignIn(provider, given, await requestCookies()));
}

/** Signs in by a mailed link's token and sends the browser on. */
export async function finishMailSignIn(token: string, email: string, next: unknown): Promise<never> {
  const query = { token, email, callbackUrl: callbackPath(next) };
  return follow(await redeemMail(query, await requestCookies()));
}

// Everybody goes through the welcome page, which at once redirects those who have a username.
function callbackPath(next: unknown): string {
  return welcomePath(safeNext(next));
}

async function requestCookies(): Promise<Record<string, string>> {
  return Object.fromEntries((await cookies()).getAll().map(({ name, value }) => [name, value]));
}

async function follow(answer: AuthAnswer): Promise<never> {
  const jar = await cookies();
  for (const cookie of parseCookies(answer.cookies)) jar.set(cookie);
  return redirect(ownPage(answer.redirect ?? "/sign-in?error=Callback"));
}

// next-auth's own addresses would only redirect to these pages.
function ownPage(location: string): string {
  if (location.startsWith("/api/auth/verify-request")) return "/sign-in/sent";
  const error = /^\/api\/auth\/(?:error|signin)\?.*\berror=(\w+)/.exec(location)?.[1];
  return error ? `/sign-in?error=${error}` : location;
}
