import { describe, expect, it } from "vitest";
import { makeRecord } from "@/e2e/support/arxiv-records";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { priorHeat } from "@/lib/papers/heat";
import type { Arrival, Incoming } from "@/lib/papers/incoming";
import { batchLimit, savePapers } from "@/lib/papers/save";
import { upvotePaper } from "@/lib/papers/upvotes";

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");
const arrival: Arrival = { source: "import", now, timeZone: "UTC" };
const announcedAt = new Date("2026-03-03T01:00:00Z");
const publishedAt = new Date("2026-03-02T15:00:00Z");

let count = 0;
function record(given: Partial<Incoming> = {}): Incoming {
  return {
    ...makeRecord({
      arxivId: `2603.1${String(++count).padStart(4, "0")}`,
      title: "Sparse Attention for Long Documents",
      abstract: "We study a thing.",
      publishedAt,
      versions: [{ version: 1, at: publishedAt }],
      announcedAt,
    }),
    ...given,
  };
}

const stored = (key: string) => getDb().paper.findUniqueOrThrow({ where: { key } });
const save = (papers: Incoming[], given: Partial<Arrival> = {}) =>
  savePapers(papers, { ...arrival, ...given });

describe("a new paper", () => {
  it("is listed with its day, its keys and the prior heat", async () => {
    const paper = record({ comment: "12 pages", doi: "10.1000/1", keywords: ["attention"], codeStars: 7 });
    expect(await save([paper])).toEqual({ added: 1, updated: 0 });
    expect(await stored(paper.arxivId)).toMatchObject({
      titleKey: "sparseattentionforlongdocuments",
      authorSlugs: ["ada-lovelace", "emilie-du-chatelet"],
      topics: ["cs.CL", "cs.LG"],
      keywords: ["attention"],
      codeStars: 7,
      comment: "12 pages",
      announcedAt,
      publishedAt,
      day: new Date("2026-03-03"),
      status: "listed",
      source: "import",
      heat: priorHeat(announcedAt),
      upvotes: 0,
    });
  });

  it("gets the day in the hub's time zone, or the day its source gives", async () => {
    const zoned = record();
    const named = record({ day: "2026-03-05" });
    await save([zoned, named], { timeZone: "America/New_York" });
    expect((await stored(zoned.arxivId)).day).toEqual(new Date("2026-03-02"));
    expect((await stored(named.arxivId)).day).toEqual(new Date("2026-03-05"));
  });

  it("is announced now when its source's time is in the future", async () => {
    const paper = record({ announcedAt: new Date("2026-04-01T00:00:00Z") });
    await save([paper]);
    expect(await stored(paper.arxivId)).toMatchObject({ announcedAt: now, heat: priorHeat(now) });
  });

  it("keeps every character that the database accepts", async () => {
    const text = 'tab\tline\nback\\slash "quote" {brace}, 数 \\N 𝔸';
    const paper = record({ title: text, authors: [text, 'a","b'], abstract: `nul\0 half\ud835 ${text}` });
    await save([paper]);
    const row = await stored(paper.arxivId);
    expect(row.title).toBe(text);
    expect(row.authors).toEqual([text, 'a","b']);
    expect(row.abstract).toBe(`nul half\ufffd ${text}`);
  });

  it("has one slug per author in order, namesakes included, and drops authors without letters", async () => {
    const paper = record({ authors: ["The Team", ":", "Wei Wang", "Wei  Wang", "Ada Lovelace"] });
    await save([paper]);
    const row = await stored(paper.arxivId);
    expect(row.authors).toEqual(["The Team", "Wei Wang", "Wei  Wang", "Ada Lovelace"]);
    expect(row.authorSlugs).toEqual(["the-team", "wei-wang", "wei-wang", "ada-lovelace"]);
  });

  it("is saved once when its batch contains it twice", async () => {
    const paper = record({ title: "First" });
    const newer = { version: 2, at: now };
    const again = { ...paper, title: "Second", versions: [...paper.versions, newer] };
    expect(await save([again, paper])).toEqual({ added: 1, updated: 0 });
    expect(await stored(paper.arxivId)).toMatchObject({ title: "Second", version: 2 });
  });

  it("is saved only if its whole batch is", async () => {
    const good = record();
    const bad = record({ day: "no day" });
    await expect(save([good, bad])).rejects.toThrow();
    expect(await getDb().paper.count({ where: { key: good.arxivId } })).toBe(0);
    await expect(save(Array(batchLimit + 1).fill(good))).rejects.toThrow(RangeError);
    expect(await save([])).toEqual({ added: 0, updated: 0 });
  });

  it("is added once by concurrent saves", async () => {
    const papers = Array.from({ length: 200 }, () => record());
    const results = await Promise.all([save(papers), save(papers.toReversed()), save(papers)]);
    expect(results.reduce((sum, { added }) => sum + added, 0)).toBe(200);
  });
});

