import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeHubDir } from "@/e2e/support/hub-dir";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig, getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { titleKey } from "@/lib/papers/title-key";
import { upvotePaper } from "@/lib/papers/upvotes";
import type { SearchRequest } from "@/lib/search/request";
import { searchPapers } from "@/lib/search/search";
import { findTable, getEngine, searchLocation } from "@/lib/search/table";
import { rebuildTable, tidyTable, tidyWhereDue, upsertPapers } from "@/lib/search/write-table";

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");
const titles = new Map<number, string>();

/** Titles found, in order. */
async function search(q: string, given: Partial<SearchRequest> = {}): Promise<string[]> {
  const { hits } = await searchPapers({ q, sort: "relevance", ...given }, now);
  return hits.map(({ id }) => titles.get(id) ?? `?${id}`);
}

async function paper(title: string, given: Parameters<typeof makePaper>[0] = {}) {
  const made = await makePaper({ title, titleKey: titleKey(title), ...given });
  titles.set(made.id, title);
  return made;
}

const dir = makeHubDir("search");
amendConfig({ QUIRE_DIR: dir });
afterAll(() => rmSync(dir, { recursive: true, force: true }));

beforeAll(async () => {
  await paper("Graph networks for molecules", {
    abstract: "Message passing predicts the energy of molecules.",
    authors: ["Maria Graph"],
    authorSlugs: ["maria-graph"],
    topics: ["cs.LG", "physics.chem-ph"],
    codeUrl: "https://example.org/code",
  });
  await paper("Speech recognition without transcripts", {
    abstract: "A recogniser of speech learns from audio alone.",
    authors: ["Søren Ågård", "Maria Graph"],
    authorSlugs: ["soren-agard", "maria-graph"],
    topics: ["eess.AS"],
    announcedAt: "2025-05-02T12:00:00Z",
    doi: "10.1000/speech.1",
  });
  await paper("A survey of molecular graphs", {
    abstract: "We review how chemistry is drawn. Nothing about speech.",
    topics: ["cs.LG"],
    announcedAt: "2024-05-02T12:00:00Z",
  });
  await paper("Hidden molecules", { status: "hidden" });
  await rebuildTable(384);
});

