import { expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { nameReaderVersion } from "@/lib/papers/name-signs";
import { findAuthor } from "@/lib/papers/papers";
import { readerVersion } from "@/lib/papers/read-source";
import { rereadPapers } from "@/lib/papers/reread";

withTestDb();

/** A paper as an earlier version of the hub stored it, with signs of footnotes in the names and in their addresses. */
async function makeOldPaper(source: string[], authors: string[], authorSlugs: string[]): Promise<number> {
  const { id } = await makePaper({ authors, authorSlugs });
  const text = {
    title: "T",
    abstract: "A.",
    authors: source,
    readerVersion: readerVersion - nameReaderVersion,
  };
  await getDb().sourceText.create({ data: { paperId: id, ...text } });
  return id;
}

const reread = () => rereadPapers({ signal: new AbortController().signal });
const follow = (userId: number, ref: string) =>
  getDb().follow.create({ data: { userId, kind: "author", ref, label: ref } });

it("leads from the address that a name had before it was read better to today's, and its followers go with it", async () => {
  const one = await makePerson();
  const two = await makePerson();
  await makeOldPaper(
    ["Gabriel Petre1", "Ada Lovelace", "Yi-Fan Zhang†2"],
    ["Gabriel Petre1", "Ada Lovelace", "Yi-Fan Zhang†2"],
    ["gabriel-petre1", "ada-lovelace", "yi-fan-zhang-2"],
  );
  await follow(one.id, "gabriel-petre1");
  await follow(two.id, "gabriel-petre1");
  await follow(two.id, "gabriel-petre");
  await getDb().mute.create({
    data: { userId: one.id, kind: "author", ref: "yi-fan-zhang-2", label: "Zhang" },
  });
  expect(await reread()).toEqual({ read: 1, changed: 1 });
  expect(await findAuthor("gabriel-petre1")).toEqual({ slug: "gabriel-petre", name: "Gabriel Petre" });
  expect(await findAuthor("yi-fan-zhang-2")).toEqual({ slug: "yi-fan-zhang", name: "Yi-Fan Zhang" });
  expect(await findAuthor("ada-lovelace")).toEqual({ slug: "ada-lovelace", name: "Ada Lovelace" });
  const follows = await getDb().follow.findMany({ where: { userId: one.id } });
  expect(follows.map(({ ref }) => ref)).toEqual(["gabriel-petre"]);
  // Whoever followed both addresses still follows today's.
  expect(await getDb().follow.count({ where: { userId: two.id } })).toBe(2);
  expect((await getDb().mute.findMany({ where: { userId: one.id } })).map(({ ref }) => ref)).toEqual([
    "yi-fan-zhang",
  ]);
});

it("leads to the first of several people whose names were read as one", async () => {
  await makeOldPaper(
    ["Nan One and Bob Two", "Guy Three"],
    ["Nan One and Bob Two", "Guy Three"],
    ["nan-one-and-bob-two", "guy-three"],
  );
  await reread();
  expect(await findAuthor("nan-one-and-bob-two")).toEqual({ slug: "nan-one", name: "Nan One" });
});

it("leads on where a name was read better twice, and not in circles", async () => {
  const { id } = await makePaper({ authors: ["A"], authorSlugs: ["petojevi-c"] });
  const write = (authorSlugs: string[], data: object = {}) =>
    getDb().paper.update({ where: { id }, data: { authorSlugs, ...data } });
  await write(["petojevic-1"]);
  await write(["petojevic"]);
  expect((await findAuthor("petojevi-c"))?.slug).toBe("petojevic");
  await write(["petojevi-c"]);
  expect((await findAuthor("petojevic"))?.slug).toBe("petojevi-c");
  expect(await findAuthor("petojevic-2")).toBeNull();
});

it("does not take the authors of another version for the former ones", async () => {
  const { id } = await makePaper({ authors: ["Ann One", "Bo Two"], authorSlugs: ["ann-one", "bo-two"] });
  const write = (authors: string[], authorSlugs: string[], version: number) =>
    getDb().paper.update({ where: { id }, data: { authors, authorSlugs, version } });
  await write(["Cy Three", "Bo Two"], ["cy-three", "bo-two"], 2);
  expect(await findAuthor("ann-one")).toBeNull();
  // Nor is it known who is who where their number differs.
  await write(["Di Four", "Ed Five"], ["di-four", "ed-five", "flo-six"], 2);
  expect(await findAuthor("bo-two")).toBeNull();
});
