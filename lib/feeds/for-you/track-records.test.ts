import { beforeEach, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { minus, plus } from "@/lib/base/time";
import { plainMix } from "@/lib/feeds/for-you/mix";
import { forgetPool } from "@/lib/feeds/for-you/pool";
import { sumPartWords } from "@/lib/feeds/for-you/sum-words";
import { findTrackRecords, maxRecord } from "@/lib/feeds/for-you/track-records";
import { listFeed } from "@/lib/feeds/list-feed";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const announcedAt = new Date("2026-03-10T00:00:00Z");
const now = new Date("2026-03-10T08:00:00Z");
const daysBefore = (days: number) => minus(announcedAt, { days });
const signal = new AbortController().signal;
let voters: Viewer[];

const find = (at = now) => findTrackRecords({ now: at, signal });
const recordOf = (paperId: number) => getDb().trackRecord.findUniqueOrThrow({ where: { paperId } });
const paperBy = (slug: string, at: Date) =>
  makePaper({ announcedAt: at, authors: [slug], authorSlugs: [slug] });

/** A paper with this many upvotes, cast an hour after its announcement. */
async function upvoted(slug: string, days: number, upvotes: number) {
  const paper = await paperBy(slug, daysBefore(days));
  for (const voter of voters.slice(0, upvotes))
    await upvotePaper(voter, paper.key, plus(daysBefore(days), { hours: 1 }));
  return paper;
}

beforeEach(async () => {
  await getDb().$executeRaw`TRUNCATE papers, users CASCADE`;
  forgetPool();
  voters = await Promise.all(Array.from({ length: 7 }, () => makePerson()));
  for (let i = 0; i < 8; i++) await upvoted(`usual-${i}`, 10, 1);
});

it("an author whose papers were upvoted more than usual has a record, which grows with their papers and has a limit", async () => {
  await upvoted("once", 9, 7);
  for (const days of [9, 8, 7, 6]) await upvoted("often", days, 7);
  await upvoted("never", 9, 0);
  const papers = {
    once: await paperBy("once", announcedAt),
    often: await paperBy("often", announcedAt),
    never: await paperBy("never", announcedAt),
    unknown: await paperBy("unknown", announcedAt),
  };
  expect(await find()).toEqual({ found: 18 });
  expect(await find()).toEqual({ found: 0 });
  const once = await recordOf(papers.once.id);
  const often = await recordOf(papers.often.id);
  expect(once).toMatchObject({ authorSlug: "once", others: 0 });
  expect(once.above).toBeCloseTo(often.above, 5);
  expect(once.heat).toBeGreaterThan(0.3);
  expect(often.heat).toBeGreaterThan(2 * once.heat);
  expect(often.heat).toBeLessThanOrEqual(maxRecord);
  for (const { id } of [papers.never, papers.unknown])
    expect(await recordOf(id)).toMatchObject({ heat: 0, authorSlug: null });
});

it("only papers and counted votes from before a paper count, and never its own", async () => {
  const before = await upvoted("ada", 5, 2);
  const paper = await paperBy("ada", announcedAt);
  await find();
  const first = await recordOf(paper.id);
  expect(first.heat).toBeGreaterThan(0);
  // Votes after the announcement, the paper's own, and a later paper change nothing.
  for (const voter of voters.slice(2)) await upvotePaper(voter, before.key, now);
  for (const voter of voters) await upvotePaper(voter, paper.key, now);
  const later = await paperBy("ada", plus(announcedAt, { hours: 3 }));
  for (const voter of voters) await upvotePaper(voter, later.key, now);
  await find(plus(now, { days: 2 }));
  expect(await recordOf(paper.id)).toMatchObject({ heat: first.heat, above: first.above });
  // One that is taken back, those of banned accounts and those on hidden papers do not count.
  const [one, other] = voters;
  if (!one || !other) throw new Error("There are seven.");
  await takeBackUpvote(one, before.key, now);
  await find(plus(now, { days: 4 }));
  expect((await recordOf(paper.id)).heat).toBeLessThan(first.heat);
  await getDb().vote.updateMany({
    where: { userId: other.id },
    data: { uncountedAt: now, uncountedReason: "banned" },
  });
  await find(plus(now, { days: 6 }));
  expect((await recordOf(paper.id)).heat).toBe(0);
});

it("papers that are hidden do not count", async () => {
  const hidden = await upvoted("ada", 5, 7);
  await getDb().paper.update({ where: { id: hidden.id }, data: { status: "hidden" } });
  const paper = await paperBy("ada", announcedAt);
  await find();
  expect((await recordOf(paper.id)).heat).toBe(0);
});

it("a common name with many papers that are upvoted as usual has hardly a record", async () => {
  await upvoted("wei-wang", 9, 7);
  for (let days = 2; days < 8; days++) await upvoted("wei-wang", days, 1);
  await upvoted("jane-doe", 9, 7);
  const common = await paperBy("wei-wang", announcedAt);
  const rare = await paperBy("jane-doe", announcedAt);
  await find();
  expect((await recordOf(common.id)).heat).toBeLessThan((await recordOf(rare.id)).heat / 2);
});

it("the best three authors count, and the reason names the best of them; everyone's page does not change", async () => {
  for (const days of [4, 5, 6]) await upvoted("jane-doe", days, 7);
  await upvoted("ada", 5, 7);
  const names = ["Somebody", "Ada", "Jane Doe"];
  const paper = await makePaper({
    announcedAt,
    authors: names,
    authorSlugs: ["somebody", "ada", "jane-doe"],
  });
  await find();
  expect(await recordOf(paper.id)).toMatchObject({ authorSlug: "jane-doe", others: 1 });
  const me = await makePerson();
  await getDb().follow.create({ data: { userId: me.id, kind: "topic", ref: "math.GT", label: "" } });
  const partOf = async (viewer: Viewer) => {
    const { items } = await listFeed({ kind: "own", mix: plainMix }, { viewer, now });
    return items.find(({ id }) => id === paper.id)?.sum?.parts.find(({ kind }) => kind === "track-record");
  };
  const part = await partOf(me);
  expect(part && sumPartWords(part)).toBe(
    "Earlier papers by Jane Doe and 1 co-author were upvoted 2.5 times as often as usual here",
  );
  expect(await partOf(await makePerson())).toBeUndefined();
});

it("a record of which the pool knew nothing appears, and those of old papers are deleted", async () => {
  await upvoted("ada", 5, 7);
  const paper = await paperBy("ada", announcedAt);
  const me = await makePerson();
  const items = async (at = now) =>
    (await listFeed({ kind: "own", mix: { ...plainMix, record: 2 } }, { viewer: me, now: at })).items;
  const heatOf = async () =>
    (await items()).find(({ id }) => id === paper.id)?.sum?.parts.find(({ kind }) => kind === "track-record")
      ?.heat;
  expect(await heatOf()).toBeUndefined();
  await find();
  forgetPool();
  expect(await heatOf()).toBeGreaterThan(0);
  await find(plus(now, { days: 15 }));
  expect(await getDb().trackRecord.count()).toBe(0);
});
