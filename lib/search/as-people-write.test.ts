import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeHubDir } from "@/e2e/support/hub-dir";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig } from "@/lib/base/config";
import { authorSlug } from "@/lib/papers/author-slug";
import { findKeyByAddress } from "@/lib/papers/find";
import { titleKey } from "@/lib/papers/title-key";
import { markText, wantedOf } from "@/lib/search/highlight";
import { parseQuery } from "@/lib/search/query";
import type { SearchRequest } from "@/lib/search/request";
import { searchPapers } from "@/lib/search/search";
import { foldText } from "@/lib/search/words";
import { rebuildTable } from "@/lib/search/write-table";

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");
const names = new Map<number, string>();

const dir = makeHubDir("people");
// An address that refuses: papers are searched by words alone.
amendConfig({ QUIRE_DIR: dir, EMBEDDING_URL: "http://127.0.0.1:9" });
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Makes a paper that the tests call by the first word of its title. */
async function paper(title: string, given: Parameters<typeof makePaper>[0] = {}) {
  const slugs = Array.isArray(given.authors) ? given.authors.map(authorSlug) : [];
  const made = await makePaper({
    title,
    titleKey: titleKey(title),
    abstract: "Plain words.",
    authors: [],
    authorSlugs: slugs,
    topics: ["cs.LG"],
    ...given,
  });
  names.set(made.id, title.split(/[\s:]/)[0] ?? "");
  return made;
}

async function find(q: string, given: Partial<SearchRequest> = {}): Promise<string[]> {
  const { hits } = await searchPapers({ q, sort: "relevance", ...given }, now);
  return hits.map(({ id }) => names.get(id) ?? `?${id}`);
}

async function reasonOf(q: string) {
  const { hits } = await searchPapers({ q, sort: "relevance" }, now);
  return [names.get(hits[0]?.id ?? 0), hits[0]?.reason];
}

beforeAll(async () => {
  await paper("Waves", {
    abstract: "The Schrödinger equations of Łódź, fluid ﬂow and the Straße.",
    topics: ["astro-ph.GA"],
  });
  await paper("Plainwaves", { abstract: "A Schrodinger equation.", topics: ["astro-ph"] });
  await paper("Wide", {
    abstract: "Ｆｕｌｌ ｗｉｄｔｈ ＢＥＲＴ, œuvre and encyclopædia.",
    topics: ["cond-mat.str-el"],
  });
  await paper("Greek", {
    abstract: "Ἡ ἀρχή· теория Эйнштейна ещё; 深度学习的模型.",
    topics: ["cmp-lg", "cs.CL"],
  });
  await paper("Compound", {
    abstract: "An e-mail to GPT-4 on k-means in C++ for 3D scenes of state-of-the-art art.",
  });
  await paper("Joined", { abstract: "An email to GPT4 on kmeans in C for 3d scenes." });
  await paper("Csaba", { authors: ["Csaba Balázs", "Yue Wang"] });
  await paper("Initial", { authors: ["C. Balazs"] });
  await paper("Christian", { authors: ["Christian A. Balazs", "Csaba Wang"] });
  await paper("Garcia", { authors: ["Gabriel García Márquez", "Sean O’Brien", "Jian-Yun Nie"] });
  await paper("Berg", { authors: ["Jan van der Berg"] });
  await paper("Accepted", {
    comment:
      "Accepted at NeurIPS 2025, 10 pages and 2503 words on hep; see arXiv:2503.07777 and 10.9999/mentioned.1",
    journalRef: "Phys. Rev. Lett. 99 (2007)",
  });
  await paper('Is "ti:sapphire" au:Ag -better cat:than year:2020? A plain question', {
    doi: "10.1145/plain.7",
  });
  await paper("Bounds for $\\ell_1$ and $\\alpha$-stable norms", { key: "2501.01234" });
  await paper("Paying all the attention that you need", { abstract: "Attention needs all attention." });
  await paper("Whether attention is all you need", {
    abstract: "We say at length what is not attended to here.",
  });
  await rebuildTable(384);
});

