import { beforeAll, describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { plus } from "@/lib/base/time";
import { findLatestDay, getAround } from "@/lib/feeds/around";
import { everyonesFeed } from "@/lib/feeds/feed";
import { type FeedItem, listFeed } from "@/lib/feeds/list-feed";
import { listRisingTopics, listTopicCounts } from "@/lib/feeds/topic-counts";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const at = (hours: number) => plus(new Date(Date.UTC(2026, 2, 2)), { hours });
const keys = (items: FeedItem[]) => items.map((item) => item.key);
const everyone = { viewer: null };
let voters: Viewer[];

/** Papers announced every eight hours; voters come and go on a fixed plan over nine days. */
async function makeHistory(): Promise<void> {
  voters = await Promise.all(Array.from({ length: 9 }, () => makePerson()));
  const papers = await Promise.all(
    Array.from({ length: 24 }, (_, i) =>
      makePaper({
        announcedAt: at(i * 8),
        topics: i % 3 ? ["cs.CL", "cs.LG"] : ["math.CO"],
        authorSlugs: [`author-${i % 5}`],
      }),
    ),
  );
  for (const [p, paper] of papers.entries())
    for (const [v, voter] of voters.entries()) {
      if ((p * 7 + v * 3) % 5 < 2) await upvotePaper(voter, paper.key, at(p * 8 + v * 5 + 1));
      if ((p + v) % 11 === 0) await takeBackUpvote(voter, paper.key, at(p * 8 + 60));
    }
}

beforeAll(makeHistory);

describe("a feed", () => {
  it("pages through every paper once, in order, however small the pages", async () => {
    for (const order of ["trending", "newest", "top"] as const) {
      const whole = await listFeed({ kind: "papers", order }, { ...everyone, limit: 100 });
      const paged: string[] = [];
      for (let after: string | undefined, page = 0; page < 9; page++) {
        const { items, next } = await listFeed({ kind: "papers", order }, { ...everyone, limit: 5, after });
        expect(items[0]?.rank).toBe(paged.length + 1);
        paged.push(...keys(items));
        if (!next) break;
        after = next;
      }
      expect(paged).toEqual(keys(whole.items));
      expect(new Set(paged).size).toBe(24);
    }
  });

  it("shows nothing twice if people vote between two pages", async () => {
    const first = await listFeed(everyonesFeed, { ...everyone, limit: 10 });
    const late = await makePerson();
    const tail = await listFeed(everyonesFeed, { ...everyone, limit: 100 });
    await upvotePaper(late, tail.items.at(-1)?.key ?? "", at(400));
    const second = await listFeed(
      { kind: "papers", order: "trending" },
      { ...everyone, limit: 100, after: first.next ?? "" },
    );
    expect(keys(second.items).filter((key) => keys(first.items).includes(key))).toEqual([]);
    await takeBackUpvote(late, tail.items.at(-1)?.key ?? "", at(401));
  });

  it("filters by topic, author, submitter and days", async () => {
    const math = await listFeed({ kind: "papers", order: "newest", topic: "math.CO" }, everyone);
    expect(math.items.every((item) => item.topics.includes("math.CO"))).toBe(true);
    expect(math.items).toHaveLength(8);
    expect(
      (await listFeed({ kind: "papers", order: "newest", topic: "cs.LG" }, everyone)).items,
    ).toHaveLength(16);
    expect(
      (await listFeed({ kind: "papers", order: "top", authorSlug: "author-2" }, everyone)).items,
    ).toHaveLength(5);
    expect(
      (await listFeed({ kind: "papers", order: "newest", from: "2026-03-03", until: "2026-03-04" }, everyone))
        .items,
    ).toHaveLength(6);
    const submitter = await makePerson();
    await makePaper({ submitterId: submitter.id, announcedAt: at(-500) });
    const own = await listFeed({ kind: "papers", order: "newest", submitter: submitter.username }, everyone);
    expect(own.items.map((item) => item.submitter)).toEqual([submitter.username]);
  });

  it("is the same for everyone except for the viewer's own votes", async () => {
    const viewer = voters[0] as Viewer;
    const anonymous = await listFeed(everyonesFeed, everyone);
    const mine = await listFeed(everyonesFeed, { viewer });
    expect(keys(mine.items)).toEqual(keys(anonymous.items));
    expect(anonymous.items.some((item) => item.upvoted)).toBe(false);
    expect(mine.items.some((item) => item.upvoted)).toBe(true);
  });

  it("leaves out papers that are not listed", async () => {
    const hidden = await makePaper({ status: "hidden", announcedAt: at(300) });
    expect(
      keys((await listFeed({ kind: "papers", order: "newest" }, { ...everyone, limit: 100 })).items),
    ).not.toContain(hidden.key);
  });
});

describe("a past page", () => {
  it("equals what was recorded that evening", async () => {
    const recorded: Record<string, string[]> = {};
    const paper = await makePaper({ announcedAt: at(480) });
    const other = await makePaper({ announcedAt: at(482) });
    const plan = [
      [paper, 490, "up"],
      [other, 491, "up"],
      [other, 515, "down"],
      [paper, 516, "up2"],
      [other, 540, "up"],
      [paper, 541, "down"],
    ] as const;
    const evening = (hour: number) => new Date(at(hour)).toISOString().slice(0, 10);
    for (const [i, [which, hour, what]] of plan.entries()) {
      const voter = voters[what === "up2" ? 1 : 0] as Viewer;
      await (what === "down" ? takeBackUpvote : upvotePaper)(voter, which.key, at(hour));
      const next = plan[i + 1]?.[1] ?? 10_000;
      if (evening(hour) !== evening(next))
        recorded[evening(hour)] = (await listFeed(everyonesFeed, { ...everyone, limit: 20 })).items.map(
          (item) => `${item.key} ${item.upvotes} ${item.heat.toFixed(9)}`,
        );
    }
    expect(Object.keys(recorded)).toHaveLength(3);
    for (const [day, lines] of Object.entries(recorded)) {
      const past = await listFeed({ kind: "past", at: day, until: day }, { ...everyone, limit: 20 });
      expect(past.items.map((item) => `${item.key} ${item.upvotes} ${item.heat.toFixed(9)}`)).toEqual(lines);
    }
  });

  it("pages like any feed", async () => {
    const feed = { kind: "past", at: "2026-03-05", until: "2026-03-05" } as const;
    const whole = await listFeed(feed, { ...everyone, limit: 100 });
    const first = await listFeed(feed, { ...everyone, limit: 4 });
    const second = await listFeed(feed, { ...everyone, limit: 100, after: first.next ?? "" });
    expect([...keys(first.items), ...keys(second.items)]).toEqual(keys(whole.items));
  });
});

describe("the end of a past day", () => {
  it("is in the hub's time zone for every viewer", async () => {
    const announcedAt = new Date("2027-03-01T16:00:00Z");
    const paper = await makePaper({ announcedAt });
    const isThere = async () => {
      const { items } = await listFeed({ kind: "past", at: "2027-03-01" }, everyone);
      return keys(items).includes(paper.key);
    };
    const config = getConfig();
    const { HUB_TIME_ZONE } = config;
    expect(await isThere()).toBe(true);
    Object.assign(config, { HUB_TIME_ZONE: "Asia/Tokyo" });
    try {
      // In Tokyo the day had ended an hour before the paper was announced.
      expect(await isThere()).toBe(false);
    } finally {
      Object.assign(config, { HUB_TIME_ZONE });
    }
  });
});

describe("around a period", () => {
  it("finds the nearest days with papers and counts what is inside", async () => {
    expect(await getAround("2026-03-03", "2026-03-03")).toEqual({
      previous: "2026-03-02",
      next: "2026-03-04",
      count: 3,
    });
    expect(await getAround("2030-01-01", "2030-01-01")).toMatchObject({ next: null, count: 0 });
    expect(await findLatestDay("2026-03-06")).toBe("2026-03-06");
    expect(await findLatestDay("1999-01-01")).toBe("1999-01-01");
  });

  it("counts topics of the last week, and finds those that grow", async () => {
    const counts = await listTopicCounts("2026-03-04");
    expect(counts.find((row) => row.topic === "cs.CL")?.papers).toBe(6);
    for (let i = 0; i < 12; i++)
      await makePaper({
        topics: ["cs.RO"],
        upvotes: i < 4 ? 4 : 20,
        announcedAt: at(24 * 60 + (i < 4 ? 0 : 24 * 8)),
      });
    for (let i = 0; i < 4; i++) await makePaper({ topics: ["cs.SE"], upvotes: 30, announcedAt: at(24 * 60) });
    for (let i = 0; i < 4; i++) await makePaper({ topics: ["cs.SE"], upvotes: 5, announcedAt: at(24 * 68) });
    const rising = await listRisingTopics("2026-05-10");
    expect(rising.map((row) => row.topic)).toEqual(["cs.RO"]);
  });
});
