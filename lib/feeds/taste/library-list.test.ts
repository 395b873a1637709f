import { expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { makePaperOf, vectorOf } from "@/e2e/support/made-taste";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { dropPapers, listInterests, makeInterest } from "@/lib/feeds/taste/interests";
import { bringLibrary, countLibrary, listLibrary, takeOutOfLibrary } from "@/lib/feeds/taste/library";
import { forgetReferencePapers } from "@/lib/feeds/taste/reference-papers";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import { savePaper } from "@/lib/papers/saves";
import type { Viewer } from "@/lib/people/viewer";
import { packVector } from "@/lib/search/embedding/vectors";

withTestDb();

const now = new Date("2026-03-02T18:00:00Z");
const earlier = new Date("2026-03-01T18:00:00Z");

async function page(viewer: Viewer, after?: string) {
  const { count, rows, next } = await listLibrary(viewer, { after, limit: 2 });
  return { count, titles: rows.map(({ title }) => title), next: next ?? "" };
}

it("lists imported papers in pages, newest first, papers before titles, with a total count", async () => {
  const viewer = await makePerson();
  const other = await makePerson();
  const one = await makePaper({ title: "One" });
  const two = await makePaper({ title: "Two" });
  await bringLibrary(viewer, ["An old title of something"], earlier);
  await bringLibrary(
    viewer,
    [`${one.key}\n${two.key}\nA title held nowhere\nAnother title held nowhere`],
    now,
  );
  await bringLibrary(other, [one.key], now);
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
  await bringLibrary(viewer, [`${key}\nA title held nowhere`], now);
  const ids = (await listLibrary(viewer)).rows.map(({ id }) => id);
  for (const id of [...ids, "title-0", "title-999999999", "9999.99999", "nonsense"])
    await expect(takeOutOfLibrary(other, id, now), id).rejects.toMatchObject({ code: "not-found" });
  const mine = { userId: viewer.id, paperId: (await makePaper({ key: "2604.00001" })).id };
  await getDb().signal.create({ data: { ...mine, kind: "more" } });
  await expect(takeOutOfLibrary(viewer, "2604.00001", now)).rejects.toMatchObject({ code: "not-found" });
  for (const id of ids) await takeOutOfLibrary(viewer, id, now);
  expect(await countLibrary(viewer)).toBe(0);
  expect(await getDb().signal.count({ where: mine })).toBe(1);
  await bringLibrary(viewer, [key], now);
  expect(await countLibrary(viewer)).toBe(1);
});

it("retrains without a removed paper, even if the reader put it into an interest, unless they upvoted or saved it", async () => {
  const viewer = await makePerson();
  for (let i = 0; i < 12; i++) await makePaperOf("plasma", i);
  forgetReferencePapers();
  const robots = [];
  for (let i = 0; i < 4; i++) robots.push(await makePaperOf("robots", i));
  const keys = robots.map(({ key }) => key);
  await bringLibrary(viewer, [`${keys.join("\n")}\nA title about robots`], now);
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
