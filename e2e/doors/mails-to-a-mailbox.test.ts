import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { POST } from "@/app/api/auth/[...nextauth]/route";
import { makePerson } from "@/e2e/support/made";
import { requestApi } from "@/e2e/support/request-api";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig, getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { listOutbox } from "@/lib/mail/outbox";
import * as people from "@/lib/web/actions/people";
import { requestSubscription } from "@/lib/web/actions/subscriptions";

const request = vi.hoisted(() => ({ session: "", count: 0 }));
const fromAnywhere = () => ({ "x-quire-address": `192.0.2.${++request.count % 250}` });
vi.mock("next/headers", () => ({
  headers: async () =>
    new Headers({ host: "localhost:3000", origin: "http://localhost:3000", ...fromAnywhere() }),
  cookies: async () => ({
    get: (name: string) => (name === "next-auth.session-token" ? { value: request.session } : undefined),
    getAll: () => [],
    set: () => undefined,
    delete: () => undefined,
  }),
}));
vi.mock("next/cache", () => ({ revalidatePath: vi.fn() }));

withTestDb();

const dir = mkdtempSync(join(tmpdir(), "quire-mailbox-"));
const hub = "http://localhost:3000";

beforeAll(() => {
  process.env.NEXTAUTH_URL = hub;
  amendConfig({ NEXTAUTH_SECRET: "x".repeat(40) });
  Object.assign(getConfig(), { QUIRE_DIR: dir, SMTP_URL: undefined, RATE_LIMITS: "on", LOG_LEVEL: "silent" });
});
afterAll(() => rmSync(dir, { recursive: true }));
beforeEach(async () => {
  await getDb().user.deleteMany();
  const viewer = await makePerson();
  request.session = "session";
  const expires = new Date("2999-01-01T00:00:00Z");
  await getDb().session.create({ data: { sessionToken: request.session, userId: viewer.id, expires } });
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

/** Every door by which somebody can make the hub mail to an address that they typed. */
const doors: Record<string, (email: string, n: number) => Promise<unknown>> = {
  "the sign-in form": (email) => people.signInByMail(null, form({ email })),
  "next-auth's own protocol": (email) =>
    POST(
      new NextRequest(`${hub}/api/auth/signin/email`, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded", ...fromAnywhere() },
        body: new URLSearchParams({ email, csrfToken: "none" }),
      }),
      { params: Promise.resolve({ nextauth: ["signin", "email"] }) },
    ),
  "the form of a list by mail": (email, n) =>
    requestSubscription(null, form({ email, feed: `/search?q=form${n}`, cadence: "daily" })),
  "the API's list by mail": (email, n) =>
    requestApi("POST", "/subscriptions", {
      headers: fromAnywhere(),
      body: JSON.stringify({ email, feed: `/search?q=api${n}`, cadence: "daily" }),
    }),
  "a change of address": (email) => people.requestAddressChange(null, form({ email })),
};

const mailsTo = async (part: string) => (await listOutbox()).filter(({ to }) => to.includes(part)).length;
const word = (name: string) => name.replace(/\W/g, "").toLowerCase();
/** What a door answers, or how it redirects. */
const settle = (answer: Promise<unknown>) => answer.catch((reason: unknown) => reason);

describe("a mailbox gets at most five mails an hour that anybody can ask for", () => {
  it.each(Object.keys(doors))("by %s after other doors, and by others after it", async (name) => {
    const mailbox = `eve-${word(name)}`;
    const all = [...Object.values(doors), ...Object.values(doors)];
    for (let n = 0; n < 3; n++)
      await settle(doors[name]?.(`${mailbox}+${n}@example.org`, n) ?? Promise.resolve());
    for (const [n, door] of all.entries()) await settle(door(`${mailbox}+x${n}@example.org`, n));
    expect(await mailsTo(mailbox)).toBeLessThanOrEqual(5);
    const others = `ada-${word(name)}`;
    await settle(doors[name]?.(`${others}@example.org`, 1) ?? Promise.resolve());
    expect(await mailsTo(others)).toBe(name.startsWith("next-auth") ? 0 : 1);
  });
});
