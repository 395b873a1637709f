import { describe, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { maxTokens, newTokenSchema } from "@/lib/people/account/schema";
import { createToken, findTokenPerson, listTokens, revokeToken } from "@/lib/people/account/tokens";
import { deleteAccount } from "@/lib/privacy/delete-account";

withTestDb();

const now = new Date("2026-03-02T12:00:00Z");
const newToken = { name: "A bot", scope: "write", days: null } as const;

describe("a token", () => {
  it("is long, random, shown once, and kept only as a hash", async () => {
    const viewer = await makePerson();
    const { token, row } = await createToken(viewer, newToken, now);
    expect(token).toMatch(/^qr_[\w-]{43}$/);
    expect(row).toEqual({
      id: row.id,
      name: "A bot",
      scope: "write",
      ending: token.slice(-4),
      createdAt: now,
      expiresAt: null,
      lastUsedAt: null,
    });
    const kept = await getDb().apiToken.findUniqueOrThrow({ where: { id: row.id } });
    expect(kept.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(kept)).not.toContain(token.slice(3, -4));
    expect((await createToken(viewer, newToken, now)).token).not.toBe(token);
  });

  it("identifies its owner, and an unknown one nobody", async () => {
    const viewer = await makePerson({ role: "curator" });
    const { token } = await createToken(viewer, { ...newToken, scope: "read" }, now);
    expect(await findTokenPerson(token, now)).toEqual({ viewer, scope: "read" });
    for (const other of ["", "qr_", `${token}x`, token.toLowerCase()])
      expect(await findTokenPerson(other, now)).toBeNull();
  });

  it("expires on its day", async () => {
    const { token, row } = await createToken(await makePerson(), { ...newToken, days: 30 }, now);
    expect(row.expiresAt).toEqual(plus(now, { days: 30 }));
    expect(await findTokenPerson(token, plus(now, { days: 30, milliseconds: -1 }))).not.toBeNull();
    expect(await findTokenPerson(token, plus(now, { days: 30 }))).toBeNull();
  });

  it("says that its owner has been banned meanwhile", async () => {
    const viewer = await makePerson();
    const { token } = await createToken(viewer, newToken, now);
    await getDb().user.update({ where: { id: viewer.id }, data: { bannedAt: now } });
    expect(await findTokenPerson(token, now)).toMatchObject({ viewer: { banned: true } });
  });

  it("notes its use, at most once a minute", async () => {
    const viewer = await makePerson();
    const { token } = await createToken(viewer, newToken, now);
    const used = async () => (await listTokens(viewer))[0]?.lastUsedAt;
    await findTokenPerson(token, now);
    expect(await used()).toEqual(now);
    await findTokenPerson(token, plus(now, { milliseconds: 59_999 }));
    expect(await used()).toEqual(now);
    await findTokenPerson(token, plus(now, { minutes: 1 }));
    expect(await used()).toEqual(plus(now, { minutes: 1 }));
  });
});

describe("a person's tokens", () => {
  it("are listed newest first, and nobody else's", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    await createToken(other, newToken, now);
    const first = await createToken(viewer, { ...newToken, name: "First" }, now);
    const second = await createToken(viewer, { ...newToken, name: "Second" }, now);
    expect(await listTokens(viewer)).toEqual([second.row, first.row]);
  });

  it("are revoked by their owner alone, and at once", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const { token, row } = await createToken(viewer, newToken, now);
    await expect(revokeToken(other, row.id)).rejects.toMatchObject({ code: "not-found" });
    expect(await findTokenPerson(token, now)).not.toBeNull();
    await revokeToken(viewer, row.id);
    expect(await findTokenPerson(token, now)).toBeNull();
    await expect(revokeToken(viewer, row.id)).rejects.toMatchObject({ code: "not-found" });
  });

  it("are at most fifty, however many are asked for at once", async () => {
    const viewer = await makePerson();
    const hash = (n: number) => `hash-${viewer.id}-${n}`;
    const rows = Array.from({ length: maxTokens - 2 }, (_, n) => n);
    await getDb().apiToken.createMany({
      data: rows.map((n) => ({ userId: viewer.id, name: "x", hash: hash(n), ending: "xxxx", scope: "read" })),
    });
    const tries = await Promise.allSettled([1, 2, 3, 4].map(() => createToken(viewer, newToken, now)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(tries.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
    expect(await listTokens(viewer)).toHaveLength(maxTokens);
  });

  it("are deleted with the account", async () => {
    const viewer = await makePerson();
    const { token } = await createToken(viewer, newToken, now);
    await deleteAccount(viewer, now);
    expect(await findTokenPerson(token, now)).toBeNull();
  });
});

describe("the settings of a new token", () => {
  it("needs a name and a scope; without days it has no end", () => {
    expect(newTokenSchema.parse({ name: " A bot ", scope: "read" })).toEqual({
      name: "A bot",
      scope: "read",
      days: null,
    });
    for (const wrong of [{ name: " " }, { scope: "admin" }, { days: 0 }, { days: 1.5 }, { days: 9999 }])
      expect(newTokenSchema.safeParse({ name: "A bot", scope: "read", ...wrong }).success).toBe(false);
  });
});
