import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { listOutbox } from "@/lib/mail/outbox";
import { createAdminLink } from "@/lib/people/admin-link";
import * as people from "@/lib/web/actions/people";
import * as subscriptions from "@/lib/web/actions/subscriptions";

const request = vi.hoisted(() => ({ headers: new Headers(), cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({
    get: (name: string) => {
      const value = request.cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
    getAll: () => [...request.cookies].map(([name, value]) => ({ name, value })),
    set: ({ name, value }: { name: string; value: string }) => request.cookies.set(name, value),
  }),
}));
vi.mock("next/cache", () => ({ revalidatePath: vi.fn() }));

withTestDb();

const dir = mkdtempSync(join(tmpdir(), "quire-actions-"));
const cookie = "next-auth.session-token";
const to = (path: string) => ({ digest: expect.stringContaining(`;${path};`) });

beforeEach(() => {
  process.env.NEXTAUTH_URL = "http://localhost:3000";
  Object.assign(getConfig(), { QUIRE_DIR: dir, NEXTAUTH_SECRET: "x".repeat(40), RATE_LIMITS: "off" });
  request.headers = new Headers({ host: "localhost:3000", origin: "http://localhost:3000" });
  request.cookies.clear();
});
afterAll(() => rmSync(dir, { recursive: true }));

function form(fields: Record<string, string> = {}): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

async function signedIn(sessionToken: string) {
  const viewer = await makePerson();
  const expires = new Date("2999-01-01T00:00:00Z");
  await getDb().session.create({ data: { sessionToken, userId: viewer.id, expires } });
  request.cookies.set(cookie, sessionToken);
  return viewer;
}

async function mailedLinkParams(to: string): Promise<URLSearchParams> {
  const mail = (await listOutbox()).find((one) => one.to === to);
  return new URL(/http:\S+/.exec(mail?.text ?? "")?.[0] ?? "").searchParams;
}

describe("actions that need a viewer", () => {
  const { changeProfile, endSession, endOtherSessions, endAllSessions, deleteAccount } = people;

  it.each(Object.entries({ changeProfile, endSession, endOtherSessions, endAllSessions, deleteAccount }))(
    "%s redirects a signed-out caller to the sign-in page",
    async (_name, action) => {
      await expect(action(null, form({ next: "/settings" }))).rejects.toMatchObject(
        to("/sign-in?next=%2Fsettings"),
      );
    },
  );

  it.each(Object.entries({ ...people, ...subscriptions }))(
    "%s refuses requests from another site",
    async (_name, action) => {
      request.headers.set("origin", "https://evil.example");
      expect((await action(null, form()))?.error).toMatch(/another site/);
    },
  );
});

describe("signing in", () => {
  it("by mail creates a session, then asks for a username, then leads on", async () => {
    const start = form({ email: " Ada@Example.org ", next: "/submit" });
    await expect(people.signInByMail(null, start)).rejects.toMatchObject(to("/sign-in/sent"));
    const link = Object.fromEntries(await mailedLinkParams("ada@example.org"));
    await expect(people.confirmSignIn(null, form(link))).rejects.toMatchObject(to("/welcome?next=%2Fsubmit"));
    expect(request.cookies.get(cookie)).toBeTruthy();
    expect(await people.chooseUsername(null, form({ username: "a b" }))).toMatchObject({
      fields: { username: expect.stringContaining("3 to 30") },
      values: { username: "a b" },
    });
    const named = form({ username: "Ada", next: "/submit" });
    await expect(people.chooseUsername(null, named)).rejects.toMatchObject(to("/first-steps?next=%2Fsubmit"));
    await expect(people.chooseUsername(null, named)).rejects.toMatchObject(to("/first-steps?next=%2Fsubmit"));
    const user = await getDb().user.findUniqueOrThrow({ where: { username: "ada" } });
    expect(user).toMatchObject({ email: "ada@example.org", role: "admin" });
  });

  it.each([
    ["through a proxy on the same machine", { host: "localhost:3000", "x-quire-local": "no" }],
    ["through a proxy that passes the name on", { host: "papers.example.org", "x-quire-local": "yes" }],
    [
      "by a page whose name was rebound to this machine",
      { host: "rebound.example:3000", "x-quire-local": "yes" },
    ],
  ])("%s makes nobody the admin of a hub that says it is only for its own machine", async (_, headers) => {
    await getDb().user.deleteMany();
    const { host } = headers;
    request.headers = new Headers({ ...headers, origin: `http://${host}` });
    await expect(people.signInByMail(null, form({ email: "eve@example.org" }))).rejects.toThrow();
    const link = Object.fromEntries(await mailedLinkParams("eve@example.org"));
    await expect(people.confirmSignIn(null, form(link))).rejects.toThrow();
    await expect(people.chooseUsername(null, form({ username: "eve" }))).rejects.toThrow();
    const user = await getDb().user.findUniqueOrThrow({ where: { username: "eve" } });
    expect(user.role).toBe("member");
    expect(await createAdminLink()).toContain("/first-admin?token=");
  });

  it("by a used link redirects to the sign-in page with an error", async () => {
    const link = form({ email: "ada@example.org", token: "used", next: "/" });
    await expect(people.confirmSignIn(null, link)).rejects.toMatchObject(to("/sign-in?error=Verification"));
  });

  it("refuses an invalid mail address, and a provider that is not configured", async () => {
    const state = await people.signInByMail(null, form({ email: "ada" }));
    expect(state?.fields?.email).toMatch(/mail address/);
    expect((await people.signInWith(null, form({ provider: "github" })))?.error).toMatch(/does not offer/);
  });

  it("is required before choosing a username", async () => {
    await expect(
      people.chooseUsername(null, form({ username: "grace", next: "/submit" })),
    ).rejects.toMatchObject(to("/sign-in?next=%2Fsubmit"));
  });
});

describe("the settings", () => {
  it("save the profile and return its values for the form", async () => {
    const viewer = await signedIn("profile");
    const fields = { name: "Ada", bio: "Engines.", links: "https://ada.example", timeZone: "UTC" };
    expect(await people.changeProfile(null, form(fields))).toEqual({ done: "Saved.", values: fields });
    const user = await getDb().user.findUniqueOrThrow({ where: { id: viewer.id } });
    expect(user).toMatchObject({ ...fields, links: ["https://ada.example"] });
  });

  it("end one session, all others, or all", async () => {
    const viewer = await signedIn("here");
    const expires = new Date("2999-01-01T00:00:00Z");
    const make = (sessionToken: string) =>
      getDb().session.create({ data: { sessionToken, userId: viewer.id, expires } });
    const { id } = await make("one");
    await make("two");
    const left = () => getDb().session.count({ where: { userId: viewer.id } });
    await people.endSession(null, form({ id: String(id) }));
    expect(await left()).toBe(2);
    await people.endOtherSessions(null, form());
    expect(await left()).toBe(1);
    await expect(people.endAllSessions(null, form())).rejects.toMatchObject(to("/"));
    expect(await left()).toBe(0);
  });

  it("delete the account only when the username was typed", async () => {
    const viewer = await signedIn("leaving");
    const state = await people.deleteAccount(null, form({ confirmation: "wrong" }));
    expect(state?.fields?.confirmation).toContain(viewer.username);
    const typed = form({ confirmation: ` ${viewer.username.toUpperCase()} ` });
    await expect(people.deleteAccount(null, typed)).rejects.toMatchObject(to("/"));
    expect(await getDb().user.count({ where: { id: viewer.id } })).toBe(0);
  });
});

describe("subscribing", () => {
  it("is requested, confirmed and stopped, each by a form", async () => {
    const email = "reader@example.org";
    await expect(subscriptions.requestSubscription(null, form({ email }))).rejects.toMatchObject(
      to("/subscriptions/sent"),
    );
    const token = (await mailedLinkParams(email)).get("token") ?? "";
    await expect(subscriptions.confirmSubscription(null, form({ token }))).rejects.toMatchObject(
      to(`/subscriptions/confirm?token=${token}`),
    );
    await expect(subscriptions.stopSubscription(null, form({ token }))).rejects.toMatchObject(
      to(`/subscriptions/stop?token=${token}`),
    );
    expect((await subscriptions.confirmSubscription(null, form({ token })))?.error).toMatch(/stopped/);
    expect((await subscriptions.stopSubscription(null, form({ token: "x" })))?.fields?.token).toMatch(
      /not complete/,
    );
  });
});
