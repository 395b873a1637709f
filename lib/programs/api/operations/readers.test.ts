import { describe, expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { plus } from "@/lib/base/time";

withTestDb();

const now = new Date("2026-03-02T18:00:00Z");
const notFound = { code: "not-found" };

describe("topics, authors, organisations and people", () => {
  it("are listed and read", async () => {
    await makePaper({ topics: ["cs.CL", "cs.LG"], upvotes: 3 });
    const { groups } = await callOperation<{ groups: { topics: { id: string }[] }[] }>("listTopics", { now });
    const topics = groups.flatMap((group) => group.topics);
    expect(topics.find(({ id }) => id === "cs.LG")).toMatchObject({ papersThisWeek: 1, upvotesThisWeek: 3 });
    expect(await callOperation("getTopic", { params: { id: "cs.CL" }, now })).toMatchObject({
      name: "Computation and Language",
      papersThisWeek: 1,
    });
    expect(await callOperation("getAuthor", { params: { slug: "ada-lovelace" } })).toEqual({
      slug: "ada-lovelace",
      name: "Ada Lovelace",
      url: "http://localhost:3000/authors/ada-lovelace",
    });
    await makePaper({ organization: "上海 AI", organizationSlug: "上海-ai" });
    const organization = {
      slug: "上海-ai",
      name: "上海 AI",
      papers: 1,
      url: "http://localhost:3000/organizations/%E4%B8%8A%E6%B5%B7-ai",
    };
    expect(await callOperation("getOrganization", { params: { slug: "上海-ai" } })).toEqual(organization);
    expect(await callOperation("listOrganizations", {})).toEqual({ items: [organization] });
  });

  it("show only the public part of a person, without their address", async () => {
    const { username } = await makePerson({ role: "curator" });
    const person = await callOperation("getPerson", { params: { name: username } });
    expect(person).toMatchObject({ username, role: "curator", madeUp: false, banned: false });
    expect(JSON.stringify(person)).not.toContain("@");
  });

  it("are not found if they do not exist", async () => {
    for (const [id, params] of [
      ["getTopic", { id: "cs.ZZ" }],
      ["getAuthor", { slug: "nobody" }],
      ["getOrganization", { slug: "nowhere" }],
      ["getPerson", { name: "nobody" }],
    ] as const)
      await expect(callOperation(id, { params })).rejects.toMatchObject(notFound);
  });
});

describe("upvotes and saves", () => {
  it("can be given and taken back repeatedly", async () => {
    const viewer = await makePerson();
    const { key: id } = await makePaper();
    const call = (name: string) => callOperation(name, { viewer, params: { id }, now });
    for (const _ of [1, 2])
      expect(await call("upvotePaper")).toEqual({ upvoted: true, upvotes: 1, note: null });
    for (const _ of [1, 2])
      expect(await call("takeBackUpvote")).toEqual({ upvoted: false, upvotes: 0, note: null });
    for (const name of ["upvotePaper", "takeBackUpvote", "savePaper", "unsavePaper"])
      await expect(callOperation(name, { viewer, params: { id: "2699.99999" } })).rejects.toMatchObject(
        notFound,
      );
  });

  it("say why a vote does not count", async () => {
    const viewer = await makePerson({ bannedAt: now });
    const { key: id } = await makePaper();
    const { note } = await callOperation("upvotePaper", { viewer, params: { id }, now });
    expect(note).toMatch(/banned/);
  });

  it("list saved papers, newest first", async () => {
    const viewer = await makePerson();
    const papers = [await makePaper(), await makePaper(), await makePaper()];
    for (const [i, { key: id }] of papers.entries())
      await callOperation("savePaper", { viewer, params: { id }, now: plus(now, { seconds: i }) });
    await callOperation("unsavePaper", { viewer, params: { id: papers[1]?.key } });
    type List = { items: { id: string; saved: boolean }[]; next: string | null };
    const first = await callOperation<List>("listSaved", { viewer, query: { limit: "1" } });
    const second = await callOperation<List>("listSaved", {
      viewer,
      query: { limit: "1", after: first.next },
    });
    expect([...first.items, ...second.items]).toMatchObject([
      { id: papers[2]?.key, saved: true },
      { id: papers[0]?.key, saved: true },
    ]);
    expect(second.next).toBeNull();
  });
});

describe("comments", () => {
  it("can be written, replied to, read and deleted", async () => {
    const viewer = await makePerson();
    const { key: id } = await makePaper();
    const add = (body: object) =>
      callOperation<{ id: number; url: string }>("addComment", { viewer, params: { id }, body, now });
    const first = await add({ body: "Why **so**?" });
    const second = await add({ body: "Because.", parentId: first.id });
    expect(second.url).toBe(`http://localhost:3000/papers/${id}#comment-${second.id}`);
    const list = () => callOperation("listComments", { params: { id } });
    const author = viewer.username;
    expect(await list()).toMatchObject({
      items: [
        { id: first.id, parentId: null, body: "Why **so**?", author, createdAt: "2026-03-02T18:00:00.000Z" },
        { id: second.id, parentId: first.id, body: "Because.", author },
      ],
    });
    await callOperation("deleteComment", { viewer, params: { id: String(first.id) } });
    expect(await list()).toMatchObject({
      items: [{ id: first.id, body: "", deleted: true, author: null }, {}],
    });
  });

  it("can be deleted only by their author, and must not be empty", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const { key: id } = await makePaper();
    const { id: comment } = await callOperation<{ id: number }>("addComment", {
      viewer,
      params: { id },
      body: { body: "Mine." },
    });
    const params = { id: String(comment) };
    await expect(callOperation("deleteComment", { viewer: other, params })).rejects.toMatchObject(notFound);
    for (const body of ["", " \n ", "\0"])
      await expect(callOperation("addComment", { viewer, params: { id }, body: { body } })).rejects.toThrow();
    const banned = await makePerson({ bannedAt: now });
    await expect(
      callOperation("addComment", { viewer: banned, params: { id }, body: { body: "I am back." } }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});
