import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NextRequest } from "next/server";
import { parseSetCookie } from "set-cookie-parser";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET, POST } from "@/app/api/auth/[...nextauth]/route";
import { type FakeProvider, startOidcProvider } from "@/e2e/fakes/oidc";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig, getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { banPerson } from "@/lib/community/moderation/ban";
import { listOutbox } from "@/lib/mail/outbox";
import { listConnections } from "@/lib/people/account/connections";
import type { Viewer } from "@/lib/people/viewer";
import { deleteAccount } from "@/lib/privacy/delete-account";
import * as moderation from "@/lib/web/actions/moderation";
import * as people from "@/lib/web/actions/people";
import * as tokens from "@/lib/web/actions/tokens";
import { readTyped } from "@/lib/web/typed";

const request = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "localhost:3000", origin: "http://localhost:3000" }),
  cookies: async () => ({
    get: (name: string) => {
      const value = request.cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
    getAll: () => [...request.cookies].map(([name, value]) => ({ name, value })),
    set: ({ name, value, maxAge }: { name: string; value: string; maxAge?: number }) =>
      maxAge === 0 ? request.cookies.delete(name) : request.cookies.set(name, value),
    delete: (name: string) => request.cookies.delete(name),
  }),
}));
vi.mock("next/cache", () => ({ revalidatePath: vi.fn() }));

withTestDb();

const hub = "http://localhost:3000";
const cookie = "next-auth.session-token";
const dir = mkdtempSync(join(tmpdir(), "quire-signing-in-"));
const to = (path: string) => ({ digest: expect.stringContaining(`;${path};`) });
let provider: FakeProvider;

