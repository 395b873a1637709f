import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { makePaperOf, vectorOf } from "@/e2e/support/made-taste";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { dropPapers, listInterests, makeInterest } from "@/lib/feeds/taste/interests";
import { countLibrary, importLibrary, listLibrary, takeOutOfLibrary } from "@/lib/feeds/taste/library";
import { importWords } from "@/lib/feeds/taste/library-words";
import { maxEntries, parseLibrary } from "@/lib/feeds/taste/parse-library";
import { forgetReferencePapers } from "@/lib/feeds/taste/reference-papers";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import { savePaper } from "@/lib/papers/saves";
import type { Viewer } from "@/lib/people/viewer";
import { packVector } from "@/lib/search/embedding/vectors";

withTestDb();

const now = new Date("2026-03-02T18:00:00Z");
const earlier = new Date("2026-03-01T18:00:00Z");

const bibtex = `
@string{journal = "Journal of Things"}
@comment{made by a program}
@misc{one, title={Attention {Is} All {\\"Y}ou Need}, eprint={1706.03762}, archivePrefix={arXiv}}
@article{two,
  title = "A second paper of {\\'E}milie",
  journal = {arXiv preprint arXiv:2601.05231},
  doi = {10.1145/1234567.89}
}
@article{three, title = {unclosed
@inproceedings{four: a name, title={By title alone: $x^2$ holds}}
@misc{five, url={https://arxiv.org/abs/math/0501001v2}}
@misc{, title={Without a name}}
@misc(six, title={In round brackets})
`;

const ris = `TY  - JOUR
TI  - A title in RIS
DO  - 10.1000/abc
ER  -
TY  - UNPB
T1  - Another one
UR  - https://arxiv.org/pdf/2601.05232v1
ER  - `;

const lines = `2601.05233 arXiv:2601.05234v2, https://arxiv.org/abs/2601.05235
https://hub.example/papers/q-abcd1234
https://hub.example/papers/2601.05236#comment-4 https://hub.example/papers/2601.05237.bib?x=1
  https://doi.org/10.1145/99.1
A title of several words

???`;

describe("parsing a library", () => {
  it("reads BibTeX, where a broken entry does not affect the others", async () => {
    expect((await parseLibrary(bibtex)).map(({ key, doi, title }) => [key, doi, title])).toEqual([
      ["1706.03762", null, "Attention Is All Ÿou Need"],
      ["2601.05231", "10.1145/1234567.89", "A second paper of Émilie"],
      [null, null, null],
      [null, null, "By title alone: x² holds"],
      ["math/0501001", null, null],
      [null, null, "Without a name"],
      [null, null, null],
    ]);
  });

  it("reads RIS", async () => {
    expect(await parseLibrary(ris.replaceAll("\n", "\r\n"))).toMatchObject([
      { key: null, doi: "10.1000/abc", title: "A title in RIS" },
      { key: "2601.05232", title: "Another one" },
    ]);
  });

  it("reads ids and addresses between records, where other words are comments", async () => {
    const mixed = `2601.05230\nhttps://arxiv.org/abs/1706.03762\nMade by a program\n${bibtex}\n2601.05239\nthe end`;
    const keys = (await parseLibrary(mixed)).map(({ key }) => key);
    expect(keys.slice(0, 5)).toEqual(["2601.05230", "1706.03762", "2601.05239", "1706.03762", "2601.05231"]);
    expect(keys).toHaveLength(10);
    expect(await parseLibrary(`2601.05230\n${ris}\n2601.05231`)).toMatchObject([
      { key: "2601.05230", title: null },
      { key: "2601.05231", title: null },
      { title: "A title in RIS" },
      { key: "2601.05232", title: "Another one" },
    ]);
  });

  it("reads lines of ids, addresses and titles", async () => {
    expect(await parseLibrary(lines)).toMatchObject([
      { key: "2601.05233" },
      { key: "2601.05234" },
      { key: "2601.05235" },
      { key: "q-abcd1234" },
      { key: "2601.05236" },
      { key: "2601.05237" },
      { doi: "10.1145/99.1", title: null },
      { key: null, doi: null, title: "A title of several words" },
      { words: "???", key: null, doi: null, title: null },
    ]);
    expect(await parseLibrary("— — — —\n!!! ??? ...")).toMatchObject([{ title: null }, { title: null }]);
    expect(await parseLibrary(" \n")).toEqual([]);
  });

  it("is not slowed down by an extremely long title", async () => {
    const [entry] = await parseLibrary(`@article{x, title={${"<a".repeat(300_000)}}}`);
    expect(entry?.title).toHaveLength(400);
  });

  it("reads the title of a record that is too long or too deep for the parser of records, if it comes first", async () => {
    const note = "A note with {braces} and words. ".repeat(20_000);
    const [long] = await parseLibrary(`@article{x, title={Comes first}, note={${note}}}`);
    expect(long?.title).toBe("Comes first");
    const deep = `${"{".repeat(5000)}a${"}".repeat(5000)}`;
    expect(await parseLibrary(`@misc{x, title={${deep}}, eprint={2601.05230}}`)).toMatchObject([
      { key: "2601.05230", title: null },
    ]);
  });

  it("finds ids after a few spaces, and is not held up by half a million", async () => {
    const spaces = " ".repeat(500_000);
    expect(await parseLibrary(`@misc{x, eprint = { 2601.05230 }}`)).toMatchObject([{ key: "2601.05230" }]);
    const [far] = await parseLibrary(`@misc{x, eprint=${spaces}"2601.05230"}`);
    expect(far?.key).toBeNull();
  });

  it.each(["", "@misc{x, title={A}}\n", "TY  - JOUR\nTI  - A\nER  - \n"])(
    "lets other work go on between a hundred thousand words after %j",
    async (start) => {
      let turns = 0;
      let parsing = true;
      const other = (async () => {
        while (parsing) {
          turns += 1;
          await setImmediate();
        }
      })();
      await parseLibrary(start + "word ".repeat(100_000));
      parsing = false;
      await other;
      expect(turns).toBeGreaterThan(50);
    },
  );

  it("refuses more than a megabyte, or two thousand papers", async () => {
    await expect(parseLibrary("a".repeat(1_000_001))).rejects.toMatchObject({ code: "too-large" });
    const many = "2601.05230\n".repeat(maxEntries + 1);
    await expect(parseLibrary(many)).rejects.toMatchObject({ code: "too-large" });
  });
});

