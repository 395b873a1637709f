import { beforeAll, describe, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { makePaperOf } from "@/e2e/support/made-taste";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { everyonesFeed } from "@/lib/feeds/feed";
import { plainMix } from "@/lib/feeds/for-you/mix";
import { type FeedItem, listFeed } from "@/lib/feeds/list-feed";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import { priorHeat } from "@/lib/papers/heat";
import { upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");
const announcedAt = new Date("2026-03-10T01:00:00Z");
const long = new Date("2026-02-01T12:00:00Z");
/** The busy fields get many upvotes, the quiet ones none. */
const busy = ["taxes", "robots", "poetry"];
const quiet = ["plasma", "whales", "proteins"];
const old = new Map<string, string[]>();

/** Of each field twenty papers that are over a month old, and as many of today. */
beforeAll(async () => {
  for (const field of [...busy, ...quiet]) {
    const keys: string[] = [];
    for (let i = 0; i < 20; i++) {
      keys.push((await makePaperOf(field, i, { announcedAt: long, heat: priorHeat(long) })).key);
      const heat = priorHeat(announcedAt) + (busy.includes(field) ? 3 + i / 10 : i / 20);
      await makePaperOf(field, `new ${i}`, { announcedAt, heat, topics: [`${field}.X`] });
    }
    old.set(field, keys);
  }
});

async function readerOf(likes: Record<string, number>): Promise<Viewer> {
  const viewer = await makePerson();
  for (const [field, count] of Object.entries(likes))
    for (const key of (old.get(field) ?? []).slice(0, count)) await upvotePaper(viewer, key, long);
  await trainReader(viewer.id, now);
  return viewer;
}

async function read(viewer: Viewer, limit = 20): Promise<FeedItem[]> {
  return (await listFeed({ kind: "own", mix: plainMix }, { viewer, now, limit })).items;
}

const count = (items: FeedItem[], field: string) =>
  items.filter(({ topics }) => topics[0] === `${field}.X`).length;

describe("a first page", () => {
  it("equals everyone's page for a reader without a history", async () => {
    const everyones = await listFeed(everyonesFeed, { viewer: null, now, limit: 20 });
    const own = await read(await readerOf({}));
    expect(own.map(({ key }) => key)).toEqual(everyones.items.map(({ key }) => key));
  });

  it("leans towards a single upvoted paper, and still shows everyone's papers", async () => {
    const viewer = await readerOf({ whales: 1 });
    const everyones = await listFeed(everyonesFeed, { viewer: null, now, limit: 100 });
    const best = (items: FeedItem[], field: string) =>
      items.findIndex(({ topics }) => topics[0] === `${field}.X`);
    const items = await read(viewer, 100);
    expect(best(items, "whales")).toBeLessThan(best(everyones.items, "whales"));
    expect(busy.reduce((sum, field) => sum + count(items.slice(0, 20), field), 0)).toBeGreaterThan(8);
  });

  it("shows both of two distant fields, whichever has more upvotes, and not only one of them", async () => {
    for (const [one = "", other = ""] of [
      ["plasma", "whales"],
      ["robots", "whales"],
    ]) {
      const items = await read(await readerOf({ [one]: 12, [other]: 8 }));
      expect([one, count(items, one)]).toEqual([one, expect.toSatisfy((n: number) => n > 0 && n < 18)]);
      expect([other, count(items, other)]).toEqual([other, expect.toSatisfy((n: number) => n > 0 && n < 18)]);
      const byInterest = items.filter(
        ({ sum }) => sum?.reason.kind === "own" && sum.reason.parts.some(({ kind }) => kind === "interest"),
      );
      expect(byInterest.length).toBeGreaterThan(1);
    }
  });

  it("also works for a reader with 5,000 upvotes, and shows their fields", async () => {
    const viewer = await readerOf({ whales: 20, plasma: 20 });
    await getDb().$executeRaw`
      WITH made AS (
        INSERT INTO papers (key, title, title_key, abstract, authors, author_slugs, topics, published_at, announced_at, day, source, heat)
        SELECT '2501.' || n, 'Old ' || n, 'old' || n, '', '{}', '{}', '{}', ${long}, ${long}, ${long}::date, 'import', 0
        FROM generate_series(10000, 14999) n RETURNING id)
      INSERT INTO votes (paper_id, user_id, cast_at) SELECT id, ${viewer.id}, ${long} FROM made`;
    await trainReader(viewer.id, now);
    const items = await read(viewer);
    expect(items).toHaveLength(20);
    expect(count(items, "whales")).toBeGreaterThan(0);
    expect(count(items, "plasma")).toBeGreaterThan(0);
  });
});
