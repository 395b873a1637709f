import { describe, expect, it } from "vitest";
import { makeRecord } from "@/e2e/support/arxiv-records";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { withConnection } from "@/lib/base/connection";
import { databaseUrl, getDb } from "@/lib/base/db";
import { findDueLinks } from "@/lib/papers/find-due-links";
import { readerVersion, readSource, type SourceText } from "@/lib/papers/read-source";
import { findReadingProgress } from "@/lib/papers/reading-progress";
import { rereadPapers } from "@/lib/papers/reread";
import { savePapers } from "@/lib/papers/save";

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");
const running = () => ({ signal: new AbortController().signal });
const stored = (key: string) =>
  getDb().paper.findUniqueOrThrow({ where: { key }, include: { sourceText: true } });

/** Stores a paper as an older reader left it: with another text, or another version alone. */
async function readBefore(source: Partial<SourceText> = {}, text: object = {}): Promise<string> {
  const said = {
    title: 'Na\\"ive Methods',
    abstract: "We prove\n $a<b$.",
    comment: null,
    journalRef: null,
    authors: [{ family: 'G\\"odel', given: "Kurt" }, "Ada Lovelace"],
    ...source,
  };
  const paper = { ...makeRecord(), ...readSource(said) };
  await savePapers([paper], { source: "arxiv", now, timeZone: "UTC" });
  const { id } = await stored(paper.arxivId);
  await getDb().paper.update({ where: { id }, data: { ...text, updatedAt: now } });
  await getDb().sourceText.update({ where: { paperId: id }, data: { readerVersion: readerVersion - 1 } });
  return paper.arxivId;
}

describe("a paper that an older reader read", () => {
  it("gets the text, the folded title and the slugs of its source", async () => {
    const old = {
      title: "Naive Methods",
      titleKey: "old",
      authors: ["K. Godel"],
      authorSlugs: ["k"],
      familyNames: [],
    };
    const key = await readBefore({ comment: "12\\,pages" }, { ...old, abstract: "Old.", comment: "Old" });
    expect(await rereadPapers(running())).toEqual({ read: 1, changed: 1 });
    const paper = await stored(key);
    expect(paper).toMatchObject({
      title: "Naïve Methods",
      titleKey: "naivemethods",
      abstract: "We prove $a<b$.",
      comment: "12 pages",
      authors: ["Kurt Gödel", "Ada Lovelace"],
      authorSlugs: ["kurt-godel", "ada-lovelace"],
      familyNames: ["Gödel", ""],
      sourceText: { readerVersion },
    });
    // Search indexes a paper again when this has moved.
    expect(paper.updatedAt.getTime()).toBeGreaterThan(now.getTime());
    expect(await rereadPapers(running())).toEqual({ read: 0, changed: 0 });
  });

  it("is not touched if its text stays the same", async () => {
    const key = await readBefore();
    expect(await rereadPapers(running())).toEqual({ read: 1, changed: 0 });
    expect(await stored(key)).toMatchObject({ updatedAt: now, sourceText: { readerVersion } });
  });

  it("keeps what its source does not say", async () => {
    const kept = { comment: "12 pages", journalRef: "J. Tests", familyNames: ["Gödel", ""] };
    const key = await readBefore({ authors: ["Kurt Gödel", "Ada Lovelace"] }, kept);
    const empty = await readBefore({ authors: [] }, { ...kept, authors: ["Kurt Gödel", "Ada Lovelace"] });
    expect(await rereadPapers(running())).toEqual({ read: 2, changed: 0 });
    expect(await stored(key)).toMatchObject(kept);
    expect((await stored(empty)).authors).toHaveLength(2);
  });

  it("is withdrawn if its notice is understood now, and stays withdrawn without one", async () => {
    const key = await readBefore(
      { comment: "withdrawn by arXiv administrators due to plagiarism" },
      { withdrawn: false, withdrawnBy: null },
    );
    const removed = await readBefore({}, { withdrawn: true });
    expect(await rereadPapers(running())).toEqual({ read: 2, changed: 1 });
    expect(await stored(key)).toMatchObject({ withdrawn: true, withdrawnBy: "arxiv" });
    expect(await stored(removed)).toMatchObject({ withdrawn: true, withdrawnBy: null });
  });

  it("keeps its text where the new reader finds none", async () => {
    const key = await readBefore({ title: " ", abstract: " " }, { title: "A Title", abstract: "We prove." });
    await rereadPapers(running());
    expect(await stored(key)).toMatchObject({ title: "A Title", abstract: "We prove." });
  });
});

