import { describe, expect, it } from "vitest";
import { makeRecord } from "@/e2e/support/arxiv-records";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { updatePaper } from "@/lib/papers/change";
import type { Incoming } from "@/lib/papers/incoming";
import { readerVersion, readSource, type SourceText } from "@/lib/papers/read-source";
import { savePapers } from "@/lib/papers/save";
import { addSubmitted, fromRecord } from "@/lib/papers/submitted";

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");
const said: SourceText = {
  title: 'Na\\"ive\n  Methods \\N',
  abstract: "We\tprove\n  $a<b$.",
  comment: "12\\,pages",
  journalRef: null,
  authors: [{ family: 'G\\"odel', given: "Kurt" }, "Ada Lovelace"],
};
const record = (source: Partial<SourceText> = {}, given: Partial<Incoming> = {}): Incoming => ({
  ...makeRecord(),
  ...readSource({ ...said, ...source }),
  ...given,
});
const save = (papers: Incoming[]) => savePapers(papers, { source: "arxiv", now, timeZone: "UTC" });
const stored = (key: string) =>
  getDb().paper.findUniqueOrThrow({ where: { key }, include: { sourceText: true } });

describe("what a source said", () => {
  it("is stored beside the text that was read from it", async () => {
    const paper = record();
    await save([paper]);
    const { sourceText, ...row } = await stored(paper.arxivId);
    expect(row).toMatchObject({ authors: ["Kurt Gödel", "Ada Lovelace"], familyNames: ["Gödel", ""] });
    expect(sourceText).toEqual({ ...said, paperId: row.id, readerVersion });
  });

  it("is the text itself for a record that has no other", async () => {
    const paper = makeRecord();
    await save([paper]);
    const { title, abstract, authors } = paper;
    expect((await stored(paper.arxivId)).sourceText).toMatchObject({ title, abstract, authors });
  });

  it("comes to a paper of an older hub with its next harvest, which counts no change where the text is the same", async () => {
    const paper = record();
    const { title, abstract, authors, comment, familyNames = [] } = paper;
    const texts = { title, abstract, authors, comment, familyNames };
    const dates = { publishedAt: paper.publishedAt, versions: [{ version: 1, at: paper.publishedAt }] };
    const { key } = await makePaper({ key: paper.arxivId, ...texts, ...dates, topics: paper.topics });
    expect((await stored(key)).sourceText).toBeNull();
    expect(await save([paper])).toEqual({ added: 0, updated: 0 });
    expect((await stored(key)).sourceText).toMatchObject(said);
  });

  it("is not written again when it stays the same", async () => {
    const paper = record();
    const rows = () =>
      getDb()
        .$queryRaw`SELECT s.xmin::text, s.xmax::text FROM source_texts s JOIN papers p ON p.id = s.paper_id
        WHERE p.key = ${paper.arxivId}`;
    await save([paper]);
    const before = await rows();
    await save([paper]);
    expect(await rows()).toEqual(before);
  });

  it("changes with a newer version, and stays with an older one and with a feed that has no versions", async () => {
    const second = [{ version: 2, at: new Date("2026-03-08T10:00:00Z") }];
    const paper = record({ title: "Second" }, { versions: second });
    await save([paper]);
    for (const versions of [makeRecord().versions, []])
      await save([record({ title: "First" }, { arxivId: paper.arxivId, versions })]);
    expect((await stored(paper.arxivId)).sourceText?.title).toBe("Second");
    const third = [{ version: 3, at: now }];
    await save([record({ title: "Third" }, { arxivId: paper.arxivId, versions: third })]);
    expect((await stored(paper.arxivId)).sourceText?.title).toBe("Third");
  });

  it("keeps comment and split names where another source has none", async () => {
    const paper = record({ journalRef: "J. Tests" });
    await save([paper]);
    const whole = { comment: null, journalRef: null, authors: ['Kurt G\\"odel', "Ada Lovelace"] };
    await save([record(whole, { arxivId: paper.arxivId, versions: paper.versions })]);
    expect(await stored(paper.arxivId)).toMatchObject({
      comment: "12 pages",
      familyNames: ["Gödel", ""],
      sourceText: { ...said, journalRef: "J. Tests" },
    });
    const others = { authors: ["Somebody Else"] };
    await save([record(others, { arxivId: paper.arxivId, versions: paper.versions })]);
    expect(await stored(paper.arxivId)).toMatchObject({
      familyNames: [],
      sourceText: others,
    });
  });

  it("is stored with a submitted paper", async () => {
    const viewer = await makePerson();
    const paper = record();
    const submit = () =>
      getDb().$transaction((tx) => addSubmitted(tx, viewer, fromRecord(paper), { now, timeZone: "UTC" }));
    expect([await submit(), await submit()]).toEqual([true, false]);
    expect(await stored(paper.arxivId)).toMatchObject({
      familyNames: ["Gödel", ""],
      sourceText: { ...said, readerVersion },
    });
  });

  it("gives way to a correction, of the corrected field alone", async () => {
    const paper = record();
    await save([paper]);
    const { title } = await stored(paper.arxivId);
    await updatePaper(await stored(paper.arxivId), { title, abstract: "Corrected." });
    expect((await stored(paper.arxivId)).sourceText).toMatchObject({ ...said, abstract: "Corrected." });
    await updatePaper(await stored(paper.arxivId), { topics: ["cs.CL"] });
    await updatePaper(await stored(paper.arxivId), { title: `${title}!` });
    expect((await stored(paper.arxivId)).sourceText).toMatchObject({
      title: `${title}!`,
      abstract: "Corrected.",
    });
  });
});
