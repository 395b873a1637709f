import { beforeEach, describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { noteOpened, noteShown, noteVisit, passPapers } from "@/lib/feeds/for-you/impressions";
import { plainMix } from "@/lib/feeds/for-you/mix";
import { forgetPool } from "@/lib/feeds/for-you/pool";
import { getReader } from "@/lib/feeds/for-you/reader";
import { sumPartWords } from "@/lib/feeds/for-you/sum-words";
import { listFeed } from "@/lib/feeds/list-feed";
import { importLibrary, takeOutOfLibrary } from "@/lib/feeds/taste/library";
import { upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const start = new Date("2026-03-03T08:00:00Z");
const minute = (minutes: number) => plus(start, { minutes });
let me: Viewer;

/** Reads the first page as a browser does: it is noted once it was given. */
async function read(now: Date) {
  const page = await listFeed({ kind: "own", mix: plainMix }, { viewer: me, now });
  await noteVisit(me, now);
  await noteShown(me, page.items, now);
  return page.items;
}

const seenOf = async (now: Date, key: string) => {
  const item = (await read(now)).find((one) => one.key === key);
  const part = item?.sum?.parts.find(({ kind }) => kind === "seen");
  return part ? { ...part, words: sumPartWords(part) } : null;
};

beforeEach(async () => {
  await getDb().$executeRaw`TRUNCATE papers, users CASCADE`;
  forgetPool();
  me = await makePerson();
});

describe("a visit", () => {
  it("continues while pages are read, and ends half an hour after the last one", async () => {
    await read(start);
    await read(minute(25));
    expect((await getReader(me, minute(50))).visit).toEqual({ began: start, before: null });
    await read(minute(50));
    expect((await getReader(me, minute(81))).visit).toEqual({ began: minute(81), before: start });
    await read(minute(81));
    await read(minute(100));
    expect((await getReader(me, minute(101))).visit).toEqual({ began: minute(81), before: start });
  });

  it("marks papers announced since the previous visit, and lifts them a little", async () => {
    const old = await makePaper({ announcedAt: minute(-60) });
    await read(start);
    const young = await makePaper({ announcedAt: minute(60) });
    forgetPool();
    const items = await read(minute(300));
    expect(items.map(({ key, sum }) => [key, sum?.isNew])).toEqual([
      [young.key, true],
      [old.key, false],
    ]);
    expect(items[0]?.sum?.parts).toContainEqual(expect.objectContaining({ kind: "new", heat: 0.3 }));
  });
});

describe("a paper that was seen", () => {
  it("sinks from the next visit on, once it was opened", async () => {
    const paper = await makePaper();
    await read(start);
    await noteOpened(me, paper.id, minute(1));
    expect(await seenOf(minute(2), paper.key)).toBeNull();
    expect(await seenOf(minute(90), paper.key)).toMatchObject({ heat: -2, words: "You opened it before" });
  });

  it("sinks once it was upvoted", async () => {
    const paper = await makePaper();
    await upvotePaper(me, paper.key, start);
    expect(await seenOf(minute(90), paper.key)).toMatchObject({ words: "You upvoted it before" });
  });

  it("sinks once it was imported, but not in that visit", async () => {
    const paper = await makePaper();
    await read(start);
    await importLibrary(me, [paper.key], minute(1));
    expect(await seenOf(minute(2), paper.key)).toBeNull();
    expect(await seenOf(minute(90), paper.key)).toMatchObject({ heat: -2, words: "You brought it along" });
    await takeOutOfLibrary(me, paper.key, minute(91));
    expect(await seenOf(minute(92), paper.key)).toBeNull();
  });

  it("sinks once three visits passed it by, each counting once", async () => {
    const paper = await makePaper();
    for (const [i, visit] of [0, 100, 200].entries()) {
      expect(await seenOf(minute(visit), paper.key)).toBeNull();
      for (const later of [1, 2]) await passPapers(me, [paper.key, "2603.99999"], minute(visit + later));
      expect(await getDb().impression.findFirst()).toMatchObject({ passes: i + 1 });
    }
    expect(await seenOf(minute(210), paper.key)).toBeNull();
    expect(await seenOf(minute(300), paper.key)).toMatchObject({ heat: -1 });
  });

  it("counts as unseen after a reset", async () => {
    const paper = await makePaper();
    await read(start);
    await noteOpened(me, paper.id, minute(1));
    await upvotePaper(me, paper.key, minute(1));
    await getDb().reader.update({ where: { userId: me.id }, data: { resetAt: minute(10) } });
    expect(await seenOf(minute(90), paper.key)).toBeNull();
  });

  it("is not recorded for readers who have switched learning off", async () => {
    const paper = await makePaper();
    await getDb().reader.create({ data: { userId: me.id, learns: false } });
    await read(start);
    await noteOpened(me, paper.id, minute(1));
    await passPapers(me, [paper.key], minute(1));
    expect(await getDb().impression.count()).toBe(0);
  });
});

it("an impression keeps the part that first put the paper there", async () => {
  const paper = await makePaper();
  await read(start);
  await getDb().follow.create({ data: { userId: me.id, kind: "topic", ref: "cs.CL", label: "CL" } });
  await read(minute(5));
  expect(await getDb().impression.findMany()).toMatchObject([
    { paperId: paper.id, part: "trend", shownAt: start },
  ]);
});
