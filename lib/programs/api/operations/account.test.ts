import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { listOutbox } from "@/lib/mail/outbox";
import { upvotePaper } from "@/lib/papers/upvotes";
import { findTokenPerson } from "@/lib/people/account/tokens";

withTestDb();

const now = new Date("2026-03-02T18:00:00Z");

describe("your account", () => {
  it("can be read, and changed field by field", async () => {
    const viewer = await makePerson();
    const change = (body: object) => callOperation("changeMe", { viewer, body });
    await change({
      name: "Ada",
      bio: "Reads.",
      links: ["https://example.org/ada"],
      timeZone: "Europe/Paris",
    });
    expect(await change({ bio: "Reads more." })).toMatchObject({
      username: viewer.username,
      name: "Ada",
      bio: "Reads more.",
      timeZone: "Europe/Paris",
      links: ["https://example.org/ada"],
    });
    expect(await change({ name: "", timeZone: "" })).toMatchObject({ name: null, timeZone: null });
    expect(await callOperation("getMe", { viewer })).toMatchObject({
      email: `${viewer.username}@example.org`,
    });
    for (const wrong of [{ links: ["javascript:alert(1)"] }, { timeZone: "Moon/Sea" }, { role: "admin" }])
      await expect(change(wrong)).rejects.toThrow();
    expect(await callOperation("getMe", { viewer })).toMatchObject({ role: "member" });
  });

  it("can be exported, without secrets", async () => {
    const viewer = await makePerson();
    const paper = await makePaper();
    await upvotePaper(viewer, paper.key, now);
    const { token } = await callOperation<{ token: string }>("createToken", {
      viewer,
      body: { name: "A bot", scope: "read" },
      now,
    });
    const all = await callOperation("exportMe", { viewer, now });
    expect(all).toMatchObject({ exportedAt: now.toISOString(), votes: [{ paper: { key: paper.key } }] });
    expect(JSON.stringify(all)).not.toContain(token.slice(3));
  });

  it("is deleted only if its username is repeated", async () => {
    const viewer = await makePerson();
    const remove = (confirmation: string) =>
      callOperation("deleteMe", { viewer, query: { confirmation }, now });
    await expect(remove("somebody-else")).rejects.toMatchObject({ code: "invalid" });
    await remove(` ${viewer.username.toUpperCase()} `);
    expect(await getDb().user.findUnique({ where: { id: viewer.id } })).toBeNull();
  });

  it("has sessions, which its owner can end one by one or all at once", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const expires = new Date("2026-05-01T00:00:00Z");
    const tokens = ["a", "b", "c"].map((name) => `${name}-${viewer.id}`);
    await getDb().session.createMany({
      data: tokens.map((sessionToken) => ({ sessionToken, userId: viewer.id, expires })),
    });
    const list = () => callOperation<{ items: { id: number }[] }>("listSessions", { viewer, now });
    const { items } = await list();
    expect(items).toHaveLength(3);
    expect(JSON.stringify(items)).not.toContain(tokens[0]);
    const params = { id: String(items[0]?.id) };
    await expect(callOperation("endSession", { viewer: other, params })).rejects.toMatchObject({
      code: "not-found",
    });
    await callOperation("endSession", { viewer, params });
    expect((await list()).items).toHaveLength(2);
    await callOperation("endAllSessions", { viewer });
    expect((await list()).items).toEqual([]);
  });

  it("has tokens, which are shown in full once and can be revoked", async () => {
    const viewer = await makePerson();
    const made = await callOperation<{ token: string; id: number; ending: string }>("createToken", {
      viewer,
      body: { name: "A bot", scope: "write", days: 30 },
      now,
    });
    expect(made).toMatchObject({ scope: "write", expiresAt: "2026-04-01T18:00:00.000Z", lastUsedAt: null });
    expect(await findTokenPerson(made.token, now)).toMatchObject({ viewer: { id: viewer.id } });
    const listed = await callOperation("listTokens", { viewer });
    expect(listed).toMatchObject({ items: [{ id: made.id, ending: made.token.slice(-4) }] });
    expect(JSON.stringify(listed)).not.toContain(made.token);
    await callOperation("revokeToken", { viewer, params: { id: String(made.id) } });
    expect(await findTokenPerson(made.token, now)).toBeNull();
  });
});

describe("feeds by mail", () => {
  const dir = mkdtempSync(join(tmpdir(), "quire-api-"));
  afterAll(() => rmSync(dir, { recursive: true }));

  it("are requested, then confirmed and stopped by the links in the mails", async () => {
    Object.assign(getConfig(), { QUIRE_DIR: dir, SMTP_URL: undefined });
    const email = "ada@example.org";
    await callOperation("requestSubscription", { body: { email: " Ada@Example.org " }, now });
    const [mail] = await listOutbox();
    const token = /token=([\w-]+)/.exec(mail?.text ?? "")?.[1];
    const params = { token };
    const schedule = { cadence: "daily", hour: 7, weekday: 1, timeZone: "UTC", most: 10 };
    const read = () => callOperation("getSubscription", { params });
    expect(await read()).toEqual({ email, feed: "/", confirmed: false, stopped: false, ...schedule });
    await callOperation("confirmSubscription", { params, now });
    expect(await read()).toMatchObject({ confirmed: true });
    const body = { feed: "/new", cadence: "weekly", weekday: 5, hour: 18, timeZone: "Asia/Tokyo", most: 5 };
    await callOperation("changeSubscription", { params, body, now });
    expect(await read()).toEqual({ email, confirmed: true, stopped: false, ...body });
    await callOperation("stopSubscription", { params, now });
    expect(await read()).toMatchObject({ stopped: true });
    await expect(callOperation("confirmSubscription", { params })).rejects.toMatchObject({ code: "gone" });
    const wrong = { token: "x".repeat(32) };
    await expect(callOperation("getSubscription", { params: wrong })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
