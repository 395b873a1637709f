import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { findMailStop, noteBounce } from "@/lib/mail/bounces";
import { listOutbox } from "@/lib/mail/outbox";
import {
  addressLinkHours,
  findAddressChange,
  listAddressChanges,
  undoDays,
} from "@/lib/people/account/address-change";
import { addConnection, listConnections } from "@/lib/people/account/connections";
import { addSession, listSessions } from "@/lib/people/account/sessions";
import { createToken, listTokens } from "@/lib/people/account/tokens";
import type { Viewer } from "@/lib/people/viewer";
import { confirmAddressChange, requestAddressChange } from "@/lib/privacy/change-address";
import { exportAccount } from "@/lib/privacy/export-account";

withTestDb();

let dir: string;
const now = new Date("2026-03-02T12:00:00Z");
const forever = new Date("2999-01-01T00:00:00Z");
const next = "ada@new.example";

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "quire-address-"));
  Object.assign(getConfig(), { QUIRE_DIR: dir, SMTP_URL: undefined });
});
beforeEach(async () => {
  rmSync(join(dir, "outbox"), { recursive: true, force: true });
  await getDb().user.deleteMany();
  await getDb().subscription.deleteMany();
  await getDb().mailStop.deleteMany();
});
afterAll(() => rmSync(dir, { recursive: true }));

const mailsTo = async (to: string) => (await listOutbox()).filter((mail) => mail.to === to);
const emailOf = async ({ id }: Viewer) => (await getDb().user.findUniqueOrThrow({ where: { id } })).email;

async function tokenMailedTo(to: string): Promise<string> {
  const [mail] = await mailsTo(to);
  return new URL(/http:\S+/.exec(mail?.text ?? "")?.[0] ?? "").searchParams.get("token") ?? "";
}

async function asked(email = next) {
  const viewer = await makePerson({ username: "ada", email: "ada@old.example" });
  await requestAddressChange(viewer, email, now);
  return { viewer, token: await tokenMailedTo(email) };
}

describe("changing the address to sign in with", () => {
  it("takes a click on the link mailed to the new one, which works once; the old one is told", async () => {
    const { viewer, token } = await asked();
    expect(await emailOf(viewer)).toBe("ada@old.example");
    expect(await findAddressChange(token, now)).toEqual({ kind: "change", email: next, username: "ada" });
    expect(JSON.stringify(await getDb().addressChange.findMany())).not.toContain(token);
    expect(await exportAccount(viewer, now)).toMatchObject({ addressChanges: [{ email: next }] });
    await confirmAddressChange(token, { session: null, now });
    expect(await emailOf(viewer)).toBe(next);
    expect(await findAddressChange(token, now)).toBeNull();
    await expect(confirmAddressChange(token, { session: null, now })).rejects.toMatchObject({ code: "gone" });
    const [told] = await mailsTo("ada@old.example");
    expect(told?.text).toMatch(/If it was not you/);
    expect(told?.text).not.toContain(next);
  });

  it("expires, and only the latest wish counts", async () => {
    const { viewer, token } = await asked();
    const late = plus(now, { hours: addressLinkHours });
    expect(await findAddressChange(token, late)).toBeNull();
    await expect(confirmAddressChange(token, { session: null, now: late })).rejects.toMatchObject({
      code: "gone",
    });
    await requestAddressChange(viewer, "other@new.example", now);
    await expect(confirmAddressChange(token, { session: null, now })).rejects.toMatchObject({ code: "gone" });
    expect(await emailOf(viewer)).toBe("ada@old.example");
  });

  it("does not say whether another account has the address; its mail does", async () => {
    const other = await makePerson({ username: "grace", email: next });
    const { viewer, token } = await asked();
    expect(token).toBe("");
    expect((await mailsTo(next))[0]?.text).toMatch(/belongs, or belonged, to an account already/);
    expect(await listAddressChanges(viewer, now)).toEqual([next]);
    expect(await emailOf(viewer)).toBe("ada@old.example");
    expect(await emailOf(other)).toBe(next);
  });

  it("is refused when another account gets the address meanwhile", async () => {
    const { viewer, token } = await asked();
    await makePerson({ username: "grace", email: next });
    await expect(confirmAddressChange(token, { session: null, now })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await emailOf(viewer)).toBe("ada@old.example");
  });

  it("refuses the address that one has already", async () => {
    const viewer = await makePerson({ email: next });
    await expect(requestAddressChange(viewer, next, now)).rejects.toMatchObject({ code: "invalid" });
  });

  it("ends all other sessions, and unused sign-in links to the old address", async () => {
    const { viewer, token } = await asked();
    for (const name of ["here", "there"]) await addSession(viewer.id, name, forever);
    await getDb().verificationToken.create({
      data: { identifier: "ada@old.example", token: "t", expires: forever },
    });
    await confirmAddressChange(token, { session: "here", now });
    expect(await listSessions(viewer, { now, token: "here" })).toMatchObject([{ current: true }]);
    expect(await getDb().verificationToken.count()).toBe(0);
  });

  it("is made once when the link is opened twice at once", async () => {
    const { token } = await asked();
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => confirmAddressChange(token, { session: null, now })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await mailsTo("ada@old.example")).toHaveLength(1);
  });

  it("gives a first address to somebody who signed in by a provider", async () => {
    const viewer = await makePerson();
    await getDb().user.update({ where: { id: viewer.id }, data: { email: null } });
    await requestAddressChange(viewer, next, now);
    await confirmAddressChange(await tokenMailedTo(next), { session: null, now });
    expect(await emailOf(viewer)).toBe(next);
    expect(await getDb().addressChange.count()).toBe(0);
  });
});