describe("a search", () => {
  it("finds words in any form, and weighs the title more", async () => {
    expect(await search("molecule")).toEqual(["Graph networks for molecules"]);
    expect((await search("speech"))[0]).toBe("Speech recognition without transcripts");
  });

  it("ranks the first page the same as the complete list", async () => {
    const all = await searchPapers({ q: "graph speech", sort: "relevance" }, now);
    for (const first of [1, 2, 3]) {
      const some = await searchPapers({ q: "graph speech", sort: "relevance" }, now, first);
      expect(some.hits.slice(0, first)).toEqual(all.hits.slice(0, first));
      expect(new Set(some.hits.map(({ id }) => id))).toEqual(new Set(all.hits.map(({ id }) => id)));
    }
  });

  it("lists a past period without words, hottest or newest first", async () => {
    for (const sort of ["relevance", "newest", "trending"] as const)
      expect(await search("year:2024-2025", { sort })).toEqual([
        "Speech recognition without transcripts",
        "A survey of molecular graphs",
      ]);
  });

  it("puts a paper named by id or title first, and says so", async () => {
    const key = (await getDb().paper.findFirstOrThrow({ where: { doi: "10.1000/speech.1" } })).key;
    for (const [q, what] of [
      [`arXiv:${key}v2`, "id"],
      ["https://doi.org/10.1000/SPEECH.1", "doi"],
      ["speech recognition without transcripts", "title"],
    ] as const) {
      const { hits } = await searchPapers({ q, sort: "relevance" }, now);
      expect(hits[0]?.reason).toEqual({ kind: "exact", what });
    }
    const { hits } = await searchPapers({ q: "maria graph", sort: "relevance" }, now);
    expect(hits.slice(0, 2).map(({ reason }) => reason)).toEqual([
      { kind: "exact", what: "author" },
      { kind: "exact", what: "author" },
    ]);
  });

  it("obeys field words, phrases and exclusions", async () => {
    expect(await search("au:agard")).toEqual(["Speech recognition without transcripts"]);
    expect(await search("ti:survey")).toEqual(["A survey of molecular graphs"]);
    expect(await search("abs:speech")).toHaveLength(2);
    expect(await search("ti:speech")).toHaveLength(1);
    expect(await search('"message passing"')).toEqual(["Graph networks for molecules"]);
    expect(await search('"passing message"')).toEqual([]);
    expect(await search("speech -chemistry")).toEqual(["Speech recognition without transcripts"]);
    expect(await search("speech -abs:recogniser")).toEqual(["A survey of molecular graphs"]);
  });

  it("filters by topic, time, code and upvotes", async () => {
    expect(await search("graph", { topic: "physics.chem-ph" })).toEqual(["Graph networks for molecules"]);
    expect(await search("graph cat:physics.chem-ph")).toEqual(["Graph networks for molecules"]);
    expect(await search("speech", { from: "2025-01-01", until: "2025-12-31" })).toEqual([
      "Speech recognition without transcripts",
    ]);
    expect(await search("molecules graph -cat:physics.chem-ph")).toContain("A survey of molecular graphs");
    expect(await search("molecules -cat:physics.chem-ph")).not.toContain("Graph networks for molecules");
    expect(await search("graph year:2024")).toEqual(["A survey of molecular graphs"]);
    expect(await search("graph", { hasCode: true })).toEqual(["Graph networks for molecules"]);
    expect(await search("graph", { upvotes: 1 })).toEqual([]);
    const survey = await getDb().paper.findFirstOrThrow({ where: { title: "A survey of molecular graphs" } });
    await upvotePaper(await makePerson(), survey.key, now);
    expect(await search("graph", { upvotes: 1 })).toEqual(["A survey of molecular graphs"]);
  });

  it("sorts as asked", async () => {
    const newest = await search("graph speech", { sort: "newest" });
    expect(newest.at(-1)).toBe("A survey of molecular graphs");
    expect((await search("graph speech", { sort: "top" }))[0]).toBe("A survey of molecular graphs");
    expect(await search("graph speech", { sort: "trending" })).toHaveLength(newest.length);
  });

  it("lists what the filters leave if there are no words, and nothing without either", async () => {
    expect(await search("cat:cs.LG")).toHaveLength(2);
    expect(await search("", { hasCode: true })).toEqual(["Graph networks for molecules"]);
    expect(await search("-cat:cs.LG")).toEqual(["Speech recognition without transcripts"]);
    expect(await searchPapers({ q: "😀", sort: "relevance" }, now)).toMatchObject({ found: 0, more: false });
  });

  it("answers any query", async () => {
    const odd = ["😀", '"', "'; DROP TABLE papers; --", ".*+?^$()|[]{}", "-", "the of a", "x".repeat(300)];
    for (const q of [...odd, `a${"\u0301".repeat(10_000)}`, "ti: au: abs:", "au:'", "\u0000"])
      expect(Array.isArray(await search(q))).toBe(true);
  });
});

describe("the search table", () => {
  it("updates new, changed and removed papers at once, and can be repeated", async () => {
    const made = await paper("Zymurgy at scale");
    await upsertPapers([made.id]);
    await upsertPapers([made.id]);
    expect(await search("zymurgy")).toEqual(["Zymurgy at scale"]);
    await getDb().paper.update({ where: { id: made.id }, data: { title: "Brewing at scale" } });
    await upsertPapers([made.id]);
    expect(await search("zymurgy")).toEqual([]);
    await getDb().paper.update({ where: { id: made.id }, data: { status: "hidden" } });
    await upsertPapers([made.id]);
    expect(await search("brewing")).toEqual([]);
    await tidyTable(now);
    expect(await search("molecules")).not.toEqual([]);
  });

  it("is reindexed once too much of it is not indexed", async () => {
    await upsertPapers([...titles.keys()]);
    await tidyWhereDue();
    const open = await findTable();
    expect(await open?.table.indexStats("text_idx")).toMatchObject({ numUnindexedRows: 0 });
  });

  it("is rebuilt beside the old one, and again after its folder was deleted", async () => {
    const before = (await findTable())?.current.name;
    expect(await rebuildTable(384)).toMatchObject({ papers: 3 });
    expect((await findTable())?.current.name).not.toBe(before);
    await tidyTable(now);
    const { name, vectors } = (await findTable())?.current ?? {};
    expect(await (await getEngine()).tableNames()).toEqual([name, vectors]);
    rmSync(searchLocation(), { recursive: true, force: true });
    await rebuildTable(384);
    expect(await search("speech")).not.toEqual([]);
    expect(getConfig().QUIRE_DIR).toBe(dir);
  });
});
