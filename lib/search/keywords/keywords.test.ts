import { describe, expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { plus } from "@/lib/base/time";
import { findKeywords, keywordsVersion, type PhraseCounts } from "@/lib/search/keywords/keywords";
import { makeKeywords } from "@/lib/search/keywords/make-keywords";
import { countPhrasesIn } from "@/lib/search/keywords/phrase-counts";
import { isName, listCandidates, phrasesOf } from "@/lib/search/keywords/phrases";
import { countTerms } from "@/lib/search/search-terms";

withTestDb();

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

/** How a hub of 40,000 papers knows phrases: `[papers, titles]` of each. */
function countsOf(known: Record<string, [papers: number, titles: number]>): PhraseCounts {
  const keys = Object.entries(known).map(([phrase, [papers, titles]]) => {
    const whole = listCandidates(phrase, "").find(({ whole }) => whole);
    return [whole?.key ?? "", { papers, titles }] as const;
  });
  const counts = new Map(keys);
  return { papers: 40_000, of: (key) => counts.get(key) };
}

describe("findKeywords", () => {
  const paper = {
    title: "Sparse Autoencoders for Detecting Machine-Written Text",
    abstract:
      "Large language models write text that passes for human. We train sparse autoencoders (SAEs) on the residual stream of " +
      "a model with $\\lambda$-regularisation and achieve state of the art results, e.g. on essays, et al. The pair tells " +
      "machine-written text apart, and a single GPU is enough.",
  };
  const known = countsOf({
    "sparse autoencoders": [200, 90],
    SAEs: [150, 20],
    "residual stream": [90, 12],
    "machine-written text": [20, 8],
    "large language models": [11_000, 4000],
    "single GPU": [300, 2],
    "pair tells": [1, 0],
  });

  it("finds the topics of a paper that other papers have in their titles, and not their abbreviations once more", () => {
    expect(findKeywords(paper, known)).toEqual([
      "sparse autoencoders",
      "machine-written text",
      "residual stream",
    ]);
  });

  it.each([
    ["that hardly any author puts into a title", { "residual stream": [300, 2] }],
    ["that no other paper has", { "residual stream": [2, 2] }],
    ["that most papers have", { "residual stream": [9000, 2000] }],
    ["of which nothing is known", {}],
  ] satisfies [string, Parameters<typeof countsOf>[0]][])(
    "gives none rather than a third one %s",
    (_, third) => {
      const two: Parameters<typeof countsOf>[0] = {
        "sparse autoencoders": [200, 90],
        "machine-written text": [20, 8],
      };
      expect(findKeywords(paper, countsOf({ ...two, "residual stream": [90, 12] }))).toHaveLength(3);
      expect(findKeywords(paper, countsOf({ ...two, ...third }))).toEqual([]);
    },
  );

  it("leaves out an abbreviation beside its words, and the name that a paper gives itself", () => {
    const text = {
      title: "NOVA: Graph Neural Networks for Image Retrieval",
      abstract: "GNNs, NOVA, image retrieval, MRI and graph neural networks.",
    };
    const counts = countsOf({
      "graph neural networks": [300, 90],
      GNNs: [200, 60],
      NOVA: [20, 9],
      MRI: [400, 200],
      "image retrieval": [80, 40],
    });
    expect(findKeywords(text, counts)).toEqual(["graph neural networks", "image retrieval", "MRI"]);
  });

  it("takes phrases of both title and abstract while a hub has few papers", () => {
    const few: PhraseCounts = { papers: 75, of: () => undefined };
    const title = "Sparse Autoencoders, Residual Streams and Whale Song";
    const abstract =
      "We train sparse autoencoders on residual streams with whale song. It went wrong often enough.";
    expect(findKeywords({ title, abstract }, few)).toEqual([
      "sparse autoencoders",
      "residual streams",
      "whale song",
    ]);
    expect(findKeywords({ title, abstract: "Nothing of it." }, few)).toEqual([]);
  });

  it("gives no keywords for a short text", () => {
    expect(findKeywords({ title: "On it", abstract: "We study this." }, known)).toEqual([]);
    expect(findKeywords({ title: "", abstract: "" }, known)).toEqual([]);
  });

  it("terminates for any input", () => {
    const abstract = `${"$x$ word-".repeat(3000)} ${"-'".repeat(9000)}`;
    expect(findKeywords({ title: "a".repeat(5000), abstract }, known)).toEqual([]);
  });
});

it("counts papers and titles with the phrases that are in two titles at least", async () => {
  const texts = [
    { title: "Whale song", abstract: "Of whales." },
    { title: "A whale's songs? Whale Songs!", abstract: "Whale songs and tax forms." },
    { title: "Tax forms", abstract: "A whale song and tax forms." },
  ];
  const counted = await countPhrasesIn(
    texts.map(({ title }) => title),
    texts,
  );
  expect(counted.get("whale song")).toEqual({ papers: 3, titles: 2 });
  expect(counted.has("tax form")).toBe(false);
});

describe("makeKeywords", () => {
  const now = new Date("2026-03-02T18:00:00Z");
  const run = (at = now) => makeKeywords({ now: at, signal: new AbortController().signal });
  const kept = (paperId: number) => getDb().enrichment.findUniqueOrThrow({ where: { paperId } });
  const topics = "Graph transformers, whale song and tax forms";

  /** As search leaves a paper that it has taken over. */
  async function takenOver(title: string) {
    const paper = await makePaper({ title, abstract: `${title}, and other matters of bird song.` });
    await getDb().enrichment.create({ data: { paperId: paper.id, paperUpdatedAt: paper.updatedAt } });
    return paper;
  }

  it("waits until words are counted, then finds each paper's keywords once, and again when it changes", async () => {
    const one = await takenOver(topics);
    const other = await takenOver("Bird song");
    expect(await run()).toEqual({ papers: 0, again: 0 });
    await countTerms();
    await run();
    expect((await kept(one.id)).keywords).toEqual(["graph transformers", "whale song", "tax forms"]);
    expect((await kept(other.id)).keywords).toEqual([]);
    expect(await run()).toEqual({ papers: 0, again: 0 });
    const changed = {
      title: topics,
      abstract: `${topics}.`,
      updatedAt: plus(other.updatedAt, { seconds: 1 }),
    };
    await getDb().paper.update({ where: { id: other.id }, data: changed });
    expect(await run()).toEqual({ papers: 1, again: 0 });
    expect((await kept(other.id)).keywords).toHaveLength(3);
  });

  it("finds the keywords of all papers again, a part of them a run, when the method has changed", async () => {
    await run();
    await getDb().enrichment.updateMany({
      data: { keywords: ["went wrong", "fill", "enough", "activates inside"] },
    });
    expect(await run()).toEqual({ papers: 0, again: 0 });
    await saveSetting("keywords-renewal", { version: keywordsVersion - 1, before: 0 });
    const papers = await getDb().enrichment.count();
    expect(await run()).toEqual({ papers, again: papers });
    expect(await getDb().enrichment.count({ where: { keywords: { has: "fill" } } })).toBe(0);
    const last = await getDb().enrichment.findFirstOrThrow({ orderBy: { paperId: "asc" } });
    await saveSetting("keywords-renewal", { version: keywordsVersion, before: last.paperId + 1 });
    expect(await run()).toEqual({ papers: 1, again: 1 });
    expect(await run()).toEqual({ papers: 0, again: 0 });
  });

  it("finds them again when the hub has twice as many papers, whose phrases are then counted anew", async () => {
    await run();
    const counted = await findSetting("phrase-counts");
    const papers = await getDb().paper.count();
    expect(counted).toMatchObject({ papers, at: now.toISOString() });
    for (let i = 0; i < papers; i++) await takenOver(`Whale song ${i}`);
    expect((await run(plus(now, { minutes: 1 }))).again).toBe(2 * papers);
    expect(await findSetting("phrase-counts")).toMatchObject({ papers: 2 * papers });
    expect(await getDb().phrase.findUnique({ where: { stems: "whale song" } })).not.toBeNull();
    await run(plus(now, { days: 8 }));
    expect(await findSetting("phrase-counts")).toMatchObject({ at: plus(now, { days: 8 }).toISOString() });
  });

  it("does not look again at papers from before the last sweep of search", async () => {
    await run();
    await saveSetting("words-sweep", { at: "2100-01-01T00:00:00.000Z" });
    await takenOver("Old news");
    expect(await run()).toEqual({ papers: 1, again: 0 });
    await takenOver("Written before 2100");
    expect(await run()).toEqual({ papers: 0, again: 0 });
  });

  it("stops when aborted", async () => {
    expect(await makeKeywords({ now, signal: AbortSignal.abort() })).toEqual({ papers: 0, again: 0 });
  });
});
