import { describe, expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { saveSetting } from "@/lib/base/settings";
import { plus } from "@/lib/base/time";
import { findKeywords, isName, listCandidates, maxKeywords, phrasesOf } from "@/lib/search/keywords/keywords";
import { makeKeywords } from "@/lib/search/keywords/make-keywords";
import { countTerms } from "@/lib/search/search-terms";

withTestDb();

const common = new Set(["networks", "learning", "large", "language", "models"]);
const frequencies = { papers: 1000, of: (word: string) => (common.has(word) ? 300 : 3) };

describe("phrases", () => {
  it.each([
    ["We propose sparse autoencoders for text", [["sparse", "autoencoders"], ["text"]]],
    ["trained at rates of 0.5 with $x^2$ sparse gates", [["trained"], ["rates"], ["sparse", "gates"]]],
    [
      "Claude-3.5 (a model); graph-based search/ranking",
      [["Claude-3.5"], ["model"], ["graph-based", "search", "ranking"]],
    ],
    ["see https://example.org/a-b for code -- really", [["code"]]],
    [`Sparse ${"Pneumono".repeat(6)} gates`, [["Sparse"], ["gates"]]],
    ["", []],
  ])("of %j", (text, phrases) => expect(phrasesOf(text)).toEqual(phrases));

  it("keep capitals only in names", () => {
    expect(["GPU", "MiniLM", "GPT-4", "3D", "Qwen3", "KV-cache"].filter(isName)).toHaveLength(6);
    expect(["Graph", "state-of-the-art", "Multi-Agent", "x"].filter(isName)).toEqual([]);
  });

  it("are counted once whatever their endings", () => {
    const found = listCandidates(
      "Sparse autoencoders",
      "A sparse autoencoder helps. Sparse autoencoders help.",
    );
    const whole = found.find(({ words }) => words.join(" ") === "sparse autoencoder");
    expect(whole).toMatchObject({ inTitle: true, whole: true, count: 3 });
  });
});

describe("findKeywords", () => {
  const paper = {
    title: "Sparse Autoencoders for Detecting Machine-Written Text",
    abstract:
      "Large language models write text that passes for human. We train sparse autoencoders (SAEs) on the residual stream of " +
      "a model with $\\lambda$-regularisation and achieve state of the art results, e.g. on essays, et al.",
  };

  it("finds the topics of a paper in its own phrases", () => {
    const found = findKeywords(paper, frequencies);
    expect(found[0]).toBe("sparse autoencoders");
    expect(found).toEqual(expect.arrayContaining(["residual stream", "SAEs", "machine-written text"]));
    expect(found.join()).not.toMatch(/et al|state of|results|achieve|lambda/);
    expect(found.length).toBeLessThanOrEqual(maxKeywords);
  });

  it("gives few or no keywords for a short text", () => {
    expect(findKeywords({ title: "On it", abstract: "We study this." }, frequencies)).toEqual([]);
    expect(findKeywords({ title: "", abstract: "" }, frequencies)).toEqual([]);
  });

  it("terminates for any input", () => {
    const abstract = `${"$x$ word-".repeat(3000)} ${"-'".repeat(9000)}`;
    expect(findKeywords({ title: "a".repeat(5000), abstract }, frequencies)).toEqual([]);
  });
});

describe("makeKeywords", () => {
  const run = () => makeKeywords({ signal: new AbortController().signal });
  const kept = (paperId: number) => getDb().enrichment.findUniqueOrThrow({ where: { paperId } });

  /** As search leaves a paper that it has taken over. */
  async function takenOver(title: string) {
    const paper = await makePaper({ title, abstract: "Sparse autoencoders and others." });
    await getDb().enrichment.create({ data: { paperId: paper.id, paperUpdatedAt: paper.updatedAt } });
    return paper;
  }

  it("waits until words are counted, then finds each paper's keywords once, and again when it changes", async () => {
    const one = await takenOver("Graph transformers");
    const other = await takenOver("Bird song");
    expect(await run()).toEqual({ papers: 0 });
    await countTerms();
    expect(await run()).toEqual({ papers: 2 });
    expect((await kept(one.id)).keywords).toContain("graph transformers");
    expect(await run()).toEqual({ papers: 0 });
    const changed = { title: "Whale song", updatedAt: plus(other.updatedAt, { seconds: 1 }) };
    await getDb().paper.update({ where: { id: other.id }, data: changed });
    expect(await run()).toEqual({ papers: 1 });
    expect((await kept(other.id)).keywords).toContain("whale song");
  });

  it("does not look again at papers from before the last sweep of search", async () => {
    await takenOver("Old news");
    await saveSetting("search-sweep", { at: "2100-01-01T00:00:00.000Z", model: null });
    expect(await run()).toEqual({ papers: 1 });
    await takenOver("Written before 2100");
    expect(await run()).toEqual({ papers: 0 });
  });

  it("stops when aborted", async () => {
    expect(await makeKeywords({ signal: AbortSignal.abort() })).toEqual({ papers: 0 });
  });
});
