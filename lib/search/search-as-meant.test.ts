import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeHubDir } from "@/e2e/support/hub-dir";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig } from "@/lib/base/config";
import { titleKey } from "@/lib/papers/title-key";
import type { SearchRequest } from "@/lib/search/request";
import { searchPapers } from "@/lib/search/search";
import { searchAsMeant } from "@/lib/search/search-as-meant";
import { countTerms, suggest } from "@/lib/search/search-terms";
import { rebuildTable } from "@/lib/search/write-table";

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");
const titles = new Map<number, string>();
const dir = makeHubDir("meant");
// An address that refuses: papers are searched by words alone.
amendConfig({ QUIRE_DIR: dir, EMBEDDING_URL: "http://127.0.0.1:9" });
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function paper(title: string, abstract: string, authors = ["Ada Byron"]) {
  const authorSlugs = authors.map((name) => name.toLowerCase().replace(" ", "-"));
  const made = await makePaper({ title, titleKey: titleKey(title), abstract, authors, authorSlugs });
  titles.set(made.id, title);
}

async function meant(q: string, given: Partial<SearchRequest> = {}) {
  const { hits, corrected, loosened } = await searchAsMeant({ q, sort: "relevance", ...given }, now);
  return { titles: hits.map(({ id }) => titles.get(id) ?? `?${id}`), corrected, loosened };
}

beforeAll(async () => {
  await paper("Diffusion of heat", "Generative diffusion by Schrödinger bridges and a chain of steps.");
  await paper("More diffusion", "Generative diffusion on Schrodinger bridges.");
  await paper("Zymurgical glue", "A single paper on zymurgical glue, by hand.", ["Grace Hoper"]);
  await paper("Chains of thought", "How a chain of thought helps.");
  await paper("Sticky things", "Bone glue, says Quimby: bone glue, and Quimby again on bone glue.");
  await paper("The chemistry of bone and of glue from many other things that people boil", "On boiling.", [
    "Ada Quimby",
  ]);
  await paper("Knots, knots and more knots", "On knots.");
  await paper(
    "KNOTS: a set of tasks",
    "A set of tasks about the tying of ropes, with answers from many people.",
  );
  await rebuildTable(384);
  await countTerms();
  // Not indexed yet.
  await paper("Genrative dreems", "New today.");
});

it("words that no paper here has are corrected, and searched as typed on demand", async () => {
  expect(await meant("generatve difusion")).toEqual({
    titles: ["More diffusion", "Diffusion of heat"],
    corrected: "generative diffusion",
    loosened: null,
  });
  expect(await meant("generatve difusion", { verbatim: true })).toEqual({
    titles: [],
    corrected: null,
    loosened: null,
  });
});

it.each(["zymurgical", "Hoper", '"difusion"', "VietDiffusio", "Genrative dreems", "zzzqqq"])(
  "%s is not corrected",
  async (q) => expect(await meant(q)).toMatchObject({ corrected: null }),
);

it("a correction that finds nothing is not made", async () => {
  expect(await meant("difusion", { topic: "math.AG" })).toMatchObject({ titles: [], corrected: null });
});

it("accents do not break words apart in suggestions and spelling", async () => {
  expect(await meant("Schrodingr")).toMatchObject({ corrected: "Schrodinger" });
  expect((await suggest("grace h")).authors).toHaveLength(1);
});

it("phrases in a longer query are loosened if no paper has them all", async () => {
  const strict = await meant('how does "chain of thought" help');
  expect(strict).toEqual({ titles: ["Chains of thought"], corrected: null, loosened: null });
  for (const q of ['how does "chain of thought" help "small models"', '"chain of thought" "small models"']) {
    const found = await meant(q);
    expect(found.titles).toContain("Chains of thought");
    expect(found.loosened).toBe(q.replaceAll('"', ""));
    expect(await meant(q, { verbatim: true })).toMatchObject({ titles: [], loosened: null });
  }
  expect(await meant('"small models"')).toMatchObject({ titles: [], loosened: null });
  expect((await meant('"small models" chain -steps')).titles).toEqual(["Chains of thought"]);
  // Whoever follows a search is told of nothing but what it asks for.
  expect((await searchPapers({ q: 'chain "small models"', sort: "newest" }, now)).found).toBe(0);
});

it("a paper whose title begins with the query as a name comes first", async () => {
  expect((await meant("knots")).titles).toEqual(["KNOTS: a set of tasks", "Knots, knots and more knots"]);
  expect((await meant("knots and knots")).titles[0]).toBe("Knots, knots and more knots");
});

it("a paper with all words in title and authors comes before one with them in its abstract", async () => {
  const { titles: found } = await meant("quimby bone glue");
  expect(found[0]).toBe("The chemistry of bone and of glue from many other things that people boil");
  expect(found[1]).toBe("Sticky things");
});

it("a phrase in a sentence only raises papers that have it", async () => {
  const q = 'articles on generative diffusion with bridges that explain "a chain of steps" in more detail';
  const found = await meant(q);
  expect(found.titles.slice(0, 2)).toEqual(["Diffusion of heat", "More diffusion"]);
  expect(found.loosened).toBe(q.replaceAll('"', ""));
  expect((await meant(q, { verbatim: true })).titles).toEqual(["Diffusion of heat"]);
});

it.each(["zzzqqq", "asdf qwer", "😀", "the of a", "?!… — '", ""])(
  "%j finds nothing, without an error",
  async (q) => {
    expect(await meant(q)).toEqual({ titles: [], corrected: null, loosened: null });
  },
);