it("a title that has the query's words in a row comes first", async () => {
  expect((await find("Attention is all you need.")).slice(0, 2)).toEqual(["Whether", "Paying"]);
});

describe("accents, ligatures and width", () => {
  it.each([
    ["schrodinger", ["Plainwaves", "Waves"]],
    ["Schrödinger", ["Plainwaves", "Waves"]],
    ["Schro\u0308dinger equations", ["Plainwaves", "Waves"]],
    ["lodz flow", ["Waves"]],
    ["strasse", ["Waves"]],
    ["STRAẞE", ["Waves"]],
    ["bert", ["Wide"]],
    ["ＢＥＲＴ", ["Wide"]],
    ["oeuvre", ["Wide"]],
    ["encyclopaedia", ["Wide"]],
    ["αρχη", ["Greek"]],
    ["еще", ["Greek"]],
    ["深度", ["Greek"]],
    ["学习", ["Greek"]],
    ["abs:Schrodinger", ["Plainwaves", "Waves"]],
    ['"schrodinger equation"', ["Plainwaves", "Waves"]],
  ])("%s finds %j", async (q, wanted) => expect((await find(q)).sort()).toEqual(wanted));

  it("mark the words as they stand in the text", () => {
    const marked = (q: string, text: string) =>
      markText(text, wantedOf(parseQuery(q)), "abstract").flatMap((one) => (one.marked ? [one.text] : []));
    expect(marked("schrodinger flow", "The Schrödinger ﬂow")).toEqual(["Schrödinger ﬂow"]);
    expect(marked("深度", "关于深度学习")).toEqual(["深度"]);
    expect(marked("C++", "C, C++ and C#")).toEqual(["C++"]);
    expect(marked('au:"Noether, E."', "Emmy Noether")).toEqual([]);
    const authors = markText("Emmy Noether", wantedOf(parseQuery('au:"Noether, E."')), "authors");
    expect(authors.filter((one) => one.marked)).toEqual([{ text: "Noether", marked: true }]);
  });

  it("are folded to the same text however they are written", () => {
    for (const text of ["ﬁne Straße", "Ørsted đ æ Œ ł ħ", "Ａ²", "ёлка ἀρχῆς", "深い"])
      for (const form of ["NFC", "NFD", "NFKC"] as const)
        expect(foldText(text.normalize(form))).toBe(foldText(text));
    expect(foldText("йод हिन्दी")).toBe("йод हिन्दी");
  });
});

it.each([
  ["email", ["Compound", "Joined"]],
  ["GPT4", ["Compound", "Joined"]],
  ["kmeans", ["Compound", "Joined"]],
  ["k-means", ["Compound", "Joined"]],
  ["3D", ["Compound", "Joined"]],
  ["C++", ["Compound"]],
  ["state of the art", ["Compound"]],
  ['"state of the art"', ["Compound"]],
])("words with signs in them: %s finds %j", async (q, wanted) =>
  expect((await find(q)).sort()).toEqual(wanted),
);

it.each([
  ["cat:astro-ph", ["Plainwaves", "Waves"]],
  ["cat:ASTRO-PH.*", ["Plainwaves", "Waves"]],
  ["cat:cond-mat", ["Wide"]],
  ["cat:cmp-lg", ["Greek"]],
  ["cat:nothing", []],
])("%s finds %j", async (q, wanted) => expect((await find(q)).sort()).toEqual(wanted));

it("an archive is a topic to filter by", async () => {
  expect((await find("equation", { topic: "astro-ph" })).sort()).toEqual(["Plainwaves", "Waves"]);
  expect((await find("", { topic: "astro-ph" })).sort()).toEqual(["Plainwaves", "Waves"]);
});

