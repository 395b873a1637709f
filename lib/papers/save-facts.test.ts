import { describe, expect, it } from "vitest";
import { makeRecord } from "@/e2e/support/arxiv-records";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { prepareSubmission } from "@/lib/community/submissions/submissions";
import type { PaperRecord } from "@/lib/papers/arxiv/record";
import { findKeyByAddress } from "@/lib/papers/find";
import type { Incoming } from "@/lib/papers/incoming";
import { savePapers } from "@/lib/papers/save";

withTestDb();

const now = new Date("2026-03-12T06:00:00Z");
const save = (paper: Incoming) => savePapers([paper], { source: "arxiv", now, timeZone: "UTC" });
const stored = (key: string) =>
  getDb().paper.findUniqueOrThrow({ where: { key }, include: { sourceText: true } });
const later = (paper: PaperRecord, change: Partial<PaperRecord>): PaperRecord => ({
  ...paper,
  versions: [...paper.versions, { version: 2, at: new Date("2026-03-10T12:00:00Z") }],
  ...change,
});

describe("a paper that is withdrawn", () => {
  const notice = "This paper has been withdrawn by the author due to an error in Lemma 2.";
  const gone = { withdrawn: true, withdrawnBy: "authors" as const };

  it("keeps the abstract of the version before, and shows the notice as its comment", async () => {
    const paper = makeRecord({ abstract: "We prove a lemma.", comment: null });
    await save(paper);
    await save(later(paper, { ...gone, abstract: notice }));
    const expected = { abstract: "We prove a lemma.", comment: notice };
    expect(await stored(paper.arxivId)).toMatchObject({ ...gone, ...expected, sourceText: expected });
    expect(await save(later(paper, { ...gone, abstract: notice }))).toEqual({ added: 0, updated: 0 });
  });

  it("keeps its title, and a comment of the new version", async () => {
    const paper = makeRecord({ title: "A lemma", comment: "12 pages" });
    await save(paper);
    await save(
      later(paper, {
        ...gone,
        title: "This paper has been withdrawn",
        abstract: notice,
        comment: "Withdrawn",
      }),
    );
    const row = await stored(paper.arxivId);
    expect(row).toMatchObject({
      title: "A lemma",
      titleKey: "alemma",
      abstract: paper.abstract,
      comment: "Withdrawn",
    });
  });

  it("has the notice as its abstract if nothing else is known, and gets a new abstract with a new version", async () => {
    const paper = makeRecord({ ...gone, abstract: notice });
    await save(paper);
    expect(await stored(paper.arxivId)).toMatchObject({ abstract: notice, sourceText: { abstract: notice } });
    await save(later(paper, { withdrawn: false, withdrawnBy: null, abstract: "We prove it after all." }));
    expect(await stored(paper.arxivId)).toMatchObject({
      withdrawn: false,
      withdrawnBy: null,
      abstract: "We prove it after all.",
    });
  });

  it("stays withdrawn when a source without versions lists it again", async () => {
    const paper = makeRecord({ ...gone, versions: [] });
    await save(paper);
    await save({ ...paper, withdrawn: false, withdrawnBy: null, abstract: "Another abstract." });
    expect(await stored(paper.arxivId)).toMatchObject({ ...gone, abstract: "Another abstract." });
  });
});

describe("a paper with several DOIs", () => {
  it("is found by each of them in any case, at /submit too, and keeps them when a source gives none", async () => {
    const dois = [
      "10.1103/PhysRevD.76.034007",
      "10.1002/(SICI)1521-3773(19980420)37:7<954::AID-ANIE954>3.0.CO;2-#",
    ];
    const paper = makeRecord({ doi: dois[0] ?? null, dois });
    await save(paper);
    await save(later(paper, { doi: null, dois: [] }));
    expect(await stored(paper.arxivId)).toMatchObject({ doi: dois[0], dois });
    const viewer = await makePerson();
    const client = { findPaper: async () => null };
    for (const doi of dois.flatMap((one) => [
      one,
      one.toLowerCase(),
      `https://doi.org/${encodeURIComponent(one)}`,
    ])) {
      expect(await findKeyByAddress(doi)).toBe(paper.arxivId);
      const prepared = await prepareSubmission(viewer, doi, { client, now });
      expect(prepared).toMatchObject({ kind: "here", paper: { key: paper.arxivId } });
    }
  });
});
