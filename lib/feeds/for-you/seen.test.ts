import { beforeEach, describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { addComment } from "@/lib/community/comments/comments";
import { noteOpened, noteShown, noteVisit, passPapers } from "@/lib/feeds/for-you/impressions";
import { plainMix } from "@/lib/feeds/for-you/mix";
import { forgetPool } from "@/lib/feeds/for-you/pool";
import { getReader } from "@/lib/feeds/for-you/reader";
import { sumPartWords } from "@/lib/feeds/for-you/sum-words";
import { listFeed } from "@/lib/feeds/list-feed";
import { giveSignal, takeBackSignal } from "@/lib/feeds/taste/feedback";
import { importLibrary, takeOutOfLibrary } from "@/lib/feeds/taste/library";
import { priorHeat } from "@/lib/papers/heat";
import { savePaper, unsavePaper } from "@/lib/papers/saves";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";
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
    expect(await seenOf(minute(90), paper.key)).toMatchObject({ heat: -8, words: "You opened it before" });
  });

  it("sinks once it was upvoted", async () => {
    const paper = await makePaper();
    await upvotePaper(me, paper.key, start);
    expect(await seenOf(minute(90), paper.key)).toMatchObject({ words: "You upvoted it before" });
  });

  it("sinks once it was saved, or more like it was asked for, but not in that visit", async () => {
    const saved = await makePaper();
    const wanted = await makePaper();
    await read(start);
    await savePaper(me, saved.key, minute(1));
    await giveSignal(me, wanted.key, { kind: "more" }, minute(1));
    for (const { key } of [saved, wanted]) expect(await seenOf(minute(2), key)).toBeNull();
    expect(await seenOf(minute(90), saved.key)).toMatchObject({ heat: -8, words: "You saved it before" });
    const words = "You asked for more like it before";
    expect(await seenOf(minute(91), wanted.key)).toMatchObject({ heat: -8, words });
    await unsavePaper(me, saved.key);
    await takeBackSignal(me, wanted.key, minute(92));
    for (const { key } of [saved, wanted]) expect(await seenOf(minute(93), key)).toBeNull();
  });

  it("sinks once it was imported, but not in that visit", async () => {
    const paper = await makePaper();
    await read(start);
    await importLibrary(me, [paper.key], minute(1));
    expect(await seenOf(minute(2), paper.key)).toBeNull();
    expect(await seenOf(minute(90), paper.key)).toMatchObject({ heat: -8, words: "You imported it" });
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

  it("is not new, even if it was announced since the last visit", async () => {
    const old = await makePaper({ announcedAt: minute(-60) });
    await read(start);
    const young = await makePaper({ announcedAt: minute(10) });
    await upvotePaper(me, young.key, minute(20));
    forgetPool();
    const items = await read(minute(300));
    expect(items.map(({ key, sum }) => [key, sum?.isNew])).toEqual([
      [old.key, false],
      [young.key, false],
    ]);
  });

  it("sinks by what was upvoted and saved also for readers who have switched learning off", async () => {
    const voted = await makePaper();
    const saved = await makePaper();
    const other = await makePaper({ announcedAt: minute(-5000) });
    await getDb().reader.create({ data: { userId: me.id, learns: false } });
    await read(start);
    await upvotePaper(me, voted.key, minute(1));
    await savePaper(me, saved.key, minute(1));
    expect((await read(minute(90))).map(({ key }) => key)[0]).toBe(other.key);
  });

  it("rises again as soon as the upvote is taken back, and keeps its place in the visit of a new one", async () => {
    const paper = await makePaper();
    await upvotePaper(me, paper.key, start);
    expect(await seenOf(minute(90), paper.key)).toMatchObject({ how: "upvoted" });
    await takeBackUpvote(me, paper.key, minute(91));
    expect(await seenOf(minute(92), paper.key)).toBeNull();
    await upvotePaper(me, paper.key, minute(93));
    expect(await seenOf(minute(94), paper.key)).toBeNull();
    expect(await seenOf(minute(200), paper.key)).toMatchObject({ how: "upvoted" });
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

describe("a reader's own upvote and comments", () => {
  it("are left out of the trend on their own page, and nobody else's are", async () => {
    const other = await makePerson();
    const paper = await makePaper({ announcedAt: minute(-60) });
    const trendOf = async (viewer: Viewer) => {
      forgetPool();
      const feed = { kind: "own", mix: plainMix } as const;
      const [item] = (await listFeed(feed, { viewer, now: minute(5) })).items;
      const part = item?.sum?.parts[0];
      return part && { heat: part.heat, words: sumPartWords(part) };
    };
    await upvotePaper(other, paper.key, minute(-30));
    await addComment(other, paper.key, "Why?", { now: minute(-20) });
    const before = await trendOf(me);
    await upvotePaper(me, paper.key, minute(1));
    await addComment(me, paper.key, "Because.", { now: minute(2) });
    await addComment(me, paper.key, "And so on.", { now: minute(3) });
    const words = "2 upvotes, worth 1.7 cast now, not counting your part";
    expect(await trendOf(me)).toEqual({ heat: before?.heat, words });
    const others = { heat: 1.57, words: "2 upvotes, worth 3 cast now" };
    expect(await trendOf(await makePerson())).toEqual(others);
    await takeBackUpvote(me, paper.key, minute(4));
    expect((await trendOf(me))?.heat).toBe(before?.heat);
  });

  it("leave at least the heat of a paper without any, however old that is", async () => {
    const paper = await makePaper({ announcedAt: new Date("2015-03-02T12:00:00Z") });
    await upvotePaper(me, paper.key, start);
    const { heatWithoutOwn } = await getReader(me, minute(1));
    expect([...heatWithoutOwn]).toEqual([[paper.id, expect.closeTo(priorHeat(paper.announcedAt), 9)]]);
  });

  it("are not left out where the vote did not count", async () => {
    const paper = await makePaper();
    await upvotePaper({ ...me, banned: true }, paper.key, start);
    expect((await getReader(me, minute(1))).heatWithoutOwn).toEqual(new Map());
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
