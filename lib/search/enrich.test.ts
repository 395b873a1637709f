import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { listSimilar, listSimilarToText } from "@/lib/feeds/similar";
import { titleKey } from "@/lib/papers/title-key";
import { embedTexts } from "@/lib/search/embedding/embed";
import { dot, packVector, unpackVector } from "@/lib/search/embedding/vectors";
import { enrichPapers } from "@/lib/search/enrich";
import { searchPapers } from "@/lib/search/search";
import { countTerms, countTermsAfter, needsTerms, suggest } from "@/lib/search/search-terms";
import { didYouMean } from "@/lib/search/spelling";
import { findTable, tableVersion } from "@/lib/search/table";

withTestDb();

const dir = mkdtempSync(join(tmpdir(), "quire-enrich-"));
amendConfig({ QUIRE_DIR: dir });
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const signal = new AbortController().signal;
const run = () => enrichPapers({ now: new Date(), signal });
const keys = new Map<string, string>();

beforeAll(async () => {
  const texts = {
    "Felines at home": "Cats sleep most of the day, and their owners describe how kittens play.",
    "Dogs on the street": "Puppies and hounds are walked in cities.",
    "Interest rates": "Central banks raise the price of money when inflation grows.",
    "Bond markets": "Investors in bonds fear inflation and watch the central bank.",
  };
  for (const [title, abstract] of Object.entries(texts)) {
    const names = { authors: ["José Núñez Pérez"], authorSlugs: ["jose-nunez-perez"] };
    const paper = await makePaper({ title, titleKey: titleKey(title), abstract, ...names });
    keys.set(title, paper.key);
  }
});

describe("embeddings", { timeout: 60_000 }, () => {
  it("are unit vectors in the given order, near for similar meanings, and survive packing", async () => {
    const texts = ["A man is eating food.", "The stock market fell today.", "Someone eats a meal."];
    const [man, market, meal] = await embedTexts(texts);
    if (!man || !market || !meal) throw new Error("no vectors");
    expect(dot(man, man)).toBeCloseTo(1, 4);
    expect(dot(man, meal)).toBeGreaterThan(0.7);
    expect(dot(man, market)).toBeLessThan(0.2);
    expect(dot(man, unpackVector(packVector(man)))).toBeGreaterThan(0.999);
    const [long] = await embedTexts(["word ".repeat(20_000)]);
    expect(long).toHaveLength(384);
  });

  it("of many texts are made in short steps, between which the process does other work", async () => {
    const many = 32;
    const texts: string[] = Array(many).fill("A man is eating food.");
    // The model is loaded before the count begins.
    await embedTexts(texts);
    let done = false;
    let turns = 0;
    const takeTurn = () => {
      turns += 1;
      if (!done) setImmediate(takeTurn);
    };
    takeTurn();
    await embedTexts(texts);
    done = true;
    expect(turns).toBeGreaterThanOrEqual(many / 2);
  });
});

