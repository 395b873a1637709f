import { beforeEach, describe, expect, it } from "vitest";
import { makeHotPaper } from "@/e2e/support/made-digests";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { findPublicDigest, listPublicDigests } from "@/lib/digests/archive";
import { composePublicDigests, listEveryones, publicDayOf } from "@/lib/digests/compose-public";
import { periodName, toPeriodColumns } from "@/lib/digests/period";
import { previewEveryones } from "@/lib/digests/preview";

withTestDb();

const now = new Date("2026-03-02T07:00:00Z");
const days = (count: number) => plus(now, { days: count });
const titles = (items: { title: string }[]) => items.map(({ title }) => title);

beforeEach(async () => {
  Object.assign(getConfig(), { HUB_TIME_ZONE: "UTC" });
  await getDb().$executeRaw`TRUNCATE public_digests, papers CASCADE`;
});

describe("the public digest", () => {
  it("of a day is composed once, from six in the morning in the hub's time zone, and stored", async () => {
    Object.assign(getConfig(), { HUB_TIME_ZONE: "America/New_York" });
    expect(publicDayOf(new Date("2026-03-02T10:59:00Z"))).toBe("2026-03-01");
    expect(publicDayOf(new Date("2026-03-02T11:00:00Z"))).toBe("2026-03-02");
    Object.assign(getConfig(), { HUB_TIME_ZONE: "UTC" });
    await makeHotPaper(4, now, { title: "First" });
    expect(await composePublicDigests(now)).toEqual(["2026-03-02"]);
    await makeHotPaper(9, now, { title: "Late" });
    expect(await composePublicDigests(now)).toEqual([]);
    expect(titles((await findPublicDigest("2026-03-02", null))?.items ?? [])).toEqual(["First"]);
  });

  it("holds eligible papers that were in no earlier digest", async () => {
    await makeHotPaper(0.7, now, { title: "Not worth it" });
    await makeHotPaper(40, now, { title: "Worth it" });
    await composePublicDigests(now);
    await makeHotPaper(4, days(1), { title: "The day after" });
    await composePublicDigests(days(1));
    expect(titles((await findPublicDigest("2026-03-03", null))?.items ?? [])).toEqual(["The day after"]);
    expect(await findPublicDigest("2026-03-02", null)).toMatchObject({
      previous: null,
      next: { kind: "day", start: "2026-03-03" },
    });
    expect((await listPublicDigests("day", 10)).map(({ period }) => periodName(period))).toEqual([
      "2026-03-03",
      "2026-03-02",
    ]);
  });

  it("of a week holds the most upvoted papers of its days", async () => {
    for (const [day, votes] of [2, 9, 5].entries()) {
      await makeHotPaper(votes, days(day), { title: `${votes} votes` });
      await composePublicDigests(days(day));
    }
    expect(await composePublicDigests(days(7))).toContain("2026-W10");
    expect(titles((await findPublicDigest("2026-W10", null))?.items ?? [])).toEqual([
      "9 votes",
      "5 votes",
      "2 votes",
    ]);
    expect(await findPublicDigest("2026-W20", null)).toBeNull();
  });

  it("of the week before the hub began holds that week's best papers, so that a new hub has one", async () => {
    const day = { announcedAt: days(-7), day: days(-7) };
    await makeHotPaper(3, days(-7), { ...day, title: "Upvoted" });
    await makeHotPaper(7, days(-7), { ...day, title: "The best" });
    await makeHotPaper(1, days(-7), { ...day, title: "Nobody's", upvotes: 0 });
    expect(await composePublicDigests(now)).toEqual(["2026-W09"]);
    expect(titles((await findPublicDigest("2026-W09", null))?.items ?? [])).toEqual(["The best", "Upvoted"]);
  });

  it("is composed once there is something to hold, even if an empty one was stored", async () => {
    await getDb().publicDigest.create({
      data: { ...toPeriodColumns({ kind: "day", start: "2026-03-02" }), paperIds: [] },
    });
    expect(await composePublicDigests(now)).toEqual([]);
    await makeHotPaper(4, now, { title: "At noon" });
    expect(await composePublicDigests(days(0.2))).toEqual(["2026-03-02"]);
    expect(titles((await findPublicDigest("2026-03-02", null))?.items ?? [])).toEqual(["At noon"]);
    expect(await composePublicDigests(days(0.3))).toEqual([]);
  });

  it("is the source of everyone's mails: daily ones by heat, weekly ones by upvotes", async () => {
    await makeHotPaper(9, now, { title: "Monday" });
    await composePublicDigests(now);
    await makeHotPaper(6, days(2), { title: "Wednesday" });
    await composePublicDigests(days(2));
    expect(titles(await listEveryones("daily", days(2)))).toEqual(["Wednesday", "Monday"]);
    expect(titles(await listEveryones("daily", days(4)))).toEqual(["Wednesday"]);
    expect(titles(await listEveryones("weekly", days(4)))).toEqual(["Monday", "Wednesday"]);
    const { papers } = await previewEveryones(days(2));
    expect(papers.map(({ reason }) => reason)).toEqual(["6 upvotes", "9 upvotes"]);
  });
});
