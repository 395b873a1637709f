import { describe, expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { changeLinks } from "@/lib/papers/change-links";
import { findDueLinks } from "@/lib/papers/find-due-links";
import { linksVersion } from "@/lib/papers/find-links";
import type { Incoming } from "@/lib/papers/incoming";
import { listPaperLinks } from "@/lib/papers/paper-links";
import { savePapers } from "@/lib/papers/save";

withTestDb();

const running = { signal: new AbortController().signal };
const now = new Date("2026-03-10T12:00:00Z");
const text = "We study a thing. Code: https://github.com/a/b. Data: https://huggingface.co/datasets/a/d.";
const found = [
  { kind: "code", url: "https://github.com/a/b", origin: "abstract" },
  { kind: "dataset", url: "https://huggingface.co/datasets/a/d", origin: "abstract" },
];
const stored = (id: number) => getDb().paper.findUniqueOrThrow({ where: { id } });
const idOf = async (key: string) => (await getDb().paper.findUniqueOrThrow({ where: { key } })).id;

let count = 0;
function record(more: Partial<Incoming> = {}): Incoming {
  return {
    arxivId: `2603.2${String(++count).padStart(4, "0")}`,
    title: "A thing",
    abstract: text,
    authors: ["Ada Lovelace"],
    topics: ["cs.CL"],
    comment: null,
    journalRef: null,
    doi: null,
    licence: null,
    publishedAt: now,
    announcedAt: now,
    versions: [{ version: 1, at: now }],
    withdrawn: false,
    ...more,
  } as Incoming;
}
const save = (papers: Incoming[]) => savePapers(papers, { source: "import", now, timeZone: "UTC" });

describe("an imported paper", () => {
  it("has the links of its text at once, and its import's first", async () => {
    const paper = record({
      codeUrl: "https://github.com/z/z.git",
      codeStars: 3,
      comment: "https://x.github.io/y",
    });
    await save([paper]);
    const id = await idOf(paper.arxivId);
    expect(await listPaperLinks(id)).toEqual([
      { kind: "code", url: "https://github.com/z/z", origin: "import" },
      ...found,
      { kind: "project", url: "https://x.github.io/y", origin: "comment" },
    ]);
    expect(await stored(id)).toMatchObject({
      codeUrl: "https://github.com/z/z",
      codeStars: 3,
      projectUrl: "https://x.github.io/y",
      linksVersion,
    });
    expect(await save([paper])).toEqual({ added: 0, updated: 0 });
  });

  it("gets another import's link in place of the first, but keeps what a person gave", async () => {
    const paper = record({ codeUrl: "https://github.com/z/one", codeStars: 3 });
    await save([paper]);
    const id = await idOf(paper.arxivId);
    const other = { ...paper, codeUrl: "https://github.com/z/two", codeStars: 4 };
    expect(await save([other])).toEqual({ added: 0, updated: 1 });
    expect(await stored(id)).toMatchObject({ codeUrl: "https://github.com/z/two", codeStars: 4 });
    await changeLinks(await stored(id), { put: { kind: "code", url: "https://github.com/own/one" } });
    await save([{ ...paper, codeUrl: "https://github.com/z/three", codeStars: 5 }]);
    expect(await stored(id)).toMatchObject({ codeUrl: "https://github.com/own/one", codeStars: null });
  });
});

describe("a paper that is here already", () => {
  it("gets its links in the background, and only it counts as updated", async () => {
    const paper = await makePaper({ abstract: text, linksVersion: 0 });
    const plain = await makePaper({ linksVersion: 0 });
    await findDueLinks(running);
    expect(await listPaperLinks(paper.id)).toEqual(found);
    expect((await stored(paper.id)).codeUrl).toBe("https://github.com/a/b");
    expect((await stored(paper.id)).updatedAt.getTime()).toBeGreaterThan(paper.updatedAt.getTime());
    expect((await stored(plain.id)).updatedAt).toEqual(plain.updatedAt);
    expect(await findDueLinks(running)).toEqual({ searched: 0 });
  });

  it("loses a link that its text no longer has, unless a person gave it", async () => {
    const { id } = await makePaper({ abstract: text, linksVersion: 0 });
    await findDueLinks(running);
    await changeLinks(await stored(id), {
      put: { kind: "model", url: "https://huggingface.co/datasets/a/d" },
    });
    await getDb().paper.update({ where: { id }, data: { abstract: "Code: https://github.com/c/d" } });
    expect((await stored(id)).linksVersion).toBe(-1);
    expect(await findDueLinks(running)).toEqual({ searched: 1 });
    expect(await listPaperLinks(id)).toEqual([
      { kind: "code", url: "https://github.com/c/d", origin: "abstract" },
      { kind: "model", url: "https://huggingface.co/datasets/a/d", origin: "person" },
    ]);
  });

  it("does not get a removed link again, until a person gives it", async () => {
    const { id } = await makePaper({ abstract: text, linksVersion: 0 });
    await findDueLinks(running);
    await changeLinks(await stored(id), { remove: "https://github.com/a/b" });
    expect((await stored(id)).codeUrl).toBeNull();
    await getDb().paper.update({ where: { id }, data: { abstract: `${text} More.` } });
    await findDueLinks(running);
    expect(await listPaperLinks(id)).toEqual([found[1]]);
    await changeLinks(await stored(id), { put: { kind: "code", url: "https://github.com/a/b" } });
    expect(await listPaperLinks(id)).toEqual([{ ...found[0], origin: "person" }, found[1]]);
  });

  it("tells its followers of code in a new version, not of what an upgrade finds", async () => {
    const jobs = () => getDb().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE task_identifier = 'tell-of-changes'`;
    const before = await jobs();
    const { id } = await makePaper({ abstract: text, linksVersion: 0 });
    await findDueLinks(running);
    expect(await jobs()).toEqual(before);
    await getDb().paper.update({ where: { id }, data: { comment: "https://github.com/e/f" } });
    await findDueLinks(running);
    expect((await jobs())[0]?.count).toBe((before[0]?.count ?? 0) + 1);
  });
});