describe("reading again", () => {
  it("goes through many papers in steps, and ends between two of them when it is told to", async () => {
    const papers = Array.from({ length: 120 }, () => makeRecord());
    await savePapers(papers, { source: "arxiv", now, timeZone: "UTC" });
    await getDb().sourceText.updateMany({ data: { readerVersion: readerVersion - 1 } });
    const old = papers.slice(40, 80).map(({ arxivId }) => arxivId);
    await getDb().paper.updateMany({ where: { key: { in: old } }, data: { title: "Old" } });
    const stopped = new AbortController();
    stopped.abort();
    expect(await rereadPapers({ signal: stopped.signal })).toEqual({ read: 0, changed: 0 });
    const all = await getDb().sourceText.count();
    expect(await rereadPapers(running())).toEqual({ read: all, changed: 40 });
  });

  it("leaves a paper that is being saved for the next run", async () => {
    const key = await readBefore({}, { title: "Old" });
    const { id } = await stored(key);
    await withConnection(databaseUrl(), async (client) => {
      await client.query("BEGIN");
      await client.query("SELECT FROM papers WHERE id = $1 FOR NO KEY UPDATE", [id]);
      expect(await rereadPapers(running())).toEqual({ read: 0, changed: 0 });
      await client.query("COMMIT");
    });
    expect(await rereadPapers(running())).toEqual({ read: 1, changed: 1 });
  });

  it("does nothing for a paper without a source, which a save of its record reads", async () => {
    const paper = { ...makeRecord(), ...readSource({ ...makeRecord(), title: 'Na\\"ive' }) };
    await makePaper({ key: paper.arxivId, title: "Na ive" });
    expect(await rereadPapers(running())).toEqual({ read: 0, changed: 0 });
    await savePapers([paper], { source: "arxiv", now, timeZone: "UTC" });
    expect(await stored(paper.arxivId)).toMatchObject({ title: "Naïve", sourceText: { readerVersion } });
  });
});

describe("how many papers wait to be read again", () => {
  it("is told until none does, hidden ones aside", async () => {
    await getDb().paper.updateMany({ data: { status: "hidden" } });
    expect(await findReadingProgress()).toBeNull();
    await makePaper();
    await makePaper({ status: "hidden" });
    expect(await findReadingProgress()).toEqual({
      withoutSource: 1,
      outdated: 0,
      unsearched: 0,
      text: "1 paper was stored without its source; a harvest or an import that brings it again updates its text.",
    });
    await makePaper();
    const outdated = await readBefore();
    expect(await findReadingProgress()).toEqual({
      withoutSource: 2,
      outdated: 1,
      unsearched: 0,
      text: "2 papers were stored without their source; a harvest or an import that brings them again updates their text. The worker reads 1 paper again.",
    });
    await rereadPapers(running());
    await getDb().paper.updateMany({ where: { key: { not: outdated } }, data: { status: "hidden" } });
    expect(await findReadingProgress()).toBeNull();
    await getDb().paper.update({ where: { key: outdated }, data: { linksVersion: 0 } });
    expect(await findReadingProgress()).toEqual({
      withoutSource: 0,
      outdated: 0,
      unsearched: 1,
      text: "The worker searches 1 paper for links.",
    });
    await findDueLinks(running());
    expect(await findReadingProgress()).toBeNull();
  });
});
