import { beforeAll, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { makePaperOf } from "@/e2e/support/made-taste";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { saveSetting } from "@/lib/base/settings";
import { countBeingRead, embedTitles } from "@/lib/feeds/taste/being-read";
import { listInterests } from "@/lib/feeds/taste/interests";
import { importLibrary } from "@/lib/feeds/taste/library";
import { forgetReferencePapers } from "@/lib/feeds/taste/reference-papers";
import { trainDueReaders } from "@/lib/feeds/taste/train-due";
import { findEmbedder } from "@/lib/search/embedding/embed";
import { type Embedder, TextRefused } from "@/lib/search/embedding/embedder";

withTestDb();

const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 12, minute));
const signal = new AbortController().signal;

beforeAll(async () => {
  for (let i = 0; i < 8; i++) await makePaperOf("plasma", i);
  forgetReferencePapers();
});

it("imported papers count in the interests as soon as they have been read, long after the last training", async () => {
  const viewer = await makePerson();
  const whales = [];
  for (let i = 0; i < 5; i++) whales.push(await makePaperOf("whales", i));
  const ids = whales.map(({ id }) => id);
  const enrichments = await getDb().enrichment.findMany({ where: { paperId: { in: ids } } });
  await getDb().enrichment.updateMany({
    where: { paperId: { in: ids } },
    data: { vector: null, scale: null, model: null },
  });
  const keys = whales.map(({ key }) => key).join("\n");
  expect(await importLibrary(viewer, [keys], at(0))).toMatchObject({ found: 5, beingRead: 5 });
  await trainDueReaders({ now: at(1), signal });
  expect(await listInterests(viewer)).toEqual([]);
  await trainDueReaders({ now: at(30), signal });
  for (const { paperId, vector, scale, model } of enrichments)
    await getDb().enrichment.update({ where: { paperId }, data: { vector, scale, model } });
  expect(await countBeingRead(viewer)).toBe(0);
  expect(await trainDueReaders({ now: at(60), signal })).toEqual({ trained: 1 });
  expect(await listInterests(viewer)).toMatchObject([{ count: 5 }]);
  expect(await trainDueReaders({ now: at(61), signal })).toEqual({ trained: 0 });
});

it("imported titles are embedded, and their readers trained again", async () => {
  const viewer = await makePerson();
  await importLibrary(viewer, ["A title of whales and song"], at(0));
  expect(await countBeingRead(viewer)).toBe(1);
  expect(await embedTitles(signal)).toEqual([viewer.id]);
  expect(await countBeingRead(viewer)).toBe(0);
  const text = await getDb().tasteText.findFirstOrThrow({ where: { userId: viewer.id } });
  expect(text.vector).toHaveLength(384);
  expect(await embedTitles(signal)).toEqual([]);
});

/** The hub's embedder, which refuses texts that mention poison, under another name. */
async function usePickyEmbedder(model: string): Promise<void> {
  const real = await findEmbedder();
  if (!real) throw new Error("The model cannot be used.");
  const embed = async (texts: string[]) => {
    if (texts.some((text) => text.includes("poison"))) throw new TextRefused("No poison.");
    return real.embed(texts);
  };
  const process = globalThis as { quireEmbedder?: { embedder?: Promise<Embedder | null> } };
  if (process.quireEmbedder) process.quireEmbedder.embedder = Promise.resolve({ ...real, model, embed });
}

it("a title that the model refuses does not hold up the others, and another model reads all anew", async () => {
  const viewer = await makePerson();
  await importLibrary(viewer, ["On the poison of whales", "A third title of whales and song"], at(0));
  await usePickyEmbedder("picky");
  expect(await embedTitles(signal)).toContain(viewer.id);
  const texts = () =>
    getDb()
      .tasteText.findMany({ where: { userId: viewer.id }, orderBy: { id: "asc" } })
      .then((rows) => rows.map(({ model, vector }) => [model, vector?.length ?? 0]));
  expect(await texts()).toEqual([
    ["picky", 0],
    ["picky", 384],
  ]);
  expect(await countBeingRead(viewer)).toBe(0);
  expect(await embedTitles(signal)).toEqual([]);
  await usePickyEmbedder("another");
  expect(await embedTitles(signal)).toContain(viewer.id);
  expect(await texts()).toEqual([
    ["another", 0],
    ["another", 384],
  ]);
});

it("nothing is still being read on a hub that goes by words alone", async () => {
  const viewer = await makePerson();
  await importLibrary(viewer, ["Another title of whales and song"], at(0));
  await saveSetting("search-sweep", { at: at(0).toISOString(), model: null });
  expect(await countBeingRead(viewer)).toBe(0);
});
