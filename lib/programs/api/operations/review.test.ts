import { describe, expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { findPaper } from "@/lib/papers/papers";

withTestDb();

const now = new Date("2026-03-02T18:00:00Z");
const forbidden = { code: "forbidden" };

describe("a curator", () => {
  it("corrects the given fields and leaves the rest", async () => {
    const viewer = await makePerson({ role: "curator" });
    const paper = await makePaper({
      codeUrl: "https://example.org/code",
      codeStars: 7,
      projectUrl: "https://example.org/p",
    });
    const change = (body: object) =>
      callOperation("changePaper", { viewer, params: { id: paper.key }, body, now });
    expect(await change({ title: "A better title", projectUrl: null })).toMatchObject({
      title: "A better title",
      abstract: paper.abstract,
      topics: ["cs.CL"],
      projectUrl: null,
      codeUrl: "https://example.org/code",
      codeStars: 7,
    });
    expect(await change({ topics: ["cs.LG", "stat.ML"] })).toMatchObject({
      topics: ["cs.LG", "stat.ML"],
      title: "A better title",
      codeUrl: "https://example.org/code",
    });
    for (const wrong of [{ topics: ["cs.ZZ"] }, { title: "" }, { codeUrl: "ftp://example.org" }, { heat: 9 }])
      await expect(change(wrong)).rejects.toThrow();
  });

  it("sets a paper's organisation, and removes it", async () => {
    const viewer = await makePerson({ role: "curator" });
    const { key: id } = await makePaper({ organization: "A Lab", organizationSlug: "a-lab" });
    const set = (name: string | null) =>
      callOperation("setOrganization", { viewer, params: { id }, body: { name }, now });
    expect(await set("Université  de X")).toMatchObject({
      organization: "Université de X",
      organizationSlug: "universite-de-x",
    });
    for (const nothing of [null, "\u200b"]) expect(await set(nothing)).toMatchObject({ organization: null });
    await expect(set("x".repeat(201))).rejects.toThrow();
    const other = { viewer: await makePerson(), params: { id }, body: { name: "B" }, now };
    await expect(callOperation("setOrganization", other)).rejects.toMatchObject(forbidden);
  });

  it("features papers, and removes the mark", async () => {
    const viewer = await makePerson({ role: "curator" });
    const { key: id } = await makePaper();
    const call = (name: string) => callOperation(name, { viewer, params: { id }, now });
    for (const [name, featured] of [
      ["featurePaper", true],
      ["featurePaper", true],
      ["unfeaturePaper", false],
    ] as const) {
      await call(name);
      expect((await findPaper(id))?.featuredAt !== null).toBe(featured);
    }
  });
});

describe("a moderator", () => {
  it("hides papers and lists them again", async () => {
    const viewer = await makePerson({ role: "moderator" });
    const { key: id } = await makePaper();
    await callOperation("hidePaper", { viewer, params: { id }, now });
    await expect(callOperation("getPaper", { params: { id } })).rejects.toMatchObject({ code: "not-found" });
    const hidden = await getDb().paper.findUniqueOrThrow({ where: { key: id } });
    const changedAt = hidden.updatedAt.toISOString();
    expect(await callOperation("listHidden", { viewer })).toMatchObject({ items: [{ id, changedAt }] });
    await callOperation("unhidePaper", { viewer, params: { id }, now });
    expect(await callOperation("getPaper", { params: { id } })).toMatchObject({ id });
  });

  it("bans accounts and lifts bans", async () => {
    const viewer = await makePerson({ role: "moderator" });
    const { id, username } = await makePerson();
    const isBanned = async () => (await getDb().user.findUnique({ where: { id } }))?.bannedAt !== null;
    await callOperation("banPerson", { viewer, params: { name: username }, now });
    expect(await isBanned()).toBe(true);
    await callOperation("unbanPerson", { viewer, params: { name: username.toUpperCase() } });
    expect(await isBanned()).toBe(false);
  });
});

describe("an admin", () => {
  it("gives roles, but not so that the hub has no admin", async () => {
    const viewer = await makePerson({ role: "admin" });
    const { username } = await makePerson();
    const give = (name: string, role: string) =>
      callOperation("giveRole", { viewer, params: { name }, body: { role } });
    await give(username, "curator");
    expect(await callOperation("getPerson", { params: { name: username } })).toMatchObject({
      role: "curator",
    });
    await expect(give(viewer.username, "member")).rejects.toMatchObject({ code: "conflict" });
  });
});

it.each([
  ["changePaper", { body: { title: "An attack" } }],
  ["featurePaper", {}],
  ["unfeaturePaper", {}],
  ["hidePaper", {}],
  ["unhidePaper", {}],
  ["listHidden", {}],
  ["listPending", {}],
  ["banPerson", {}],
  ["unbanPerson", {}],
  ["giveRole", { body: { role: "admin" } }],
])("nobody else may %s", async (name, given) => {
  const viewer = await makePerson();
  const victim = await makePerson();
  const paper = await makePaper();
  const params = { id: paper.key, name: victim.username };
  await expect(callOperation(name, { viewer, params, ...given })).rejects.toMatchObject(forbidden);
});
