import { expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { listFeed } from "@/lib/feeds/list-feed";
import { listSaved } from "@/lib/feeds/list-saved";
import { savePaper } from "@/lib/papers/saves";
import { upvotePaper } from "@/lib/papers/upvotes";

withTestDb();

// Three at the same moment, so that the order within it matters.
const at = (i: number) => new Date(Date.UTC(2026, 2, 12, 9, Math.floor(i / 3), 0, 123));

async function saveMany(count: number) {
  const viewer = await makePerson();
  const papers = await Promise.all(Array.from({ length: count }, () => makePaper()));
  papers.sort((a, b) => a.id - b.id);
  for (const [i, paper] of papers.entries()) await savePaper(viewer, paper.key, at(i));
  return { viewer, papers, newestFirst: papers.map(({ key }) => key).reverse() };
}

it("pages through the viewer's saved papers, newest first, each once", async () => {
  const { viewer, newestFirst } = await saveMany(11);
  const paged: string[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await listSaved(viewer, { limit: 2, after });
    expect(items[0]?.rank).toBe(paged.length + 1);
    paged.push(...items.map(({ key }) => key));
    after = next ?? undefined;
  } while (after);
  expect(paged).toEqual(newestFirst);
  expect((await listSaved(viewer, { after: "not-ours" })).items).toHaveLength(11);
});

it("shows only the viewer's own saves, with their marks, without hidden papers", async () => {
  const { viewer, papers } = await saveMany(2);
  await saveMany(1);
  const [first, second] = papers.map(({ key }) => key);
  await upvotePaper(viewer, first ?? "");
  const { items } = await listSaved(viewer);
  expect(items).toMatchObject([
    { key: second, saved: true, upvoted: false },
    { key: first, saved: true, upvoted: true },
  ]);
  await getDb().paper.update({ where: { key: second ?? "" }, data: { status: "hidden" } });
  expect((await listSaved(viewer)).items).toMatchObject([{ key: first, rank: 1 }]);
});

it("marks saved papers in other feeds, only for the person who saved them", async () => {
  const { viewer, papers } = await saveMany(1);
  const marked = async (who: typeof viewer | null) =>
    (await listFeed({ kind: "papers", order: "newest" }, { viewer: who, limit: 100 })).items
      .filter(({ saved }) => saved)
      .map(({ key }) => key);
  expect(await marked(viewer)).toEqual([papers[0]?.key]);
  expect(await marked(null)).toEqual([]);
});
