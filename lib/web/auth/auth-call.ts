import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { parseSetCookie } from "set-cookie-parser";
import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { authOptions } from "@/lib/web/auth/auth";
import { badCallbackCookies } from "@/lib/web/auth/callback-url";

type Call = {
  /** The parts of the address after /api/auth/. */
  path: string[];
  method: "GET" | "POST";
  cookies: Record<string, string>;
  query?: Record<string, string>;
  body?: Record<string, string>;
};

export type AuthAnswer = {
  /** Where next-auth sends the browser: a path of this hub, or another site's address. */
  redirect: string | null;
  /** Set-Cookie lines. */
  cookies: string[];
  body: unknown;
};

const csrfSchema = z.object({ csrfToken: z.string() });

/**
 * Makes next-auth begin a sign-in, as its own form would: fetches its CSRF token and sends it back at once. Therefore the
 * hub's own form needs neither a script nor a token. The caller must have checked the origin of the request.
 * @param provider "email" or a provider's id
 * @param fields `callbackUrl`, and `email` for a mail
 * @param cookies the cookies of the request
 */
export async function beginSignIn(
  provider: string,
  fields: Record<string, string>,
  cookies: Record<string, string>,
): Promise<AuthAnswer> {
  const first = await callAuth({ path: ["csrf"], method: "GET", cookies });
  const { csrfToken } = csrfSchema.parse(first.body);
  const answer = await callAuth({
    path: ["signin", provider],
    method: "POST",
    cookies: { ...cookies, ...cookieValues(first.cookies) },
    body: { ...fields, csrfToken },
  });
  return { ...answer, cookies: [...first.cookies, ...answer.cookies] };
}

/** Makes next-auth exchange the token of a mailed link for a session. The token works once. */
export function redeemMail(
  query: { token: string; email: string; callbackUrl: string },
  cookies: Record<string, string>,
): Promise<AuthAnswer> {
  return callAuth({ path: ["callback", "email"], method: "GET", cookies, query });
}

/** Makes a request to next-auth within this process, as if it came to its address under /api/auth/. */
export async function callAuth({ path, method, cookies, query = {}, body = {} }: Call): Promise<AuthAnswer> {
  const answer: AuthAnswer = { redirect: null, cookies: [], body: null };
  const bad = badCallbackCookies(cookies);
  const readable = Object.fromEntries(Object.entries(cookies).filter(([name]) => !bad.includes(name)));
  const request = { query: { ...query, nextauth: path }, body, cookies: readable, headers: {}, method };
  // next-auth's handler for Next's older API routes needs no more of the request and the response than this.
  await NextAuth(
    request as unknown as NextApiRequest,
    recorder(answer) as unknown as NextApiResponse,
    authOptions(),
  );
  return answer;
}

/** Parses next-auth's Set-Cookie lines for Next's cookie store: name, decoded value and options. */
export function parseCookies(lines: readonly string[]) {
  return parseSetCookie(lines).map(({ name, value, path = "/", maxAge, expires, httpOnly, secure }) => ({
    name,
    value,
    path,
    httpOnly: httpOnly === true,
    secure: secure === true,
    // People come back from the provider's site, and the browser must send these cookies then.
    sameSite: "lax" as const,
    ...(maxAge !== undefined && { maxAge }),
    ...(expires && { expires }),
  }));
}

function cookieValues(lines: string[]): Record<string, string> {
  return Object.fromEntries(parseCookies(lines).map(({ name, value }) => [name, value]));
}

function recorder(answer: AuthAnswer) {
  const response = {
    status: () => response,
    getHeader: (name: string) => (name === "Set-Cookie" ? answer.cookies : undefined),
    setHeader: (name: string, value: string | string[]) => {
      if (name === "Set-Cookie") answer.cookies = [value].flat();
      if (name === "Location") answer.redirect = ownPath(String(value));
      return response;
    },
    send: (body: unknown) => {
      answer.body = body;
    },
    json: (body: unknown) => response.send(body),
    end: () => undefined,
  };
  return response;
}

function ownPath(location: string): string {
  const hub = new URL(getConfig().HUB_URL);
  const url = new URL(location, hub);
  return url.origin === hub.origin ? url.pathname + url.search : url.href;
}
