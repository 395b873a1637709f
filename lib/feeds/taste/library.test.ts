import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { bibtex, lines, ris } from "@/e2e/support/made-library";
import { makePaperOf, vectorOf } from "@/e2e/support/made-taste";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { dropPapers, listInterests, makeInterest } from "@/lib/feeds/taste/interests";
import { countLibrary, importLibrary, listLibrary, takeOutOfLibrary } from "@/lib/feeds/taste/library";
import { importWords } from "@/lib/feeds/taste/library-words";
import { forgetReferencePapers } from "@/lib/feeds/taste/reference-papers";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import { savePaper } from "@/lib/papers/saves";
import { titleKey } from "@/lib/papers/title-key";
import type { Viewer } from "@/lib/people/viewer";
import { packVector } from "@/lib/search/embedding/vectors";

withTestDb();

const now = new Date("2026-03-02T18:00:00Z");
const earlier = new Date("2026-03-01T18:00:00Z");

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
      titled: 5,
      titleAlone: 3,
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
      pending: [
        "2601.05231",
        "math/0501001",
        "2601.05232",
        "2601.05234",
        "2601.05235",
        "2601.05236",
        "2601.05237",
      ],
      unread: ["@article{three, title = {unclosed", "???"],
      beingRead: 7,
    };
    await getDb().signal.create({ data: { userId: viewer.id, paperId: papers[0]?.id ?? 0, kind: "less" } });
    for (const _ of [1, 2]) {
      const done = await importLibrary(viewer, [bibtex, ris, lines], at);
      expect({ ...done, pending: done.pending.sort() }).toEqual({
        ...imported,
        pending: imported.pending.sort(),
      });
    }
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
      "In round brackets",
      "Another one",
      "A title of several words",
    ]);
  });

  it("finds a title whose formula is stored as LaTeX, pasted as LaTeX or as signs", async () => {
    const viewer = await makePerson();
    for (const title of ["A Term $\\Lambda$ of Time", "Hall Layers near $\\nu = 1/2$"])
      await makePaper({ title, titleKey: titleKey(title) });
    const list = "@misc{a, title={A Term $\\Lambda$ of Time}}\nHall Layers near ν = 1/2";
    expect(await importLibrary(viewer, [list])).toMatchObject({ found: 2, titled: 0 });
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
  const none = { titled: 0, titleAlone: 0, absent: [], pending: [], unread: [], beingRead: 0 };
  expect(importWords({ ...none, found: 1 })).toBe("1 paper found here.");
  expect(
    importWords({
      ...none,
      found: 1,
      absent: ["2601.00001", "q-abcd1234"],
      pending: ["2601.00001"],
      beingRead: 17,
    }),
  ).toBe(
    "1 paper found here. 1 paper will be fetched from arXiv. Not held here, and without a title: q-abcd1234. 17 imported papers are still being read.",
  );
  const absent = Array.from({ length: 10 }, (_, i) => `2601.0000${i}`);
  const words = importWords({ ...none, found: 1200, titled: 4, titleAlone: 1, absent, unread: ["???"] });
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
