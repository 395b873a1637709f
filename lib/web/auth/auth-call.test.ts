import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { listOutbox } from "@/lib/mail/outbox";
import { findSessionPerson } from "@/lib/people/account/sessions";
import { beginSignIn, parseCookies, redeemMail } from "@/lib/web/auth/auth-call";

withTestDb();

const dir = mkdtempSync(join(tmpdir(), "quire-auth-"));
const secret = "a secret for this test, long enough to be one";

beforeAll(() => {
  process.env.NEXTAUTH_URL = "http://localhost:3000";
  Object.assign(getConfig(), { QUIRE_DIR: dir, SMTP_URL: undefined, NEXTAUTH_SECRET: secret });
});
afterAll(() => rmSync(dir, { recursive: true }));

async function mailedLink(email: string): Promise<URLSearchParams> {
  const answer = await beginSignIn("email", { email, callbackUrl: "/welcome?next=%2Fsubmit" }, {});
  expect(answer.redirect).toMatch(/^\/api\/auth\/verify-request/);
  const mail = (await listOutbox()).find((one) => one.to === email.toLowerCase());
  const link = /http:\S+/.exec(mail?.text ?? "")?.[0];
  return new URL(link ?? "").searchParams;
}

const redeem = (link: URLSearchParams, cookies = {}) =>
  redeemMail(
    {
      token: link.get("token") ?? "",
      email: link.get("email") ?? "",
      callbackUrl: "/welcome?next=%2Fsubmit",
    },
    cookies,
  );

const sessionOf = (cookies: string[]) =>
  parseCookies(cookies).find(({ name }) => name === "next-auth.session-token");

describe("signing in by mail", () => {
  it("creates a person and a session, and continues to the page where they were", async () => {
    const link = await mailedLink("Ada@Example.org");
    expect(link.get("next")).toBe("/submit");
    const answer = await redeem(link);
    expect(answer.redirect).toBe("/welcome?next=%2Fsubmit");
    const session = sessionOf(answer.cookies);
    expect(session).toMatchObject({ httpOnly: true, sameSite: "lax", path: "/", secure: false });
    const person = await findSessionPerson(session?.value ?? "");
    expect(person).toMatchObject({ username: null, role: "member" });
    const user = await getDb().user.findUniqueOrThrow({ where: { email: "ada@example.org" } });
    expect(user.emailVerified).not.toBeNull();
  });

  it("works once, and gives the same person the next time", async () => {
    const link = await mailedLink("grace@example.org");
    const first = await redeem(link);
    const again = await redeem(link);
    expect(again.redirect).toMatch(/error=Verification/);
    expect(sessionOf(again.cookies)).toBeUndefined();
    const second = await redeem(await mailedLink("grace@example.org"));
    const people = await Promise.all(
      [first, second].map((answer) => findSessionPerson(sessionOf(answer.cookies)?.value ?? "")),
    );
    expect(people[0]?.id).toBe(people[1]?.id);
  });

  it("stores no token with which somebody who reads the database could sign in", async () => {
    const link = await mailedLink("emmy@example.org");
    const rows = await getDb().verificationToken.findMany({ where: { identifier: "emmy@example.org" } });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.token).not.toBe(link.get("token"));
  });

  it("refuses a token of another address, and an expired one", async () => {
    const link = await mailedLink("sofia@example.org");
    const other = new URLSearchParams(link);
    other.set("email", "eve@example.org");
    expect((await redeem(other)).redirect).toMatch(/error=Verification/);
    await getDb().verificationToken.updateMany({ data: { expires: new Date(0) } });
    expect((await redeem(link)).redirect).toMatch(/error=Verification/);
  });

  it("never redirects to another site", async () => {
    const link = await mailedLink("mary@example.org");
    const query = { token: link.get("token") ?? "", email: "mary@example.org" };
    const answer = await redeemMail({ ...query, callbackUrl: "https://evil.example/" }, {});
    expect(answer.redirect).toBe("/");
  });
});

describe("a cookie of next-auth's", () => {
  it("is parsed with its value and options", () => {
    const line =
      "a.b=x%7Cy%3D; Max-Age=900; Path=/; Expires=Mon, 02 Mar 2026 12:00:00 GMT; HttpOnly; Secure; SameSite=Lax";
    expect(parseCookies([line])).toEqual([
      {
        name: "a.b",
        value: "x|y=",
        path: "/",
        httpOnly: true,
        secure: true,
        sameSite: "lax",
        maxAge: 900,
        expires: new Date("2026-03-02T12:00:00Z"),
      },
    ]);
  });
});
