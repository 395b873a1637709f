import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { canSetLinks, findMaySetLinks, linkSchema, removeLink, setLink } from "@/lib/community/links";
import { listPaperLinks, mostLinks } from "@/lib/papers/paper-links";

withTestDb();

const url = "https://huggingface.co/datasets/a/b";

describe("the permission", () => {
  it("is given to authors, the submitter and curators, unless banned", async () => {
    const member = await makePerson();
    const curator = await makePerson({ role: "curator" });
    const banned = { ...(await makePerson()), banned: true };
    const stranger = { submitterId: null, isAuthor: false };
    expect(canSetLinks(member, stranger)).toBe(false);
    expect(canSetLinks(member, { submitterId: member.id, isAuthor: false })).toBe(true);
    expect(canSetLinks(member, { submitterId: curator.id, isAuthor: true })).toBe(true);
    expect(canSetLinks(curator, stranger)).toBe(true);
    expect(canSetLinks(banned, { submitterId: banned.id, isAuthor: true })).toBe(false);
  });

  it("is looked up: a claim counts once it is verified", async () => {
    const paper = await makePaper();
    const person = await makePerson();
    const claim = { paperId: paper.id, userId: person.id, authorName: "Ada Lovelace" };
    const { id } = await getDb().claim.create({ data: claim });
    expect(await findMaySetLinks(null, paper)).toBe(false);
    expect(await findMaySetLinks(person, paper)).toBe(false);
    await expect(setLink(person, paper.key, { url, kind: "dataset" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(removeLink(person, paper.key, url)).rejects.toMatchObject({ code: "forbidden" });
    await getDb().claim.update({ where: { id }, data: { status: "verified" } });
    expect(await findMaySetLinks(person, paper)).toBe(true);
  });
});

describe("a link", () => {
  it("is added in its shortest form, corrected and removed, each once", async () => {
    const curator = await makePerson({ role: "curator" });
    const { id, key } = await makePaper();
    const updated = async () => (await getDb().paper.findUniqueOrThrow({ where: { id } })).updatedAt;
    await setLink(curator, key, { url: `${url}/tree/main#top`, kind: "project" });
    await setLink(curator, key, { url, kind: "dataset" });
    const before = await updated();
    await setLink(curator, key, { url, kind: "dataset" });
    expect(await updated()).toEqual(before);
    expect(await listPaperLinks(id)).toEqual([{ kind: "dataset", url, origin: "person" }]);
    await removeLink(curator, key, url);
    await removeLink(curator, key, url);
    expect(await listPaperLinks(id)).toEqual([]);
    await expect(setLink(curator, "2603.99999", { url, kind: "code" })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("is refused when the paper has too many", async () => {
    const curator = await makePerson({ role: "curator" });
    const { id, key } = await makePaper();
    const links = Array.from({ length: mostLinks }, (_, i) => `https://example.org/${i}`);
    await getDb().paperLink.createMany({
      data: links.map((one) => ({
        paperId: id,
        kind: "project" as const,
        origin: "person" as const,
        url: one,
      })),
    });
    await expect(setLink(curator, key, { url, kind: "dataset" })).rejects.toMatchObject({
      code: "unprocessable",
    });
    await setLink(curator, key, { url: "https://example.org/3", kind: "code" });
    expect(await getDb().paper.findUniqueOrThrow({ where: { id } })).toMatchObject({
      codeUrl: "https://example.org/3",
      projectUrl: "https://example.org/0",
    });
  });

  it.each([
    "javascript:alert(1)",
    "ftp://example.org/",
    "example.org",
    `https://example.org/${"x".repeat(500)}`,
  ])("cannot be %s", (address) =>
    expect(linkSchema.safeParse({ url: address, kind: "code" }).success).toBe(false),
  );
});
