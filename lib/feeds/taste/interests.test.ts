import { beforeAll, describe, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { makePaperOf } from "@/e2e/support/made-taste";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { giveSignal, takeBackSignal } from "@/lib/feeds/taste/feedback";
import {
  dropPapers,
  type Interest,
  interestName,
  listInterests,
  makeInterest,
  mergeInterests,
  movePapers,
  pauseInterest,
  removeInterest,
  renameInterest,
} from "@/lib/feeds/taste/interests";
import { changeReaderSettings, resetTaste } from "@/lib/feeds/taste/taste-settings";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import { upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const keys: Record<string, string[]> = { plasma: [], poetry: [], taxes: [], whales: [] };
const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 12, minute));
const missing = { code: "not-found" };

beforeAll(async () => {
  for (const [field, made] of Object.entries(keys))
    for (let i = 0; i < 10; i++) made.push((await makePaperOf(field, i)).key);
});

const some = (field: string, count: number) => (keys[field] ?? []).slice(0, count);
const first = (field: string) => some(field, 1)[0] ?? "";

async function reader(): Promise<Viewer> {
  const viewer = await makePerson();
  for (const key of [...some("plasma", 6), ...some("poetry", 5)]) await upvotePaper(viewer, key, at(0));
  await trainReader(viewer.id, at(1));
  return viewer;
}

async function named(viewer: Viewer, name: string): Promise<Interest> {
  const found = (await listInterests(viewer)).find((one) => one.name === name);
  if (!found) throw new Error(`no interest ${name}`);
  return found;
}

const namesOf = async (viewer: Viewer) => (await listInterests(viewer)).map(({ name }) => name);

describe("interests", () => {
  it("are listed with their papers, for their reader only", async () => {
    const viewer = await reader();
    const [plasma, poetry] = await listInterests(viewer);
    expect(plasma).toMatchObject({ name: "plasma methods", kept: false, paused: false, count: 6 });
    expect(plasma?.papers.map(({ key }) => key).sort()).toEqual(some("plasma", 6).sort());
    expect(poetry?.count).toBe(5);
    expect(await listInterests(await makePerson())).toEqual([]);
  });

  it("are renamed, and then keep their name", async () => {
    const viewer = await reader();
    const { id } = await named(viewer, "plasma methods");
    await renameInterest(viewer, id, "Stars", at(2));
    await trainReader(viewer.id, at(3));
    expect(await named(viewer, "Stars")).toMatchObject({ id, kept: true, count: 6 });
    expect(interestName.safeParse("  ").success).toBe(false);
  });

  it("are merged into one with the papers of both", async () => {
    const viewer = await reader();
    const plasma = await named(viewer, "plasma methods");
    const poetry = await named(viewer, "poetry methods");
    await mergeInterests(viewer, poetry.id, plasma.id, at(2));
    expect(await listInterests(viewer)).toMatchObject([{ id: plasma.id, kept: true, count: 11 }]);
    await mergeInterests(viewer, plasma.id, plasma.id, at(3));
    expect(await listInterests(viewer)).toHaveLength(1);
  });

  it("can be paused, which removes their model, and resumed", async () => {
    const viewer = await reader();
    const { id } = await named(viewer, "plasma methods");
    await pauseInterest(viewer, id, true, at(2));
    expect(await getDb().interest.findUnique({ where: { id } })).toMatchObject({ paused: true, model: null });
    await pauseInterest(viewer, id, false, at(3));
    expect(await getDb().interest.findUnique({ where: { id } })).toMatchObject({
      paused: false,
      model: expect.anything(),
    });
  });

  it("do not come back once removed, until their field is liked again", async () => {
    const viewer = await reader();
    const { id } = await named(viewer, "plasma methods");
    await removeInterest(viewer, id, at(2));
    await expect(removeInterest(viewer, id, at(2))).rejects.toMatchObject(missing);
    await trainReader(viewer.id, at(3));
    expect(await namesOf(viewer)).toEqual(["poetry methods"]);
    for (const key of keys.plasma?.slice(6) ?? []) await upvotePaper(viewer, key, at(4));
    await trainReader(viewer.id, at(5));
    expect((await listInterests(viewer))[1]).toMatchObject({
      name: expect.stringMatching(/^plasma \d$/),
      provisional: true,
      count: 4,
    });
  });

  it("are created from chosen papers", async () => {
    const viewer = await reader();
    const { id, absent } = await makeInterest(viewer, "Sea", [...some("whales", 3), "none"], at(2));
    expect(absent).toEqual(["none"]);
    expect(await named(viewer, "Sea")).toMatchObject({ id, kept: true, count: 3 });
    expect(await getDb().interest.findUnique({ where: { id } })).toMatchObject({ model: expect.anything() });
    await expect(makeInterest(viewer, "Nothing", ["none"], at(3))).rejects.toMatchObject({ code: "invalid" });
  });

  it("may share a name, and are renamed by id", async () => {
    const viewer = await reader();
    const { id } = await makeInterest(viewer, "Sea", some("whales", 2), at(2));
    const { id: other } = await named(viewer, "plasma methods");
    await renameInterest(viewer, other, "Sea", at(3));
    const { id: third } = await makeInterest(viewer, "sea", some("whales", 3), at(3));
    expect(new Set([id, other, third]).size).toBe(3);
    await renameInterest(viewer, id, "Ocean", at(4));
    expect(await named(viewer, "Ocean")).toMatchObject({ id });
    expect(await named(viewer, "Sea")).toMatchObject({ id: other });
  });

  it("are created once by a form that is sent twice", async () => {
    const viewer = await reader();
    const { id } = await makeInterest(viewer, "Sea", some("whales", 2), at(2));
    expect(await makeInterest(viewer, "Sea", some("whales", 2), at(2))).toEqual({ id, absent: [] });
    expect(await getDb().interest.count({ where: { userId: viewer.id, name: "Sea" } })).toBe(1);
  });

  it("belong to their reader: nobody else changes them", async () => {
    const viewer = await reader();
    const other = await makePerson();
    const { id } = await named(viewer, "plasma methods");
    const { id: own } = await makeInterest(other, "Mine", some("taxes", 1), at(2));
    await expect(renameInterest(other, id, "x", at(2))).rejects.toMatchObject(missing);
    await expect(pauseInterest(other, id, true, at(2))).rejects.toMatchObject(missing);
    await expect(mergeInterests(other, id, own, at(2))).rejects.toMatchObject(missing);
    await expect(mergeInterests(other, own, id, at(2))).rejects.toMatchObject(missing);
    await expect(movePapers(other, [first("taxes")], id, at(2))).rejects.toMatchObject(missing);
    await expect(removeInterest(other, id, at(2))).rejects.toMatchObject(missing);
    expect(await named(viewer, "plasma methods")).toMatchObject({ id, count: 6, paused: false });
  });
});

