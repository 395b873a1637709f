import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getConfig } from "@/lib/base/config";
import { endSessionByToken, sessionCookies } from "@/lib/people/account/sessions";
import { hubSignature, isHubSignature } from "@/lib/people/hub-signature";
import { type AuthAnswer, beginSignIn, callAuth, parseCookies, redeemMail } from "@/lib/web/auth/auth-call";
import { safeNext, welcomePath } from "@/lib/web/next-path";

const connectCookie = "quire-connect";

type Jar = Record<string, string>;

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

/**
 * Begins connecting a provider to the account of the browser's session. Only a sign-in that began here connects; any other
 * one signs in to the account that it belongs to.
 */
export async function startConnecting(provider: string, next: unknown): Promise<never> {
  const secure = getConfig().HUB_URL.startsWith("https:");
  const value = hubSignature(connectText(provider, sessionOf(await requestCookies())));
  const options = { maxAge: 900, httpOnly: true, path: "/", sameSite: "lax", secure } as const;
  (await cookies()).set({ name: connectCookie, value, ...options });
  return startSignIn(provider, next);
}

/** Signs in by a mailed link's token and sends the browser on. */
export async function finishMailSignIn(token: string, email: string, next: unknown): Promise<never> {
  const jar = await requestCookies();
  const answer = await redeemMail({ token, email, callbackUrl: callbackPath(next) }, jar);
  await endReplaced(jar, answer);
  return follow(answer);
}

/**
 * Signs in, or connects, by what a provider sent the browser back with.
 * @param query of the callback's address
 * @returns the path where the browser goes from there
 */
export async function finishProviderSignIn(provider: string, query: Record<string, string>): Promise<string> {
  const jar = await requestCookies();
  const text = connectText(provider, sessionOf(jar));
  const connecting = isHubSignature(jar[connectCookie] ?? "", text);
  // With a session, next-auth connects the provider to it instead of signing in.
  const sent = connecting ? jar : withoutSession(jar);
  const answer = await callAuth({ path: ["callback", provider], method: "GET", cookies: sent, query });
  await endReplaced(jar, answer);
  if (jar[connectCookie] !== undefined) (await cookies()).delete(connectCookie);
  return settle(answer);
}

// Everybody goes through the welcome page, which at once redirects those who have a username.
function callbackPath(next: unknown): string {
  return welcomePath(safeNext(next));
}

async function requestCookies(): Promise<Jar> {
  return Object.fromEntries((await cookies()).getAll().map(({ name, value }) => [name, value]));
}

function connectText(provider: string, session: string): string {
  return `connect ${provider} to the session ${session}`;
}

function sessionOf(jar: Jar): string {
  return sessionCookies.map((name) => jar[name]).find(Boolean) ?? "";
}

function withoutSession(jar: Jar): Jar {
  // next-auth also reads a session from several cookies whose names continue with a number.
  const isSession = (name: string) => sessionCookies.some((one) => name.startsWith(one));
  return Object.fromEntries(Object.entries(jar).filter(([name]) => !isSession(name)));
}

/** Ends the session that the browser had, once it gets another one: nobody could end it later, since its cookie is gone. */
async function endReplaced(jar: Jar, answer: AuthAnswer): Promise<void> {
  const after = sessionOf(
    Object.fromEntries(parseCookies(answer.cookies).map(({ name, value }) => [name, value])),
  );
  const before = sessionOf(jar);
  if (before && after && before !== after) await endSessionByToken(before);
}

async function follow(answer: AuthAnswer): Promise<never> {
  return redirect(await settle(answer));
}

/** Sets the cookies of an answer. @returns the path where the browser goes */
async function settle(answer: AuthAnswer): Promise<string> {
  const jar = await cookies();
  for (const cookie of parseCookies(answer.cookies)) jar.set(cookie);
  return ownPage(answer.redirect ?? "/sign-in?error=Callback");
}

// next-auth's own addresses would only redirect to these pages.
function ownPage(location: string): string {
  if (location.startsWith("/api/auth/verify-request")) return "/sign-in/sent";
  const error = /^\/api\/auth\/(?:error|signin)\?.*\berror=(\w+)/.exec(location)?.[1];
  return error ? `/sign-in?error=${error}` : location;
}