describe("what follows a person to their new address", () => {
  it("are their subscriptions, also those requested without signing in", async () => {
    const { viewer, token } = await asked();
    const running = { confirmedAt: now, nextAt: now };
    const rows = [
      { userId: viewer.id, email: "ada@old.example", feed: "/", most: 7, ...running },
      { userId: null, email: "ada@old.example", feed: "/new", ...running },
      { userId: viewer.id, email: "ada@old.example", feed: "/topics/cs.CL", unsubscribedAt: now },
      { userId: null, email: next, feed: "/" },
      { userId: null, email: next, feed: "/topics/cs.CL", ...running },
      { userId: null, email: "eve@old.example", feed: "/", ...running },
    ];
    await getDb().subscription.createMany({ data: rows.map((row, i) => ({ ...row, token: `t${i}` })) });
    await confirmAddressChange(token, { session: null, now });
    const found = await getDb().subscription.findMany({ orderBy: [{ email: "asc" }, { feed: "asc" }] });
    expect(found.map(({ email, feed, token }) => [email, feed, token])).toEqual([
      [next, "/", "t0"],
      [next, "/new", "t1"],
      [next, "/topics/cs.CL", "t4"],
      ["eve@old.example", "/", "t5"],
    ]);
  });

  it("is mail: a bounce of the new address is forgotten, the old one's stays with it", async () => {
    const { token } = await asked();
    await noteBounce("ada@old.example", "complaint", now);
    await noteBounce(next, "bounce", now);
    await confirmAddressChange(token, { session: null, now });
    expect(await findMailStop(next)).toBeNull();
    expect(await findMailStop("ada@old.example")).toMatchObject({ kind: "complaint" });
  });
});

describe("the link in the mail to the old address", () => {
  async function changed() {
    const { viewer, token } = await asked();
    await confirmAddressChange(token, { session: null, now });
    return { viewer, undo: await tokenMailedTo("ada@old.example") };
  }

  it("takes the change back, and ends every session and token", async () => {
    const { viewer, undo } = await changed();
    await addSession(viewer.id, "thief", forever);
    await createToken(viewer, { name: "Theirs", scope: "write", days: null }, now);
    const theirs = { provider: "github", providerAccountId: "666", type: "oauth", scope: null };
    await addConnection({ userId: viewer.id, ...theirs });
    expect(await findAddressChange(undo, now)).toMatchObject({ kind: "undo", email: "ada@old.example" });
    await confirmAddressChange(undo, { session: "thief", now });
    expect(await emailOf(viewer)).toBe("ada@old.example");
    expect(await listSessions(viewer, { now })).toEqual([]);
    expect(await listTokens(viewer)).toEqual([]);
    expect(await listConnections(viewer)).toEqual([]);
    expect(
      (await mailsTo(next)).some(({ text }) => /\/settings\/address/.test(text) && /undo|take/.test(text)),
    ).toBe(false);
    expect(await getDb().addressChange.count()).toBe(0);
  });

  it("works for a week, also after yet another change", async () => {
    const { viewer, undo } = await changed();
    await requestAddressChange(viewer, "third@new.example", now);
    await confirmAddressChange(await tokenMailedTo("third@new.example"), { session: null, now });
    expect(await findAddressChange(undo, plus(now, { days: undoDays }))).toBeNull();
    await confirmAddressChange(undo, { session: null, now });
    expect(await emailOf(viewer)).toBe("ada@old.example");
  });
});