beforeAll(async () => {
  provider = await startOidcProvider(hub);
  process.env.NEXTAUTH_URL = hub;
  amendConfig({ NEXTAUTH_SECRET: "x".repeat(40) });
});
beforeEach(async () => {
  Object.assign(getConfig(), {
    QUIRE_DIR: dir,
    SMTP_URL: undefined,
    RATE_LIMITS: "off",
    OIDC_ISSUER: provider.issuer,
    OIDC_ID: provider.clientId,
    OIDC_SECRET: provider.clientSecret,
  });
  request.cookies.clear();
  await getDb().user.deleteMany();
});
afterAll(async () => {
  await provider.close();
  rmSync(dir, { recursive: true });
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

/** next-auth's own protocol, as a program would speak it. */
async function askForMail(email: string): Promise<Response> {
  const sent = new NextRequest(`${hub}/api/auth/signin/email`, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", "x-quire-address": "192.0.2.1" },
    body: new URLSearchParams({ email, csrfToken: "none" }),
  });
  return POST(sent, { params: Promise.resolve({ nextauth: ["signin", "email"] }) });
}

async function session(viewer: Viewer, { minutesAgo = 0, expired = false } = {}): Promise<string> {
  const sessionToken = `session-${viewer.id}-${minutesAgo}`;
  const createdAt = new Date(Date.now() - minutesAgo * 60_000);
  const expires = new Date(expired ? "2020-01-01T00:00:00Z" : "2999-01-01T00:00:00Z");
  await getDb().session.create({ data: { sessionToken, userId: viewer.id, expires, createdAt } });
  request.cookies.set(cookie, sessionToken);
  return sessionToken;
}

async function mailedLink(email: string): Promise<FormData> {
  await expect(people.signInByMail(null, form({ email }))).rejects.toMatchObject(to("/sign-in/sent"));
  const mail = (await listOutbox()).find((one) => one.to === email);
  const link = new URL(/http:\S+/.exec(mail?.text ?? "")?.[0] ?? "").searchParams;
  return form(Object.fromEntries(link));
}

/** Goes to the provider where an action sends the browser, and back to the hub's callback as somebody. */
async function throughProvider(begin: Promise<unknown>, name: string): Promise<string | null> {
  const reason = await begin.catch((one: unknown) => one);
  const jar: Record<string, string> = {};
  let url = String(Object(reason).digest).split(";")[2] ?? "";
  for (let hops = 0; hops < 12 && !url.startsWith(`${hub}/`); hops++) {
    const sent = Object.entries(jar).map(([key, value]) => `${key}=${value}`);
    const response = await fetch(url, { redirect: "manual", headers: { cookie: sent.join("; ") } });
    for (const { name: key, value } of parseSetCookie(response, { decodeValues: false })) jar[key] = value;
    const location = response.headers.get("location");
    url = location ? new URL(location, url).href : `${url}?name=${name}`;
  }
  const context = { params: Promise.resolve({ nextauth: ["callback", "oidc"] }) };
  return (await GET(new NextRequest(url), context)).headers.get("location");
}

const withOidc = (name: string) => throughProvider(people.signInWith(null, form({ provider: "oidc" })), name);

describe("an address that a program sends to next-auth", () => {
  it.each([
    "ada@example.org,0",
    "ada@example.org\0",
    "a b@example.org",
    "a@b@example.org",
    '"a"@example.org',
    "",
  ])("%j is answered with 400 and a sentence", async (email) => {
    const response = await askForMail(email);
    expect(response.status).toBe(400);
    expect((await response.json()).error).toMatch(/mail address/);
  });

  it("is counted by its mailbox, however it is spelled", async () => {
    Object.assign(getConfig(), { RATE_LIMITS: "on" });
    await getDb().$executeRaw`DELETE FROM rate_limits`;
    for (const email of [
      "eve@example.org",
      "eve+1@example.org",
      "EVE+2@example.org",
      "ｅve@example.org",
      "eve+5@example.org",
    ])
      expect((await askForMail(email)).status).not.toBe(429);
    expect((await askForMail("eve+6@example.org")).status).toBe(429);
    const refused = await people.signInByMail(null, form({ email: "eve+7@example.org" }));
    expect(refused?.error).toMatch(/too often/);
  });
});

describe("after a ban and the deletion of the account", () => {
  async function bannedAndGone(): Promise<void> {
    const moderator = await makePerson({ role: "moderator" });
    const viewer = await makePerson({ username: "mallory", email: "mallory@example.org" });
    await banPerson(moderator, viewer.username);
    await deleteAccount(viewer);
  }

  it.each(["mallory@example.org", "mallory+new@example.org"])("%s signs nobody in", async (email) => {
    await bannedAndGone();
    const link = await mailedLink(email);
    await expect(people.confirmSignIn(null, link)).rejects.toMatchObject(to("/sign-in?error=Banned"));
    expect(request.cookies.get(cookie)).toBeUndefined();
    expect(await getDb().user.count({ where: { email } })).toBe(0);
  });

  it("a provider that verified the same address signs nobody in", async () => {
    await bannedAndGone();
    expect(await withOidc("mallory")).toBe("/sign-in?error=Banned");
    expect(await getDb().account.count()).toBe(0);
  });
});

describe("a provider's answer", () => {
  it("connects only where the signed-in person asked for it, and otherwise signs in", async () => {
    const viewer = await makePerson();
    const old = await session(viewer);
    expect(await withOidc("grace")).toBe("/welcome");
    expect(await listConnections(viewer)).toEqual([]);
    expect(request.cookies.get(cookie)).not.toBe(old);
    expect(await getDb().session.count({ where: { sessionToken: old } })).toBe(0);
    await session(viewer, { minutesAgo: 1 });
    const begin = people.connect(null, form({ provider: "oidc" }));
    expect(await throughProvider(begin, "emmy")).toBe("/welcome?next=%2Fsettings%23ways");
    expect(await listConnections(viewer)).toEqual(["oidc"]);
  });

  it("renews the session of somebody who signs in again, and ends the earlier one", async () => {
    const viewer = await makePerson();
    await session(viewer);
    await throughProvider(people.connect(null, form({ provider: "oidc" })), "sofia");
    const old = await session(viewer, { minutesAgo: 60 });
    await withOidc("sofia");
    const rows = await getDb().session.findMany({ where: { userId: viewer.id } });
    expect(rows.map(({ sessionToken }) => sessionToken)).toContain(request.cookies.get(cookie));
    expect(rows.map(({ sessionToken }) => sessionToken)).not.toContain(old);
  });

  it("connects nothing to a session that has expired meanwhile", async () => {
    const viewer = await makePerson();
    await session(viewer);
    const begin = people.connect(null, form({ provider: "oidc" }));
    const reason = begin.catch(async (one: unknown) => {
      await getDb().session.updateMany({ data: { expires: new Date(0) } });
      throw one;
    });
    await throughProvider(reason, "mary");
    expect(await listConnections(viewer)).toEqual([]);
  });
});

describe("a sensitive form, in a session that was begun an hour ago", () => {
  it.each([
    ["connect", people.connect, { provider: "oidc" }, "/settings#ways"],
    ["disconnect", people.disconnect, { provider: "oidc" }, "/settings#ways"],
    ["address", people.requestAddressChange, { email: "new@example.org" }, "/settings#address"],
    ["delete", people.deleteAccount, { confirmation: "whatever" }, "/settings#delete"],
    ["token", tokens.createToken, { name: "A bot", scope: "write", days: "90" }, "/settings/tokens#new"],
    ["role", moderation.giveRole, { username: "ada", role: "admin" }, "/review?person=ada#people"],
  ] as const)(
    "%s asks for signing in again, and keeps what was typed",
    async (name, action, fields, page) => {
      const viewer = await makePerson({ role: "admin" });
      await session(viewer, { minutesAgo: 60 });
      const before = await getDb().user.findMany();
      await expect(action(null, form(fields))).rejects.toMatchObject(
        to(`/sign-in/again?next=${encodeURIComponent(page)}`),
      );
      expect(await readTyped(viewer, name)).toEqual(fields);
      expect(await readTyped(viewer, "another")).toEqual({});
      expect(await readTyped({ ...viewer, id: viewer.id + 1 }, name)).toEqual({});
      expect(await getDb().user.findMany()).toEqual(before);
      expect(await getDb().apiToken.count()).toBe(0);
    },
  );

  it("works after signing in again by mail, and forgets what was typed", async () => {
    const viewer = await makePerson({ username: "ada", email: "ada@example.org" });
    const old = await session(viewer, { minutesAgo: 60 });
    const fields = { name: "A bot", scope: "read", days: "30" };
    await tokens.createToken(null, form(fields)).catch(() => undefined);
    await expect(people.confirmSignIn(null, await mailedLink("ada@example.org"))).rejects.toMatchObject(
      to("/welcome"),
    );
    expect(await getDb().session.count({ where: { sessionToken: old } })).toBe(0);
    expect(await readTyped(viewer, "token")).toEqual(fields);
    expect((await tokens.createToken(null, form(fields)))?.values?.token).toMatch(/^qr_/);
    expect(await readTyped(viewer, "token")).toEqual({});
  });
});
