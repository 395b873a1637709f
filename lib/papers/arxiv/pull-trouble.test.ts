import { beforeEach, describe, expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { findPullTrouble } from "@/lib/papers/arxiv/pull";
import { announcementOf } from "@/lib/papers/arxiv/schedule";

withTestDb();

// A Thursday; arXiv has listed the papers of 26 March since 00:00.
const now = new Date("2026-03-26T14:00:00Z");
const trouble = (at = now) => findPullTrouble({ now: at, timeZone: "UTC" });

async function pulled(hoursAgo: number, given: { error?: string; set?: string } = {}) {
  const at = minus(now, { hours: hoursAgo });
  const { error = null, set: setName = "cs" } = given;
  await getDb().arxivPull.create({
    data: { setName, fromDay: at, untilDay: at, startedAt: at, finishedAt: at, error },
  });
}

async function papersOf(day: string, count: number, source: "arxiv" | "import" | "starter" = "arxiv") {
  for (let i = 0; i < count; i++)
    await makePaper({ announcedAt: announcementOf(day), day: new Date(day), source });
}

const thursdays = ["2026-03-19", "2026-03-12", "2026-03-05", "2026-02-26"];

beforeEach(async () => {
  await getDb().arxivPull.deleteMany();
  await getDb().paper.deleteMany();
});

describe("silence", () => {
  it("is reported for a hub that never reached arXiv: before the first pull, during it, and after failures", async () => {
    expect(await trouble()).toMatch(/^arXiv has not been reached yet: no pull has begun/);
    const day = new Date("2026-03-26");
    const running = { setName: "cs", fromDay: day, untilDay: day, startedAt: minus(now, { hours: 1 }) };
    await getDb().arxivPull.create({ data: running });
    expect(await trouble()).toBe(
      "arXiv has not been reached yet: the first pull began at 26 Mar 2026, 13:00 UTC and is still running.",
    );
    await pulled(100, { error: "arXiv did not answer in time." });
    await pulled(0.5, { error: "oaipmh.arxiv.org cannot be reached (ENOTFOUND)." });
    expect(await trouble()).toBe(
      "arXiv has never been reached: every pull since 22 Mar 2026, 10:00 UTC has failed. " +
        "The last error: oaipmh.arxiv.org cannot be reached (ENOTFOUND).",
    );
  });

  it("is reported after 36 hours without a successful pull, with the last error", async () => {
    await papersOf("2026-03-26", 1);
    await pulled(37);
    await pulled(1, { error: "arXiv did not answer in time." });
    expect(await trouble()).toBe(
      "No pull from arXiv has succeeded since 25 Mar 2026, 01:00 UTC. The last error: arXiv did not answer in time.",
    );
    await pulled(0.5);
    expect(await trouble()).toBeNull();
  });

  it("is reported for a single set, unless that set is no longer pulled", async () => {
    await papersOf("2026-03-26", 1);
    await pulled(1);
    await pulled(100, { set: "stat" });
    expect(await trouble()).toBeNull();
    await pulled(1, { set: "stat", error: "arXiv did not answer in time." });
    expect(await trouble()).toMatch(
      /^No pull of arXiv's set stat has succeeded since 22 Mar 2026, 10:00 UTC\./,
    );
    await pulled(1, { set: "math", error: "arXiv does not know the set." });
    await getDb().arxivPull.deleteMany({ where: { setName: "stat" } });
    expect(await trouble()).toBe(
      "arXiv's set math could never be pulled. The last error: arXiv does not know the set.",
    );
  });
});

describe("a thin day", () => {
  beforeEach(() => pulled(1));

  it("is an announcement day without papers, after arXiv's usual delay", async () => {
    await papersOf("2026-03-25", 2);
    await papersOf("2026-03-26", 3, "starter");
    expect(await trouble()).toBe("arXiv has given no papers for its announcement of 2026-03-26.");
    expect(await trouble(new Date("2026-03-26T11:00:00Z"))).toBeNull();
  });

  it("is not a weekend or a holiday", async () => {
    await papersOf("2026-03-27", 2);
    expect(await trouble(new Date("2026-03-27T20:00:00Z"))).toBeNull();
    await getDb().arxivPull.updateMany({ data: { finishedAt: new Date("2026-03-29T20:00:00Z") } });
    expect(await trouble(new Date("2026-03-29T22:00:00Z"))).toBeNull();
  });

  it("is a day with less than a third of that weekday's usual number", async () => {
    await papersOf("2026-03-26", 2);
    for (const day of thursdays) await papersOf(day, 7);
    expect(await trouble()).toMatch(/only 2 papers for its announcement of 2026-03-26.*about 7/);
    await papersOf("2026-03-26", 1);
    expect(await trouble()).toBeNull();
  });

  it("needs three such weekdays to compare with, not counting imports", async () => {
    await papersOf("2026-03-26", 1);
    for (const day of thursdays.slice(0, 2)) await papersOf(day, 9);
    expect(await trouble()).toBeNull();
    for (const day of thursdays) await papersOf(day, 9, "import");
    expect(await trouble()).toBeNull();
  });
});
