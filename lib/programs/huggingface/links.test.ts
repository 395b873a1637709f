import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { findPaper } from "@/lib/papers/papers";
import { linksBody, setLinks } from "@/lib/programs/huggingface/links";

withTestDb();

const code = "https://github.com/owner/name";
const page = "https://project.example/p";

describe("the body", () => {
  it("sets a link, removes one, and leaves missing fields unchanged", () => {
    expect(linksBody.parse({ githubRepo: `${code}.git/`, projectPage: page })).toEqual({
      githubRepo: code,
      projectPage: page,
    });
    expect(linksBody.parse({ githubRepo: null, projectPage: null, organizationId: null })).toEqual({
      githubRepo: null,
      projectPage: null,
    });
    expect(linksBody.parse({ githubRepo: "", projectPage: "" })).toEqual({
      githubRepo: null,
      projectPage: null,
    });
    expect(linksBody.parse({})).toEqual({});
  });

  it.each([
    { githubRepo: "https://github.com/owner" },
    { githubRepo: "https://gitlab.com/owner/name" },
    { githubRepo: "https://github.com/a/b?x=<script>" },
    { githubRepo: 1 },
    { projectPage: "http://project.example/" },
    { projectPage: "javascript:alert(1)" },
    { projectPage: "https://localhost/" },
    { projectPage: `https://project.example/${"x".repeat(600)}` },
  ])("refuses %j", (body) => expect(linksBody.safeParse(body).success).toBe(false));
});

describe("the permission", () => {
  it("is looked up in the database", async () => {
    const paper = await makePaper();
    const person = await makePerson();
    const claim = { paperId: paper.id, userId: person.id, authorName: "Ada Lovelace" };
    const { id } = await getDb().claim.create({ data: claim });
    const set = () => setLinks(person, paper.key, { projectPage: page });
    await expect(set()).rejects.toMatchObject({ code: "forbidden" });
    await getDb().claim.update({ where: { id }, data: { status: "verified" } });
    await set();
    expect((await findPaper(paper.key))?.projectUrl).toBe(page);
    await expect(setLinks(person, "2603.99999", {})).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("setting links", () => {
  it("changes the given links, once, and clears the star count of another repository", async () => {
    const person = await makePerson();
    const given = { codeUrl: "https://github.com/old/one", codeStars: 7, projectUrl: page };
    const made = new Date("2026-03-05T12:00:00Z");
    const { key } = await makePaper({ ...given, submitterId: person.id, updatedAt: made });
    await setLinks(person, key, { githubRepo: code });
    const first = await findPaper(key);
    expect(first).toMatchObject({ codeUrl: code, codeStars: null, projectUrl: page });
    expect(first?.updatedAt.getTime()).toBeGreaterThan(made.getTime());
    await setLinks(person, key, { githubRepo: code, projectPage: page });
    expect((await findPaper(key))?.updatedAt).toEqual(first?.updatedAt);
    await setLinks(person, key, { projectPage: null });
    expect(await findPaper(key)).toMatchObject({ codeUrl: code, projectUrl: null });
  });
});
