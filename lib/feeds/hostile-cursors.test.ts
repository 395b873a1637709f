import { beforeAll, describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { readCursor } from "@/lib/feeds/cursor";
import { everyonesFeed, orders, papersFeed } from "@/lib/feeds/feed";
import { listFeed } from "@/lib/feeds/list-feed";
import { listSaved } from "@/lib/feeds/list-saved";
import { listLibrary } from "@/lib/feeds/taste/library";
import { savePaper } from "@/lib/papers/saves";
import type { Viewer } from "@/lib/people/viewer";
import { listByDate } from "@/lib/programs/huggingface/read-papers";

withTestDb();

const token = (json: string) => Buffer.from(json).toString("base64url");

/** Values that no list writes: out of range for a moment, a count or a column, or with more digits than either has. */
const values = [
  "1e308",
  "-1e308",
  "1e15",
  "-1e15",
  "9224318016000",
  "5e-324",
  "1.5",
  "-0",
  "1e20",
  "-2147483649",
];

let viewer: Viewer;

beforeAll(async () => {
  viewer = await makePerson();
  const { key } = await makePaper({ upvotes: 3 });
  await savePaper(viewer, key);
});

describe("a cursor that nobody was given", () => {
  it.each([
    "[1,2147483648,0]",
    "[1,9007199254740991,0]",
    "[1e400,1,0]",
    "[null,1,0]",
    "[1,1,1e7]",
    "[1,1.5,0]",
    "[[1],1,0]",
    "{}",
  ])("starts at the top if it is %s", (json) => expect(readCursor(token(json))).toBeNull());

  it.each(values)("with the sort value %s leads to rows of every list, or to none", async (value) => {
    const after = token(`[${value},2147483647,0]`);
    const asked = { viewer, after, now: new Date("2026-03-02T18:00:00Z") };
    for (const order of orders)
      expect((await listFeed({ ...everyonesFeed, order }, asked)).items.length).toBeLessThan(2);
    const past = papersFeed({ at: "2026-03-02" }, "2026-03-20");
    expect((await listFeed(past, asked)).items.length).toBeLessThan(2);
    expect((await listSaved(viewer, { after })).items.length).toBeLessThan(2);
    const cursor = readCursor(after);
    expect((await listByDate({ cursor, limit: 50 })).items.length).toBeLessThan(2);
  });

  it("of an imported list leads to rows or to none", async () => {
    for (const after of ["9999999999999-9999999999999", "0-0", "x", "1e3-1", "-1--1"])
      expect((await listLibrary(viewer, { after })).rows).toEqual([]);
  });
});

it("no day leads to a failure, however far away it is", async () => {
  for (const at of ["1900-01-01", "2200-12-31"]) {
    const page = await listFeed(papersFeed({ at, window: "month" }, at), { viewer: null });
    expect(page.items).toEqual([]);
  }
});