describe("enrichPapers", { timeout: 60_000 }, () => {
  it("makes papers searchable by words and meaning, once", async () => {
    expect(await run()).toEqual({ taken: 4, embedded: 4 });
    expect(await run()).toEqual({ taken: 0, embedded: 0 });
    const { hits, meaning } = await searchPapers({ q: "pets", sort: "relevance" }, new Date());
    expect(meaning).toBe(true);
    const first = await getDb().paper.findUniqueOrThrow({ where: { id: hits[0]?.id ?? 0 } });
    expect(["Felines at home", "Dogs on the street"]).toContain(first.title);
    expect(hits[0]?.reason).toEqual({ kind: "meaning" });
  });

  it("updates a changed paper without embedding the same text again, and removes a hidden one", async () => {
    const where = { key: keys.get("Bond markets") ?? "" };
    await getDb().paper.update({ where, data: { codeUrl: "https://example.org", updatedAt: new Date() } });
    expect(await run()).toEqual({ taken: 1, embedded: 0 });
    await getDb().paper.update({ where, data: { title: "Bonds and fear", updatedAt: new Date() } });
    expect(await run()).toEqual({ taken: 1, embedded: 1 });
    await getDb().paper.update({ where, data: { status: "hidden", updatedAt: new Date() } });
    expect(await run()).toEqual({ taken: 1, embedded: 0 });
    const { hits } = await searchPapers({ q: "bonds fear", sort: "relevance" }, new Date());
    expect(hits.filter(({ reason }) => reason.kind === "words")).toEqual([]);
  });

  it("rebuilds a table of an older version, without embedding anything again", async () => {
    const before = await findSetting("search-table");
    if (!before) throw new Error("no table");
    await saveSetting("search-table", { name: before.name, dimension: before.dimension });
    // Readers use the older table until then; a process looks for another one every two seconds.
    expect((await findTable(performance.now() + 10_000))?.current.version).toBeUndefined();
    expect(await run()).toEqual({ taken: 0, embedded: 0 });
    const after = await findSetting("search-table");
    expect(after?.version).toBe(tableVersion);
    expect(after?.name).not.toBe(before.name);
    const { hits } = await searchPapers({ q: "pets", sort: "relevance" }, new Date());
    expect(hits[0]?.reason).toEqual({ kind: "meaning" });
  });

  it("finds papers similar to a paper and to a text", async () => {
    const cats = await getDb().paper.findUniqueOrThrow({ where: { key: keys.get("Felines at home") ?? "" } });
    const near = await listSimilar(cats.id, { viewer: null });
    expect(near.map(({ title }) => title)).toEqual(["Dogs on the street", "Interest rates"]);
    const text = await listSimilarToText("How monetary policy works", { viewer: null });
    expect(text[0]?.title).toBe("Interest rates");
  });
});

describe("terms", () => {
  it("suggest papers, authors by either name, and topics", async () => {
    expect(await needsTerms()).toBe(false);
    await getDb().searchTerm.deleteMany();
    expect(await needsTerms()).toBe(true);
    expect(await countTerms()).toMatchObject({ authors: 2 });
    expect(await needsTerms()).toBe(false);
    const author = [{ slug: "jose-nunez-perez", name: "José Núñez Pérez", papers: 3 }];
    expect((await suggest("José nu")).authors).toEqual(author);
    expect((await suggest("perez")).authors).toEqual(author);
    expect((await suggest("dogs on")).papers).toEqual([
      { key: keys.get("Dogs on the street"), title: "Dogs on the street" },
    ]);
    expect((await suggest("robot")).topics[0]).toEqual({ id: "cs.RO", name: "Robotics" });
    expect(await suggest("x")).toEqual({ papers: [], authors: [], organizations: [], topics: [] });
  });

  it("correct misspelt words and leave the rest unchanged", async () => {
    await makePaper({ abstract: "generative diffusion" });
    await makePaper({ abstract: "generative diffusion models" });
    await countTerms();
    expect(await didYouMean('ti:"genrative" difusion year:2025', [])).toBe(
      'ti:"generative" diffusion year:2025',
    );
    expect(await didYouMean("generative diffusion", [])).toBeNull();
    expect(await didYouMean("qqqqqqqq 😀", [])).toBeNull();
    const rare = { title: "On difusion", abstract: "", authors: [] };
    expect(await didYouMean("difusion", [rare])).toBeNull();
    const many = Array.from({ length: 5 }, () => ({ ...rare, title: "Gas" }));
    expect(await didYouMean("genrative modls of difution", many)).toBe("generative modls of difution");
  });

  it("are recounted after many new papers", async () => {
    const paper = await makePaper({ authors: ["Zoe Newcomer"], authorSlugs: ["zoe-newcomer"] });
    await countTermsAfter(0);
    expect((await suggest("newcomer")).authors).toEqual([]);
    await countTermsAfter(1);
    expect((await suggest("newcomer")).authors).toHaveLength(1);
    await getDb().paper.delete({ where: { id: paper.id } });
  });
});
