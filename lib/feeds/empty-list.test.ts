import { beforeEach, describe, expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { explainEmpty } from "@/lib/feeds/empty-list";
import { everyonesFeed, type PaperFilter } from "@/lib/feeds/feed";
import { getFrontPage, getPeriodPage, getTrendingPage } from "@/lib/feeds/pages";

withTestDb();

// A Saturday.
const saturday = "2026-11-28";
const at = (day: string, hour = 12) => new Date(`${day}T${String(hour).padStart(2, "0")}:00:00Z`);

beforeEach(async () => {
  await getDb().paper.deleteMany();
  await getDb().arxivPull.deleteMany();
  Object.assign(getConfig(), { HUB_TIME_ZONE: "UTC", ARXIV_PULL: "on" });
});

const paperOf = (day: string, topics = ["cs.CL"]) =>
  makePaper({ day: new Date(day), announcedAt: at(day, 1), topics });

async function explain(filter: PaperFilter, today: string, hour = 12) {
  const feed = { ...everyonesFeed, ...filter };
  const { papers, ...rest } = await explainEmpty(feed, { viewer: null, today, now: at(today, hour) });
  return { ...rest, papers: papers.map(({ key }) => key) };
}

const dayOf = (day: string) => ({ from: day, until: day });

describe("an empty list of a hub with papers", () => {
  it("at a weekend says so and shows the latest day's papers", async () => {
    const { key } = await paperOf("2026-11-27");
    await paperOf("2026-11-26");
    expect(await explain(dayOf(saturday), saturday)).toEqual({
      kind: "weekend",
      day: "2026-11-27",
      isBefore: true,
      papers: [key],
    });
  });

  it("on a holiday, before today's papers have arrived, and on another day says what it is", async () => {
    await paperOf("2026-11-24");
    const kind = async (day: string, today = day, hour = 12) => (await explain(dayOf(day), today, hour)).kind;
    // Thanksgiving is a Thursday; no batch closes on it, so Friday has no announcement.
    expect(await kind("2026-11-27")).toBe("holiday");
    expect(await kind("2026-11-25", "2026-11-25", 9)).toBe("not-yet");
    expect(await kind("2026-11-25", "2026-11-25", 20)).toBe("none");
    expect(await kind("2026-11-25", saturday)).toBe("none");
  });

  it("does not promise today's papers on a hub that pulls none", async () => {
    await paperOf("2026-11-24");
    Object.assign(getConfig(), { ARXIV_PULL: "off" });
    expect((await explain(dayOf("2026-11-25"), "2026-11-25", 9)).kind).toBe("not-pulled");
    expect((await explain(dayOf("2026-11-25"), saturday)).kind).toBe("none");
  });

  it("says that arXiv could not be reached since it announced the papers, until it was", async () => {
    await paperOf("2026-11-24");
    const day = at("2026-11-25");
    const pull = (hour: number, error: string | null) => {
      const time = at("2026-11-25", hour);
      const data = { setName: "cs", fromDay: day, untilDay: day, startedAt: time, finishedAt: time, error };
      return getDb().arxivPull.create({ data });
    };
    const kind = async (hour: number) => (await explain(dayOf("2026-11-25"), "2026-11-25", hour)).kind;
    // arXiv announced the papers at 01:00.
    await pull(0, null);
    expect(await kind(9)).toBe("not-yet");
    await pull(8, "arXiv does not answer.");
    expect([await kind(9), await kind(20)]).toEqual(["unreached", "unreached"]);
    await pull(19, null);
    expect(await kind(20)).toBe("none");
  });

  it("in the future or before the hub began names the nearest day", async () => {
    await paperOf("2026-11-24");
    await paperOf("2026-11-25");
    expect(await explain(dayOf("2026-12-24"), saturday)).toMatchObject({
      kind: "future",
      day: "2026-11-25",
      isBefore: true,
    });
    expect(await explain(dayOf("2020-03-02"), saturday)).toMatchObject({
      kind: "before-hub",
      day: "2026-11-24",
      isBefore: false,
    });
  });

  it("of a topic goes by that topic's papers", async () => {
    await paperOf("2026-11-25");
    const old = await paperOf("2026-11-20", ["cs.RO"]);
    const week = { from: "2026-11-22", until: saturday };
    expect(await explain({ ...week, topic: "cs.RO" }, saturday)).toMatchObject({
      kind: "none",
      day: "2026-11-20",
      papers: [old.key],
    });
    expect(await explain({ topic: "math.AG" }, saturday)).toEqual({
      kind: "never",
      day: null,
      isBefore: false,
      papers: [],
    });
  });
});

describe("an empty hub", () => {
  const kind = async () => (await explain({}, saturday)).kind;

  it("says whether it pulls papers, and whether it could", async () => {
    expect(await kind()).toBe("hub-unreached");
    const pull = { setName: "cs", fromDay: at(saturday), untilDay: at(saturday), startedAt: at(saturday) };
    await getDb().arxivPull.create({ data: { ...pull, finishedAt: at(saturday), error: "No." } });
    expect(await kind()).toBe("hub-unreached");
    await getDb().arxivPull.create({ data: { ...pull, finishedAt: at(saturday) } });
    expect(await kind()).toBe("hub-new");
    Object.assign(getConfig(), { ARXIV_PULL: "off" });
    expect(await kind()).toBe("hub-without-pull");
  });
});

describe("a page", () => {
  const request = (query = {}) => ({ viewer: null, query, now: at(saturday) });

  it("has a reason exactly if its list is empty", async () => {
    await paperOf("2026-11-26");
    expect((await getTrendingPage(request())).empty).toBeNull();
    expect((await getTrendingPage(request({ window: "day" }))).empty?.kind).toBe("weekend");
    expect((await getPeriodPage("date", saturday, request()))?.empty?.day).toBe("2026-11-26");
    expect((await getPeriodPage("week", "2026-W48", request()))?.empty).toBeNull();
    const front = await getFrontPage(request());
    expect(front).toMatchObject({ kind: "everyones", page: { empty: null } });
  });
});
