import { beforeEach, describe, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import {
  adminLinkHours,
  becomeAdmin,
  createAdminLink,
  findAdminLinkProblem,
  findAdminTrouble,
} from "@/lib/people/admin-link";
import { chooseUsername } from "@/lib/people/people";

withTestDb();

const now = new Date("2026-03-02T12:00:00Z");
const open = { HUB_URL: "https://papers.example.org", LISTEN: [] as string[] };
const loopback = { HUB_URL: "http://localhost:3000", LISTEN: ["127.0.0.1", "::1"], TRUST_PROXY: "off" };

beforeEach(async () => {
  await getDb().user.deleteMany();
  await getDb().setting.deleteMany();
  Object.assign(getConfig(), loopback, open);
});

async function printedToken(at = now): Promise<string> {
  return new URL((await createAdminLink(at)) ?? "").searchParams.get("token") ?? "";
}

async function newcomer(name: string) {
  const user = await getDb().user.create({ data: {} });
  const { id, role, createdAt } = user;
  return chooseUsername({ id, username: null, role, banned: false, unread: 0, createdAt }, name);
}

const roleOf = async (id: number) => (await getDb().user.findUniqueOrThrow({ where: { id } })).role;

describe("the first person to sign in", () => {
  it("is the admin of a hub that only its own machine can reach", async () => {
    Object.assign(getConfig(), loopback);
    expect(await createAdminLink(now)).toBeNull();
    expect(await newcomer("ada")).toMatchObject({ role: "admin" });
    expect(await findAdminTrouble()).toBeNull();
  });

  it.each([
    open,
    { ...loopback, HUB_URL: "http://192.0.2.7:3000" },
    { ...loopback, LISTEN: ["0.0.0.0"] },
    { ...loopback, LISTEN: [] },
    { ...loopback, TRUST_PROXY: "on" },
  ])("is nobody on a hub that others can reach: %j", async (settings) => {
    Object.assign(getConfig(), loopback, settings);
    expect(await newcomer("eve")).toMatchObject({ role: "member" });
    expect(await findAdminTrouble()).toMatch(/no admin/);
    expect(await createAdminLink(now)).toMatch(/\/first-admin\?token=[\w-]{43}$/);
  });
});

describe("the link to the first admin", () => {
  it("makes its opener the admin once, and is kept as a hash", async () => {
    const token = await printedToken();
    expect(JSON.stringify(await getDb().setting.findMany())).not.toContain(token);
    const viewer = await makePerson();
    const other = await makePerson();
    expect(await findAdminLinkProblem(token, now)).toBeNull();
    await becomeAdmin(viewer, token, now);
    expect(await roleOf(viewer.id)).toBe("admin");
    expect(await findAdminLinkProblem(token, now)).toMatch(/has an admin already/);
    await expect(becomeAdmin(other, token, now)).rejects.toMatchObject({ code: "conflict" });
    await getDb().user.update({ where: { id: viewer.id }, data: { role: "member" } });
    await expect(becomeAdmin(other, token, now)).rejects.toMatchObject({ code: "gone" });
    expect(await roleOf(other.id)).toBe("member");
  });

  it("makes one admin of many who open it at once", async () => {
    const token = await printedToken();
    const people = await Promise.all(Array.from({ length: 8 }, () => makePerson()));
    const outcomes = await Promise.allSettled(people.map((person) => becomeAdmin(person, token, now)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await getDb().user.count({ where: { role: "admin" } })).toBe(1);
  });

  it("expires, and is nothing that somebody made up", async () => {
    const token = await printedToken();
    const viewer = await makePerson();
    const later = plus(now, { hours: adminLinkHours });
    for (const [given, at] of [
      [token, later],
      ["", now],
      [`${token}x`, now],
      [token.toLowerCase(), now],
    ] as const) {
      expect(await findAdminLinkProblem(given, at)).toMatch(/used or has expired/);
      await expect(becomeAdmin(viewer, given, at)).rejects.toMatchObject({ code: "gone" });
    }
  });

  it("works whichever of several processes printed it, and a new start leaves the others valid", async () => {
    const first = await printedToken();
    const second = await printedToken();
    expect(await findAdminLinkProblem(first, now)).toBeNull();
    expect(await findAdminLinkProblem(second, now)).toBeNull();
    await becomeAdmin(await makePerson(), second, now);
    expect(await getDb().setting.findUnique({ where: { key: "admin-links" } })).toBeNull();
  });

  it("is printed by no hub that has an admin, wherever it moves", async () => {
    await makePerson({ role: "admin" });
    expect(await createAdminLink(now)).toBeNull();
    expect(await findAdminTrouble()).toBeNull();
    expect(await newcomer("eve")).toMatchObject({ role: "member" });
  });

  it("is printed by a loopback hub whose people have no admin", async () => {
    Object.assign(getConfig(), loopback);
    await makePerson();
    expect(await createAdminLink(now)).toContain("/first-admin?token=");
  });

  it("makes no banned person the admin", async () => {
    const token = await printedToken();
    const viewer = await makePerson({ bannedAt: now });
    await expect(becomeAdmin(viewer, token, now)).rejects.toMatchObject({ code: "forbidden" });
    await expect(becomeAdmin({ ...viewer, banned: false }, token, now)).rejects.toMatchObject({
      code: "gone",
    });
    expect(await roleOf(viewer.id)).toBe("member");
  });
});