describe("papers of interests", () => {
  it("are moved to another interest and stay there", async () => {
    const viewer = await reader();
    const { id } = await named(viewer, "poetry methods");
    await movePapers(viewer, [first("plasma")], id, at(2));
    await movePapers(viewer, [first("plasma")], id, at(2));
    await trainReader(viewer.id, at(3));
    const poetry = (await listInterests(viewer)).find((one) => one.id === id);
    expect(poetry).toMatchObject({ count: 6 });
    expect(poetry?.papers).toContainEqual(expect.objectContaining({ key: first("plasma"), kept: true }));
    expect(await named(viewer, "plasma methods")).toMatchObject({ count: 5 });
    await expect(movePapers(viewer, [...some("taxes", 2), "none"], id, at(3))).rejects.toMatchObject(missing);
    expect(await named(viewer, "poetry methods")).toMatchObject({ count: 6 });
    await movePapers(viewer, some("plasma", 3), id, at(3));
    expect(await named(viewer, "poetry methods")).toMatchObject({ count: 8 });
  });

  it("are dropped, and come back when moved into an interest", async () => {
    const viewer = await reader();
    const { id } = await named(viewer, "plasma methods");
    await dropPapers(viewer, [first("plasma")], at(2));
    await dropPapers(viewer, [first("plasma")], at(2));
    expect(await named(viewer, "plasma methods")).toMatchObject({ id, count: 5 });
    await movePapers(viewer, [first("plasma")], id, at(3));
    expect((await listInterests(viewer)).find((one) => one.id === id)).toMatchObject({ count: 6 });
  });
});

describe("signals", () => {
  it("given at the same time are all learnt from", async () => {
    const viewer = await reader();
    const give = (key: string) => giveSignal(viewer, key, { kind: "more" }, new Date());
    await Promise.all(some("taxes", 10).map(give));
    const learnt = await listInterests(viewer);
    await trainReader(viewer.id);
    expect(learnt).toEqual(await listInterests(viewer));
  });

  const signalOf = ({ id }: Viewer) =>
    getDb().signal.findMany({ where: { userId: id }, select: { kind: true, why: true } });

  it("ask for more or less like a paper, the last one counting, and can be taken back", async () => {
    const viewer = await makePerson();
    await giveSignal(viewer, first("whales"), { kind: "more" }, at(2));
    expect(await listInterests(viewer)).toMatchObject([{ count: 1 }]);
    await giveSignal(viewer, first("whales"), { kind: "less", why: "seen" }, at(3));
    await giveSignal(viewer, first("whales"), { kind: "less", why: "seen" }, at(3));
    expect(await signalOf(viewer)).toEqual([{ kind: "less", why: "seen" }]);
    expect(await listInterests(viewer)).toEqual([]);
    await takeBackSignal(viewer, first("whales"), at(4));
    await takeBackSignal(viewer, first("whales"), at(4));
    expect(await signalOf(viewer)).toEqual([]);
    await expect(giveSignal(viewer, "none", { kind: "more" }, at(5))).rejects.toMatchObject(missing);
  });

  it("are deleted on a reset; later upvotes count", async () => {
    const viewer = await reader();
    await giveSignal(viewer, first("whales"), { kind: "more" }, at(2));
    await resetTaste(viewer, at(3));
    expect(await listInterests(viewer)).toEqual([]);
    expect(await signalOf(viewer)).toEqual([]);
    await upvotePaper(viewer, first("taxes"), at(4));
    await trainReader(viewer.id, at(5));
    expect(await listInterests(viewer)).toMatchObject([{ count: 1 }]);
  });

  it("teach nothing while learning is off; interests stay", async () => {
    const viewer = await reader();
    await changeReaderSettings(viewer, { learns: false }, at(2));
    await giveSignal(viewer, first("whales"), { kind: "more" }, at(3));
    expect(await namesOf(viewer)).toEqual(["plasma methods", "poetry methods"]);
    await changeReaderSettings(viewer, { learns: true }, at(4));
    expect((await listInterests(viewer)).reduce((sum, { count }) => sum + count, 0)).toBe(12);
  });
});
