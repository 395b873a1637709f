import { beforeEach, describe, expect, it } from "vitest";
import { makeHotPaper } from "@/e2e/support/made-digests";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { findPublic, listPublic } from "@/lib/digests/archive";
import { composePublic, dayOf, listEveryones } from "@/lib/digests/compose-public";
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
  it("of a day is composed once, from six in the hub's own morning, and kept", async () => {
    Object.assign(getConfig(), { HUB_TIME_ZONE: "America/New_York" });
    expect(dayOf(new Date("2026-03-02T10:59:00Z"))).toBe("2026-03-01");
    expect(dayOf(new Date("2026-03-02T11:00:00Z"))).toBe("2026-03-02");
    Object.assign(getConfig(), { HUB_TIME_ZONE: "UTC" });
    await makeHotPaper(4, now, { title: "First" });
    expect(await composePublic(now)).toEqual(["2026-03-02"]);
    await makeHotPaper(9, now, { title: "Late" });
    expect(await composePublic(now)).toEqual([]);
    expect(titles((await findPublic("2026-03-02", null))?.items ?? [])).toEqual(["First"]);
  });

  it("holds what is worth a mail, and nothing that was in an earlier one", async () => {
    await makeHotPaper(0.7, now, { title: "Not worth it" });
    await makeHotPaper(40, now, { title: "Worth it" });
    await composePublic(now);
    await makeHotPaper(4, days(1), { title: "The day after" });
    await composePublic(days(1));
    expect(titles((await findPublic("2026-03-03", null))?.items ?? [])).toEqual(["The day after"]);
    expect(await findPublic("2026-03-02", null)).toMatchObject({ previous: null, next: "2026-03-03" });
    expect((await listPublic("day", 10)).map(({ period }) => period)).toEqual(["2026-03-03", "2026-03-02"]);
  });

  it("of a week is the most upvoted of its days", async () => {
    for (const [day, votes] of [2, 9, 5].entries()) {
      await makeHotPaper(votes, days(day), { title: `${votes} votes` });
      await composePublic(days(day));
    }
    expect(await composePublic(days(7))).toContain("2026-W10");
    expect(titles((await findPublic("2026-W10", null))?.items ?? [])).toEqual([
      "9 votes",
      "5 votes",
      "2 votes",
    ]);
    expect(await findPublic("2026-W20", null)).toBeNull();
  });

  it("of the week before a hub began is the best of that week's papers, so that there is one from the first day", async () => {
    const day = { announcedAt: days(-7), day: days(-7) };
    await makeHotPaper(3, days(-7), { ...day, title: "Upvoted" });
    await makeHotPaper(7, days(-7), { ...day, title: "The best" });
    await makeHotPaper(1, days(-7), { ...day, title: "Nobody's", upvotes: 0 });
    expect(await composePublic(now)).toEqual(["2026-W09"]);
    expect(titles((await findPublic("2026-W09", null))?.items ?? [])).toEqual(["The best", "Upvoted"]);
  });

  it("waits until there is something to hold, also where an empty one was kept", async () => {
    await getDb().publicDigest.create({ data: { period: "2026-03-02", paperIds: [] } });
    expect(await composePublic(now)).toEqual([]);
    await makeHotPaper(4, now, { title: "At noon" });
    expect(await composePublic(days(0.2))).toEqual(["2026-03-02"]);
    expect(titles((await findPublic("2026-03-02", null))?.items ?? [])).toEqual(["At noon"]);
    expect(await composePublic(days(0.3))).toEqual([]);
  });

  it("is what everyone's mails choose from: some days' by heat, a week's by upvotes", async () => {
    await makeHotPaper(9, now, { title: "Monday" });
    await composePublic(now);
    await makeHotPaper(6, days(2), { title: "Wednesday" });
    await composePublic(days(2));
    expect(titles(await listEveryones("daily", days(2)))).toEqual(["Wednesday", "Monday"]);
    expect(titles(await listEveryones("daily", days(4)))).toEqual(["Wednesday"]);
    expect(titles(await listEveryones("weekly", days(4)))).toEqual(["Monday", "Wednesday"]);
    const { papers } = await previewEveryones(days(2));
    expect(papers.map(({ reason }) => reason)).toEqual(["6 upvotes", "9 upvotes"]);
  });
});
