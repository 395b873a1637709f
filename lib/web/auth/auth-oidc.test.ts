import { parseSetCookie } from "set-cookie-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeProvider, startOidcProvider } from "@/e2e/fakes/oidc";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { listConnections } from "@/lib/people/account/connections";
import { findSessionPerson } from "@/lib/people/account/sessions";
import { beginSignIn, callAuth, parseCookies } from "@/lib/web/auth/auth-call";

withTestDb();

const hub = "http://localhost:3000";
const sessionCookie = "next-auth.session-token";
let provider: FakeProvider;

beforeAll(async () => {
  provider = await startOidcProvider(hub);
  process.env.NEXTAUTH_URL = hub;
  Object.assign(getConfig(), {
    NEXTAUTH_SECRET: "a secret for this test, long enough to be one",
    OIDC_ISSUER: provider.issuer,
    OIDC_ID: provider.clientId,
    OIDC_SECRET: provider.clientSecret,
  });
});
afterAll(() => provider.close());

type Jar = Record<string, string>;

const jarOf = (lines: string[]): Jar =>
  Object.fromEntries(parseCookies(lines).map(({ name, value }) => [name, value]));

/** Follows the provider's redirects as a browser would, saying who one is on its page, until it leads to the hub. */
async function throughProvider(start: string, name: string): Promise<URL> {
  const jar: Jar = {};
  let url = start;
  for (let hops = 0; hops < 12; hops++) {
    const cookie = Object.entries(jar).map(([key, value]) => `${key}=${value}`);
    const response = await fetch(url, { redirect: "manual", headers: { cookie: cookie.join("; ") } });
    for (const { name: key, value } of parseSetCookie(response, { decodeValues: false })) jar[key] = value;
    const location = response.headers.get("location");
    url = location ? new URL(location, url).href : `${url}?name=${name}`;
    if (url.startsWith(hub)) return new URL(url);
  }
  throw new Error("The provider never led back.");
}

async function signIn(name: string, cookies: Jar = {}, forge: Jar = {}) {
  const begun = await beginSignIn("oidc", { callbackUrl: "/welcome" }, cookies);
  const back = await throughProvider(begun.redirect ?? "", name);
  const answer = await callAuth({
    path: ["callback", "oidc"],
    method: "GET",
    cookies: { ...cookies, ...jarOf(begun.cookies) },
    query: { ...Object.fromEntries(back.searchParams), ...forge },
  });
  const token = jarOf(answer.cookies)[sessionCookie] ?? "";
  return { answer, token, person: await findSessionPerson(token) };
}

describe("signing in by an OpenID provider", () => {
  it("creates a person with the provider's name and verified address, and finds them again", async () => {
    const first = await signIn("ada");
    expect(first.answer.redirect).toBe("/welcome");
    const user = await getDb().user.findUniqueOrThrow({ where: { id: first.person?.id ?? 0 } });
    expect(user).toMatchObject({ name: "Ada", email: "ada@example.org", username: null });
    expect((await signIn("ada")).person?.id).toBe(user.id);
  });

  it("ignores an address that the provider has not verified", async () => {
    const { person } = await signIn("eve-unverified");
    const user = await getDb().user.findUniqueOrThrow({ where: { id: person?.id ?? 0 } });
    expect(user).toMatchObject({ email: null, emailVerified: null });
  });

  it("does not take over an account that has the same address", async () => {
    await makePerson({ username: "grace", email: "grace@example.org" });
    const { answer, person } = await signIn("grace");
    expect(answer.redirect).toMatch(/error=OAuthAccountNotLinked/);
    expect(person).toBeNull();
  });

  it("connects the provider to the signed-in person", async () => {
    const viewer = await makePerson();
    const expires = new Date("2999-01-01T00:00:00Z");
    await getDb().session.create({ data: { sessionToken: "mine", userId: viewer.id, expires } });
    await signIn("emmy", { [sessionCookie]: "mine" });
    expect(await listConnections(viewer)).toEqual(["oidc"]);
    expect((await signIn("emmy")).person?.id).toBe(viewer.id);
  });

  it("refuses a callback that this browser did not start", async () => {
    const { answer, person } = await signIn("mary", {}, { state: "forged" });
    expect(answer.redirect).toMatch(/error=OAuthCallback/);
    expect(person).toBeNull();
  });
});
