import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { authOptions } from "@/lib/web/auth/auth";

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
 * Asks next-auth to begin a sign-in, as its own form would: fetches its forgery token, and sends it back in one go.
 * So a form on the hub needs no script and no token of its own; the caller has checked where the request came from.
 * @param provider "email" or a provider's id
 * @param fields `callbackUrl`, and `email` for a mail
 * @param cookies those the request carries
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

/** Asks next-auth for the session that a mailed link's token stands for. The token works once. */
export function redeemMail(
  query: { token: string; email: string; callbackUrl: string },
  cookies: Record<string, string>,
): Promise<AuthAnswer> {
  return callAuth({ path: ["callback", "email"], method: "GET", cookies, query });
}

/** One request to next-auth within this process, as its own address under /api/auth/ would answer it. */
export async function callAuth({ path, method, cookies, query = {}, body = {} }: Call): Promise<AuthAnswer> {
  const answer: AuthAnswer = { redirect: null, cookies: [], body: null };
  const request = { query: { ...query, nextauth: path }, body, cookies, headers: {}, method };
  // next-auth's handler for the older kind of route needs no more of request and response than this.
  await NextAuth(
    request as unknown as NextApiRequest,
    recorder(answer) as unknown as NextApiResponse,
    authOptions(),
  );
  return answer;
}

/** A Set-Cookie line of next-auth's as name, decoded value and options. */
export function parseCookie(line: string) {
  const [pair = "", ...rest] = line.split(";").map((part) => part.trim());
  const options = Object.fromEntries(rest.map((part) => split(part.toLowerCase())));
  const [name, value] = split(pair);
  const { "max-age": maxAge, expires, path = "/" } = options;
  return {
    name,
    value: decodeURIComponent(value),
    path,
    httpOnly: "httponly" in options,
    secure: "secure" in options,
    sameSite: "lax" as const,
    ...(maxAge === undefined ? {} : { maxAge: Number(maxAge) }),
    ...(expires === undefined ? {} : { expires: new Date(expires) }),
  };
}

function split(pair: string): [string, string] {
  const at = pair.indexOf("=");
  return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
}

function cookieValues(lines: string[]): Record<string, string> {
  return Object.fromEntries(lines.map(parseCookie).map(({ name, value }) => [name, value]));
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