describe("importing papers", () => {
  it("saves papers that are on the hub, titles of others, and reports what could not be parsed", async () => {
    const viewer = await makePerson();
    const papers = [
      await makePaper({ key: "1706.03762" }),
      await makePaper({ doi: "10.1000/ABC" }),
      await makePaper({ title: "By title alone: $x^2$ holds", titleKey: "bytitlealonex2holds" }),
    ];
    await makePaper({ key: "2601.05233", status: "hidden" });
    const at = new Date("2026-03-02T18:00:00Z");
    const imported = {
      found: 3,
      titled: 4,
      absent: [
        "math/0501001",
        "2601.05233",
        "2601.05234",
        "2601.05235",
        "q-abcd1234",
        "2601.05236",
        "2601.05237",
        "10.1145/99.1",
      ],
      unread: ["@article{three, title = {unclosed", "@misc(six, title={In round brackets})", "???"],
    };
    await getDb().signal.create({ data: { userId: viewer.id, paperId: papers[0]?.id ?? 0, kind: "less" } });
    for (const _ of [1, 2]) expect(await importLibrary(viewer, [bibtex, ris, lines], at)).toEqual(imported);
    const signals = await getDb().signal.findMany({
      where: { userId: viewer.id },
      orderBy: { paperId: "asc" },
    });
    expect(signals.map(({ paperId, kind }) => [paperId, kind])).toEqual(
      papers.map(({ id }, i) => [id, i === 0 ? "less" : "library"]),
    );
    const texts = await getDb().tasteText.findMany({ where: { userId: viewer.id }, orderBy: { id: "asc" } });
    expect(texts.map(({ text }) => text)).toEqual([
      "A second paper of Émilie",
      "Without a name",
      "Another one",
      "A title of several words",
    ]);
  });

  it("keeps a bounded number of titles", async () => {
    const viewer = await makePerson();
    const titles = Array.from({ length: 4999 }, (_, i) => ({ userId: viewer.id, text: `Title ${i}` }));
    await getDb().tasteText.createMany({ data: titles });
    await importLibrary(viewer, ["One title more"]);
    await expect(importLibrary(viewer, ["And yet another title"])).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

it("says how many were found, how many are kept by title, and what could not be parsed", () => {
  expect(importWords({ found: 1, titled: 0, absent: [], unread: [] })).toBe("1 paper found here.");
  const absent = Array.from({ length: 10 }, (_, i) => `2601.0000${i}`);
  const words = importWords({ found: 1200, titled: 1, absent, unread: ["???"] });
  expect(words).toMatch(
    /^1,200 papers found here\. 1 paper taken by title, since this hub does not hold it\. /,
  );
  expect(words).toMatch(/2601\.00007 and 2 more\. Not understood: \?\?\?\.$/);
});

async function page(viewer: Viewer, after?: string) {
  const { count, rows, next } = await listLibrary(viewer, { after, limit: 2 });
  return { count, titles: rows.map(({ title }) => title), next: next ?? "" };
}

it("lists imported papers in pages, newest first, papers before titles, with a total count", async () => {
  const viewer = await makePerson();
  const other = await makePerson();
  const one = await makePaper({ title: "One" });
  const two = await makePaper({ title: "Two" });
  await importLibrary(viewer, ["An old title of something"], earlier);
  await importLibrary(
    viewer,
    [`${one.key}\n${two.key}\nA title held nowhere\nAnother title held nowhere`],
    now,
  );
  await importLibrary(other, [one.key], now);
  await getDb().paper.update({ where: { id: two.id }, data: { status: "hidden" } });
  const first = await page(viewer);
  expect(first).toMatchObject({ count: 5, titles: ["Two", "One"] });
  const second = await page(viewer, first.next);
  expect(second.titles).toEqual(["Another title held nowhere", "A title held nowhere"]);
  // The last row of a page may be removed before the next page is read.
  await takeOutOfLibrary(viewer, (await listLibrary(viewer)).rows[3]?.id ?? "", now);
  expect(await page(viewer, second.next)).toEqual({
    count: 4,
    titles: ["An old title of something"],
    next: "",
  });
  expect((await listLibrary(viewer)).rows.slice(0, 2)).toMatchObject([
    { id: two.key, here: false, learnt: true, importedAt: now },
    { id: one.key, here: true },
  ]);
  expect(await page(viewer, "nonsense")).toEqual({ ...first, count: 4 });
  await dropPapers(viewer, [one.key], now);
  expect((await listLibrary(viewer)).rows[1]).toMatchObject({ id: one.key, learnt: false });
});

it("removes one for its reader only, and only what was imported", async () => {
  const viewer = await makePerson();
  const other = await makePerson();
  const { key } = await makePaper();
  await importLibrary(viewer, [`${key}\nA title held nowhere`], now);
  const ids = (await listLibrary(viewer)).rows.map(({ id }) => id);
  for (const id of [...ids, "title-0", "title-999999999", "9999.99999", "nonsense"])
    await expect(takeOutOfLibrary(other, id, now), id).rejects.toMatchObject({ code: "not-found" });
  const mine = { userId: viewer.id, paperId: (await makePaper({ key: "2604.00001" })).id };
  await getDb().signal.create({ data: { ...mine, kind: "more" } });
  await expect(takeOutOfLibrary(viewer, "2604.00001", now)).rejects.toMatchObject({ code: "not-found" });
  for (const id of ids) await takeOutOfLibrary(viewer, id, now);
  expect(await countLibrary(viewer)).toBe(0);
  expect(await getDb().signal.count({ where: mine })).toBe(1);
  await importLibrary(viewer, [key], now);
  expect(await countLibrary(viewer)).toBe(1);
});

it("retrains without a removed paper, even if the reader put it into an interest, unless they upvoted or saved it", async () => {
  const viewer = await makePerson();
  for (let i = 0; i < 12; i++) await makePaperOf("plasma", i);
  forgetReferencePapers();
  const robots = [];
  for (let i = 0; i < 4; i++) robots.push(await makePaperOf("robots", i));
  const keys = robots.map(({ key }) => key);
  await importLibrary(viewer, [`${keys.join("\n")}\nA title about robots`], now);
  const { vector, scale } = packVector(vectorOf("robots", "text"));
  await getDb().tasteText.updateMany({ data: { model: "made", vector: new Uint8Array(vector), scale } });
  await makeInterest(viewer, "Robots", keys.slice(0, 2), now);
  await savePaper(viewer, keys[1] ?? "", now);
  const shown = async () => (await trainReader(viewer.id, now)).shown;
  const counted = async () => (await listInterests(viewer)).reduce((sum, { count }) => sum + count, 0);
  expect(await shown()).toBe(5);
  expect(await counted()).toBe(4);
  for (const id of keys.slice(0, 2)) await takeOutOfLibrary(viewer, id, now);
  expect(await shown()).toBe(4);
  expect(await counted()).toBe(3);
  await takeOutOfLibrary(viewer, (await listLibrary(viewer)).rows.at(-1)?.id ?? "", now);
  expect(await shown()).toBe(3);
  expect(await countLibrary(viewer)).toBe(2);
});