describe("a known paper", () => {
  const second = { version: 2, at: new Date("2026-03-08T10:00:00Z") };

  it("stays the same when saved again", async () => {
    const paper = record({ comment: "x", keywords: ["k"], day: "2026-03-03" });
    await save([paper]);
    expect(await save([paper])).toEqual({ added: 0, updated: 0 });
  });

  it("gets a newer version and keeps votes, heat, day and submitter", async () => {
    const paper = record();
    const person = await makePerson();
    await save([paper]);
    await upvotePaper(person, paper.arxivId, now);
    await getDb().paper.update({ where: { key: paper.arxivId }, data: { submitterId: person.id } });
    const before = await stored(paper.arxivId);
    const revised = { title: "A Better Title", comment: "v2", withdrawn: true, versions: [second] };
    const later = { ...paper, ...revised, announcedAt: new Date("2026-03-09T01:00:00Z") };
    expect(await save([later], { source: "arxiv" })).toEqual({ added: 0, updated: 1 });
    expect(await stored(paper.arxivId)).toEqual({
      ...before,
      title: "A Better Title",
      titleKey: "abettertitle",
      comment: "v2",
      withdrawn: true,
      version: 2,
      versions: [
        { version: 1, at: publishedAt.toISOString() },
        { version: 2, at: second.at.toISOString() },
      ],
      linksVersion: -1,
      updatedAt: expect.any(Date),
    });
  });

  it("ignores an older version", async () => {
    const paper = record({ title: "Second", versions: [second] });
    await save([paper]);
    expect(await save([{ ...paper, title: "First", versions: record().versions }])).toMatchObject({
      updated: 0,
    });
    expect((await stored(paper.arxivId)).title).toBe("Second");
  });

  it("accepts revisions that OAI-PMH gives by day without a version number", async () => {
    const paper = record({ title: "Second", versions: [second] });
    await save([paper]);
    const listed = { ...paper, versions: record().versions };
    await save([{ ...listed, title: "Old", updatedAt: new Date("2026-03-06T17:00:00Z") }]);
    expect((await stored(paper.arxivId)).title).toBe("Second");
    await save([{ ...listed, title: "Third", updatedAt: new Date("2026-03-09T17:00:00Z") }]);
    expect(await stored(paper.arxivId)).toMatchObject({ title: "Third", version: 2 });
  });

  it("gets topics from a source without versions, but nothing else", async () => {
    const paper = record({ topics: [] });
    await save([paper]);
    await save([{ ...paper, topics: ["cs.CV"], versions: [] }]);
    expect((await stored(paper.arxivId)).topics).toEqual(["cs.CV"]);
    await save([{ ...paper, topics: ["cs.AI"], title: "Other", versions: [] }]);
    expect(await stored(paper.arxivId)).toMatchObject({ topics: ["cs.CV"], title: paper.title });
  });

  it("keeps fields that a source does not have", async () => {
    const paper = record({
      comment: "12 pages",
      doi: "10.1000/1",
      keywords: ["k"],
      codeUrl: "https://e.org/c",
    });
    await save([paper]);
    await save([{ ...record(), arxivId: paper.arxivId, topics: [], abstract: "Longer." }]);
    expect(await stored(paper.arxivId)).toMatchObject({
      abstract: "Longer.",
      comment: "12 pages",
      doi: "10.1000/1",
      keywords: ["k"],
      codeUrl: "https://e.org/c",
      topics: ["cs.CL", "cs.LG"],
    });
  });

  it("moves to the day that a daily feed gives, whatever the version", async () => {
    const paper = record({ versions: [second] });
    await save([paper]);
    const daily = { ...paper, versions: [], day: "2026-03-06", organization: "A Lab", topics: [] };
    expect(await save([daily])).toEqual({ added: 0, updated: 1 });
    const row = await stored(paper.arxivId);
    expect(row).toMatchObject({
      day: new Date("2026-03-06"),
      organization: "A Lab",
      organizationSlug: "a-lab",
      announcedAt,
      version: 2,
    });
  });

  it("takes another organisation from an import, but keeps what a person set or removed", async () => {
    const paper = record({ organization: "A Lab" });
    await save([paper]);
    await save([{ ...paper, organization: "The Lab" }]);
    expect(await stored(paper.arxivId)).toMatchObject({
      organization: "The Lab",
      organizationSlug: "the-lab",
    });
    await save([{ ...paper, organization: null }]);
    expect(await stored(paper.arxivId)).toMatchObject({ organization: "The Lab" });
    const removed = { organization: null, organizationSlug: null, organizationCorrected: true };
    await getDb().paper.update({ where: { key: paper.arxivId }, data: removed });
    expect(await save([paper])).toEqual({ added: 0, updated: 0 });
    expect(await stored(paper.arxivId)).toMatchObject(removed);
  });

  it("takes over an earlier date of submission", async () => {
    const paper = record({ versions: [], publishedAt: announcedAt });
    await save([paper]);
    await save([{ ...paper, publishedAt: new Date("2026-03-01T09:00:00Z") }]);
    expect((await stored(paper.arxivId)).publishedAt).toEqual(new Date("2026-03-01T09:00:00Z"));
  });
});

describe("a starter paper", () => {
  it("has its summary replaced by the abstract, but never an abstract by a summary", async () => {
    const starter = await makePaper({ source: "starter", abstractKind: "summary", version: 3, upvotes: 4 });
    const paper = record({ arxivId: starter.key, abstract: "The true abstract." });
    expect(await save([paper], { source: "arxiv" })).toEqual({ added: 0, updated: 1 });
    await save([{ ...paper, abstract: "In short.", abstractKind: "summary" }], { source: "starter" });
    const row = await stored(starter.key);
    expect(row).toMatchObject({
      abstract: "The true abstract.",
      abstractKind: "abstract",
      source: "starter",
    });
    expect(row).toMatchObject({ upvotes: 4, heat: starter.heat, day: starter.day });
  });
});