describe("an author", () => {
  it.each([
    ['au:"Balazs, C."', ["Christian", "Csaba", "Initial"]],
    ["au:Balazs_C", ["Christian", "Csaba", "Initial"]],
    ['au:"C. Balazs"', ["Christian", "Csaba", "Initial"]],
    ["au:Balázs, C.", ["Christian", "Csaba", "Initial"]],
    ['au:"Csaba Balazs"', ["Csaba", "Initial"]],
    ['au:"Balazs, Csaba"', ["Csaba", "Initial"]],
    ['au:"Balazs Csaba"', ["Csaba"]],
    ['au:"C. A. Balazs"', ["Christian", "Csaba", "Initial"]],
    ['au:"C. B. Balazs"', ["Csaba", "Initial"]],
    ['au:"Wang, Y."', ["Csaba"]],
    ['au:"Wang, C."', ["Christian"]],
    ['au:"García Márquez, G."', ["Garcia"]],
    ['au:"Garcia, G."', ["Garcia"]],
    ['au:"O\'Brien, S."', ["Garcia"]],
    ["au:OBrien", ["Garcia"]],
    ['au:"J.-Y. Nie"', ["Garcia"]],
    ['au:"van der Berg, J."', ["Berg"]],
    ['au:"van der Berg"', ["Berg"]],
    ['plain -au:"Balazs, C." -au:"Berg, J." -au:Nie cat:cs.LG words 3d', ["Compound"]],
  ])("%s has written %j", async (q, wanted) => {
    const found = (await find(q)).sort();
    expect(
      q.includes(" -au") ? found.filter((name) => name === "Compound" || name === "Csaba") : found,
    ).toEqual(wanted);
  });

  it.each(["Csaba Balázs", "csaba balazs", "Balázs, Csaba"])("%s comes first", async (q) => {
    expect(await reasonOf(q)).toEqual(["Csaba", { kind: "exact", what: "author" }]);
  });
});

it.each(["NeurIPS 2025", "accepted neurips", '"Phys. Rev. Lett."'])(
  "comments and journal references are searched: %s",
  async (q) => expect((await find(q))[0]).toBe("Accepted"),
);

describe("what a query names exactly is found from the text as typed", () => {
  const title = 'Is "ti:sapphire" au:Ag -better cat:than year:2020? A plain question';
  it.each([
    [title, "Is", "title"],
    [`  ${title.replaceAll(" ", "\n ")}.`, "Is", "title"],
    ["Bounds for $\\ell_1$ and $\\alpha$-stable norms", "Bounds", "title"],
    ["Bounds for ℓ₁ and α-stable norms.", "Bounds", "title"],
    ["arXiv:2501.01234v2", "Bounds", "id"],
    ["https://arxiv.org/pdf/2501.01234v3.pdf", "Bounds", "id"],
    ["see arXiv:2501.01234v2, please", "Bounds", "id"],
    ["https://doi.org/10.48550/arXiv.2501.01234", "Bounds", "id"],
    ["doi:10.1145/plain.7.", "Is", "doi"],
    ["https://dl.acm.org/doi/10.1145/PLAIN.7", "Is", "doi"],
  ])("%s", async (q, name, what) => expect(await reasonOf(q)).toEqual([name, { kind: "exact", what }]));

  it.each([
    ["2503.99999", []],
    ["https://arxiv.org/abs/hep-th/9901001", []],
    ["10.1145/nobody.7", []],
    ["2503.07777v1", ["Accepted"]],
    ["doi:10.9999/Mentioned.1", ["Accepted"]],
  ])("%s, which no paper here has, is found only where it is mentioned", async (q, wanted) => {
    expect(await find(q)).toEqual(wanted);
  });

  it("and its page is opened for an address alone", async () => {
    expect(await findKeyByAddress("doi: 10.1145/plain.7.")).not.toBeNull();
    expect(await findKeyByAddress("https://dl.acm.org/doi/10.1145/PLAIN.7")).not.toBeNull();
    expect(await findKeyByAddress("10.1145/plain.7 and more")).toBeNull();
  });
});
