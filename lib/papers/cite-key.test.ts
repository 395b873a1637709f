import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { makeCited } from "@/e2e/support/made-cited";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { makeCiteKey } from "@/lib/papers/cite-key";
import { fillCiteKeys } from "@/lib/papers/fill-cite-keys";
import { findPaper } from "@/lib/papers/papers";
import { savePapers } from "@/lib/papers/save";
import { addSubmitted, listSubmitted } from "@/lib/papers/submitted";
import { toBibtex } from "@/lib/programs/formats/bibtex";
import { listCited } from "@/lib/programs/formats/cited";
import { toCsl } from "@/lib/programs/formats/csl";

withTestDb();

const publishedAt = new Date("2017-06-12T00:00:00Z");
const arrival = { source: "import", now: new Date("2026-03-02T12:00:00Z"), timeZone: "UTC" } as const;
const moment = { now: arrival.now, timeZone: "UTC" };
const record = {
  arxivId: "1706.03762",
  title: "Attention Is All You Need",
  abstract: "The dominant sequence models are based on recurrent networks.",
  authors: ["Ashish Vaswani"],
  topics: ["cs.CL"],
  comment: null,
  journalRef: null,
  doi: null,
  licence: null,
  publishedAt,
  announcedAt: publishedAt,
  versions: [{ version: 1, at: publishedAt }],
  withdrawn: false,
};
const storedKey = async (key: string) => (await findPaper(key))?.citeKey;

it.each([
  ["Attention Is All You Need", "Ashish Vaswani", "vaswani2017attention-1706.03762"],
  ["The $\\alpha$-BERT", "Ludwig van Beethoven", "beethoven2017bert-1706.03762"],
  ["On the Naïve Éléments", "Jürgen Müller", "muller2017naive-1706.03762"],
  ["3D Gaussians", "ATLAS Collaboration", "atlas20173d-1706.03762"],
  ["Measurement of the mass", "The BABAR Collaboration", "babar2017measurement-1706.03762"],
  ["Multimodal Models", "Team GLM", "glm2017multimodal-1706.03762"],
  ["Upper Limits", "H.E.S.S. Collaboration", "hess2017upper-1706.03762"],
  ["Top Quarks", "DØ Collaboration", "do2017top-1706.03762"],
  ["深度学习", "李明", "paper2017-1706.03762"],
  ["How to", "Madonna", "madonna2017how-1706.03762"],
])("%s by %s is cited as %s", (title, author, key) => {
  expect(makeCiteKey({ key: "1706.03762", title, authors: [author], publishedAt })).toBe(key);
});

it("has an id of any form, and no author where none is known", () => {
  expect(makeCiteKey(makeCited({ key: "hep-th/9901001" }))).toBe("lovelace2026bound-hep-th-9901001");
  expect(makeCiteKey(makeCited({ key: "q-abcd1234", authors: [] }))).toBe("paper2026bound-q-abcd1234");
});

it("is never long, whatever the title", () => {
  const title = `${"a".repeat(5000)} b`;
  expect(makeCiteKey(makeCited({ title, authors: ["B".repeat(300)] })).length).toBeLessThan(120);
});

describe("a paper's citation key", () => {
  it("is stored when the paper arrives, and stays when the record is revised", async () => {
    await savePapers([record], arrival);
    expect(await storedKey("1706.03762")).toBe("vaswani2017attention-1706.03762");
    const revised = { ...record, title: "All You Need", authors: ["Noam Shazeer"] };
    await savePapers([{ ...revised, versions: [{ version: 2, at: arrival.now }] }], arrival);
    const paper = await findPaper("1706.03762");
    expect(paper).toMatchObject({ title: "All You Need", citeKey: "vaswani2017attention-1706.03762" });
    const cited = await listCited([paper?.id ?? 0]);
    expect(toBibtex(cited)).toContain("@misc{vaswani2017attention-1706.03762,");
    expect(toCsl(cited)[0]?.id).toBe("vaswani2017attention-1706.03762");
  });

  it("is filled in for papers without one, once, without touching them otherwise", async () => {
    const made = await Promise.all([1, 2, 3].map(() => makePaper({ title: "Bounds" })));
    const [first, , last] = made;
    await getDb().paper.updateMany({ where: { id: last?.id ?? 0 }, data: { citeKey: "kept" } });
    const running = { signal: AbortSignal.timeout(60_000) };
    expect(await fillCiteKeys(running)).toEqual({ filled: 2 });
    expect(await fillCiteKeys(running)).toEqual({ filled: 0 });
    const stored = await findPaper(first?.key ?? "");
    expect(stored?.citeKey).toBe(`lovelace2026bounds-${first?.key}`);
    expect(stored?.updatedAt).toEqual(first?.updatedAt);
    expect(await storedKey(last?.key ?? "")).toBe("kept");
  });

  it("contains the id under which a submitted paper is listed", async () => {
    const viewer = await makePerson();
    const { title, abstract, authors, topics } = record;
    const sourceText = { title, abstract, authors, comment: null, journalRef: null };
    const text = { title, abstract, authors, topics, publishedAt, sourceText };
    const paper = { ...text, key: "q-abcd1234", status: "pending" as const };
    await getDb().$transaction((tx) => addSubmitted(tx, viewer, paper, moment));
    expect(await storedKey("q-abcd1234")).toBe("vaswani2017attention-q-abcd1234");
    await listSubmitted("q-abcd1234", "1706.00007", moment);
    await fillCiteKeys({ signal: AbortSignal.timeout(60_000) });
    expect(await storedKey("1706.00007")).toBe("vaswani2017attention-1706.00007");
  });
});
