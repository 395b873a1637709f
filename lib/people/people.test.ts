import { beforeEach, describe, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import type { SessionPerson } from "@/lib/people/account/sessions";
import { changeProfile, chooseUsername, findPerson, getProfile, giveRole } from "@/lib/people/people";

withTestDb();

beforeEach(async () => {
  await getDb().user.deleteMany();
});

async function newcomer(): Promise<SessionPerson> {
  const user = await getDb().user.create({ data: {} });
  return {
    id: user.id,
    username: null,
    role: user.role,
    banned: false,
    unread: 0,
    createdAt: user.createdAt,
  };
}

const newcomers = (n: number) => Promise.all(Array.from({ length: n }, newcomer));

describe("choosing a username", () => {
  it("makes the first real person the admin, and nobody after", async () => {
    await makePerson({ username: "made-up", kind: "made_up" });
    expect(await chooseUsername(await newcomer(), "Ada")).toMatchObject({ username: "ada", role: "admin" });
    expect(await chooseUsername(await newcomer(), "grace")).toMatchObject({ role: "member" });
  });

  it("makes one admin when many sign up at once", async () => {
    const people = await newcomers(12);
    const viewers = await Promise.all(people.map((person, i) => chooseUsername(person, `reader-${i}`)));
    expect(viewers.filter((viewer) => viewer.role === "admin")).toHaveLength(1);
    expect(await getDb().user.count({ where: { role: "admin" } })).toBe(1);
  });

  it("gives a name to one of many, and suggests free names to the others", async () => {
    await makePerson({ username: "ada-reads" });
    const outcomes = await Promise.allSettled(
      (await newcomers(8)).map((person) => chooseUsername(person, "ada")),
    );
    const failed = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(failed).toHaveLength(7);
    for (const { reason } of failed) {
      expect(reason).toMatchObject({
        code: "conflict",
        message: expect.stringContaining("Free are: ada-r,"),
      });
      expect(reason.message).not.toContain("ada-reads");
    }
  });

  it("changes nothing when repeated, and cannot rename", async () => {
    const person = await newcomer();
    const first = await chooseUsername(person, "ada");
    expect(await chooseUsername(person, "ada")).toEqual(first);
    await expect(chooseUsername(person, "grace")).rejects.toMatchObject({ code: "conflict" });
  });

  it("refuses a name that breaks the rules", async () => {
    await expect(chooseUsername(await newcomer(), "a b")).rejects.toMatchObject({ code: "unprocessable" });
  });
});

describe("a profile", () => {
  it("is saved, and shows others no address", async () => {
    const viewer = await makePerson({ username: "ada", email: "ada@example.org" });
    const links = ["https://ada.example"];
    await changeProfile(viewer, { name: "Ada L.", bio: "Engines.", links, timeZone: "Europe/London" });
    expect(await getProfile(viewer)).toMatchObject({ email: "ada@example.org", timeZone: "Europe/London" });
    const person = await findPerson("ADA");
    expect(person).toMatchObject({ name: "Ada L.", bio: "Engines.", links });
    expect(person).not.toHaveProperty("email");
    expect(await findPerson("nobody-here")).toBeNull();
  });

  it("of a deleted account is gone", async () => {
    const viewer = await makePerson();
    await getDb().user.delete({ where: { id: viewer.id } });
    await expect(getProfile(viewer)).rejects.toMatchObject({ code: "gone" });
    const empty = { name: "", bio: "", links: [], timeZone: null };
    await expect(changeProfile(viewer, empty)).rejects.toMatchObject({ code: "gone" });
  });
});

describe("giving roles", () => {
  it("is possible for admins only", async () => {
    const admin = await makePerson({ role: "admin" });
    const member = await makePerson();
    await giveRole(admin, member.username, "curator");
    expect(await findPerson(member.username)).toMatchObject({ role: "curator" });
    await expect(giveRole(member, admin.username, "member")).rejects.toMatchObject({ code: "forbidden" });
    await expect(giveRole(admin, "nobody-here", "curator")).rejects.toMatchObject({ code: "not-found" });
  });

  it("leaves one admin even when two step down at once", async () => {
    const one = await makePerson({ role: "admin" });
    const two = await makePerson({ role: "admin" });
    const outcomes = await Promise.allSettled([one, two].map((who) => giveRole(who, who.username, "member")));
    expect(outcomes.filter((outcome) => outcome.status === "rejected")).toHaveLength(1);
    expect(await getDb().user.count({ where: { role: "admin" } })).toBe(1);
  });
});
