import { expect, it } from "vitest";
import { makeHotPaper } from "@/e2e/support/made-digests";
import { withTestDb } from "@/e2e/support/test-db";
import { minus } from "@/lib/base/time";
import { isEligible } from "@/lib/digests/eligibility";
import { type FeedItem, listItems } from "@/lib/feeds/feed-item";

withTestDb();

const now = new Date("2026-03-09T07:00:00Z");
const ago = (days: number) => minus(now, { days });

it("a weekly digest takes papers that were hot in its week, a daily one those that are hot now", async () => {
  const made = [
    await makeHotPaper(2, ago(0), { title: "hot now" }),
    await makeHotPaper(8, ago(5), { title: "hot on Wednesday", announcedAt: ago(5) }),
    await makeHotPaper(2, ago(6), { title: "two votes on Tuesday", announcedAt: ago(6) }),
    await makeHotPaper(0.5, ago(0), { title: "new, with no votes", upvotes: 0 }),
    await makeHotPaper(400, ago(15), { title: "of two weeks ago", announcedAt: ago(15) }),
  ];
  const items = await listItems(
    made.map(({ id }) => id),
    null,
  );
  const feed = { kind: "papers", order: "trending", topic: "cs.CL" } as const;
  const held = (cadence: "daily" | "weekly") =>
    items.filter((item) => isEligible(item, feed, now, cadence)).map(({ title }) => title);
  expect(held("daily")).toEqual(["hot now"]);
  expect(held("weekly")).toEqual(["hot now", "hot on Wednesday"]);
  const own = (score: number, given: object) => {
    const sum = { score, placement: "score" } as NonNullable<FeedItem["sum"]>;
    return isEligible({ ...(items[1] as FeedItem), sum, ...given }, feed, now, "weekly");
  };
  expect([
    own(-1, { upvotes: 0 }),
    own(-3, { upvotes: 1 }),
    own(-3, { upvotes: 0 }),
    own(-4, { upvotes: 9 }),
  ]).toEqual([true, true, false, false]);
});
