import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makeHubDir } from "@/e2e/support/hub-dir";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { maxQueryLength } from "@/lib/search/query";
import { rebuildTable } from "@/lib/search/write-table";

withTestDb();

const dir = makeHubDir("api-search");
amendConfig({ QUIRE_DIR: dir });
afterAll(() => rmSync(dir, { recursive: true, force: true }));

type Answer = {
  items: { title: string; reason: object }[];
  next: string | null;
  found: number;
  didYouMean: string | null;
  corrected: string | null;
  loosened: string | null;
  unknown: string[];
  indexing: { papers: number; words: number; meaning: number | null; text: string } | null;
};
const search = (query: object) => callOperation<Answer>("searchPapers", { query: { ...query } });
const titles = async (query: object) => (await search(query)).items.map(({ title }) => title);

beforeAll(async () => {
  await makePaper({ title: "Graph networks for molecules", codeUrl: "https://example.org/code", upvotes: 5 });
  await makePaper({ title: "A survey of molecules", announcedAt: "2024-05-02T12:00:00Z", topics: ["cs.LG"] });
  await makePaper({ title: "Lighthouses of one coast" });
  const word = { kind: "word" as const, term: "molecules", ref: "molecules", label: "molecules" };
  await getDb().searchTerm.create({ data: { ...word, count: 2 } });
  await rebuildTable(384);
});

describe("a search", () => {
  it("finds papers by words, and says how many and why", async () => {
    const { items, found } = await search({ q: "molecules" });
    expect(found).toBeGreaterThanOrEqual(2);
    expect(items.slice(0, 2).map(({ reason }) => reason)).toEqual([{ kind: "words" }, { kind: "words" }]);
    expect((await search({ q: "Lighthouses of one coast" })).items[0]?.reason).toEqual({
      kind: "exact",
      what: "title",
    });
  });

  it("narrows by topic, year, days, code and upvotes", async () => {
    expect(await titles({ q: "molecules", topic: "cs.LG" })).toEqual(["A survey of molecules"]);
    expect(await titles({ q: "molecules", year: "2024" })).toEqual(["A survey of molecules"]);
    expect(await titles({ q: "molecules", until: "2024-12-31" })).toEqual(["A survey of molecules"]);
    for (const narrow of [{ code: "1" }, { upvotes: "5" }, { from: "2026-01-01", q: "graph" }])
      expect((await titles({ q: "molecules", ...narrow }))[0]).toBe("Graph networks for molecules");
  });

  it("says how many papers can be found while not all can", async () => {
    const { indexing } = await search({ q: "molecules" });
    // The table was built with the words alone.
    expect(indexing).toEqual({
      papers: 3,
      words: 3,
      meaning: 0,
      text: "3 of 3 papers can be found by words, 0 by meaning; the rest follow.",
    });
  });

  it("continues where the previous page ended", async () => {
    const first = await search({ q: "molecules", limit: "1" });
    const second = await search({ q: "molecules", limit: "1", after: first.next ?? "" });
    expect(second.items[0]?.title).not.toBe(first.items[0]?.title);
  });

  it("corrects spelling, however much is found", async () => {
    expect((await search({ q: "moleculse" })).didYouMean).toBe("molecules");
    expect((await search({ q: "molecules" })).didYouMean).toBeNull();
    const rest = await search({ q: "moleculse a survey of graph networks and lighthouses" });
    expect(rest.items.length).toBeGreaterThan(0);
    expect(rest.didYouMean).toContain("molecules");
  });

  it("searches for corrected words at once, or exactly as typed", async () => {
    const found = await search({ q: "moleculse" });
    expect(found).toMatchObject({ corrected: "molecules", loosened: null, unknown: [] });
    expect(found.items.map(({ reason }) => reason).slice(0, 2)).toEqual([
      { kind: "words" },
      { kind: "words" },
    ]);
    expect(await search({ q: "moleculse", verbatim: "1" })).toMatchObject({ corrected: null, found: 0 });
    expect((await search({ q: 'survey "molecules of one coast"' })).loosened).toBe(
      "survey molecules of one coast",
    );
    expect((await search({ q: "molecules cat:nothing" })).unknown).toEqual(["cat:nothing"]);
  });

  it.each(["😀", "?!", "zzzqqq", "the of a"])("answers %s with an empty list", async (q) => {
    expect(await search({ q })).toMatchObject({ items: [], next: null, found: 0, more: false });
  });

  it.each([
    { q: "x".repeat(maxQueryLength + 1) },
    { year: "12" },
    { code: "yes" },
    { sort: "best" },
    { verbatim: "yes" },
    { from: "yesterday" },
  ])("refuses %j", async (query) => {
    await expect(search(query)).rejects.toThrow();
  });
});

type Suggested = { papers: object[]; authors: object[]; organizations: object[]; topics: object[] };

it("half-typed words are completed to papers, authors, organisations and topics", async () => {
  const name = { kind: "author" as const, term: "lovelace ada", ref: "ada-lovelace", label: "Ada Lovelace" };
  await getDb().searchTerm.create({ data: { ...name, count: 3 } });
  const suggest = (q: string) => callOperation<Suggested>("suggest", { query: { q } });
  const { papers } = await suggest("Lighthouses o");
  expect(papers).toEqual([
    {
      id: expect.stringMatching(/^2603\./),
      title: "Lighthouses of one coast",
      url: expect.stringContaining("/papers/2603."),
    },
  ]);
  expect((await suggest("love")).authors).toEqual([
    { slug: "ada-lovelace", name: "Ada Lovelace", papers: 3 },
  ]);
  const lab = { kind: "organization" as const, ref: "universitat-tubingen", label: "Universität Tübingen" };
  await getDb().searchTerm.create({ data: { ...lab, term: "universitat tubingen", count: 2 } });
  expect((await suggest("Tüb")).organizations).toEqual([
    { slug: "universitat-tubingen", name: "Universität Tübingen", papers: 2 },
  ]);
  expect((await suggest("bingen")).organizations).toEqual([]);
  expect((await suggest("computation and")).topics[0]).toEqual({
    id: "cs.CL",
    name: "Computation and Language",
  });
  expect(await suggest("l")).toEqual({ papers: [], authors: [], organizations: [], topics: [] });
});

it("finding papers similar to a text needs a text that is long enough", async () => {
  const ask = (query: object) => callOperation<Answer>("listPapersLikeText", { query: { ...query } });
  await expect(ask({ to: "too short" })).rejects.toThrow();
  await expect(ask({ to: "x".repeat(2001) })).rejects.toThrow();
  const { items } = await ask({ to: "Robots that learn to grasp things from videos.", limit: "2" });
  expect(items.length).toBeLessThanOrEqual(2);
});
