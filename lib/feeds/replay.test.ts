import { beforeAll, describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { listFeed } from "@/lib/feeds/list-feed";
import { listMoved, replayTrending } from "@/lib/feeds/replay";
import { heatConstants } from "@/lib/papers/heat";
import { upvotePaper } from "@/lib/papers/upvotes";

withTestDb();

const at = (hours: number) => plus(new Date(Date.UTC(2026, 2, 2)), { hours });
const options = { until: "2026-03-08", days: 4, timeZone: "UTC" };

beforeAll(async () => {
  const voters = await Promise.all(Array.from({ length: 8 }, () => makePerson()));
  for (let p = 0; p < 18; p++) {
    const paper = await makePaper({ title: `Paper ${p}`, announcedAt: at(p * 8) });
    for (const [v, voter] of voters.entries())
      if ((p * 5 + v * 3) % 7 < 3) await upvotePaper(voter, paper.key, at(p * 8 + v * 6 + 1));
  }
});

describe("a replay", () => {
  it("with the hub's own constants changes nothing, and shows the real past pages", async () => {
    const evenings = await replayTrending({ ...options, constants: heatConstants });
    expect(evenings.map(({ day }) => day)).toEqual(["2026-03-05", "2026-03-06", "2026-03-07", "2026-03-08"]);
    for (const { before, after, shared, tau, day } of evenings) {
      expect(after).toEqual(before);
      expect([shared, tau]).toEqual([10, 1]);
      const page = await listFeed({ kind: "past", at: day, until: day }, { viewer: null });
      expect(before.map(({ key }) => key)).toEqual(page.items.map(({ key }) => key));
    }
    expect(listMoved(evenings)).toEqual({ up: [], down: [] });
  });

  it("with a shorter half-life lifts new papers, and writes nothing", async () => {
    const before = await getDb().paper.findMany({ select: { id: true, heat: true }, orderBy: { id: "asc" } });
    const constants = { ...heatConstants, halfLifeHours: 6 };
    const evenings = await replayTrending({ ...options, constants });
    const newness = (page: "before" | "after") =>
      evenings
        .flatMap((evening) => evening[page].slice(0, 5))
        .reduce((sum, { day }) => sum + day.getTime(), 0);
    expect(newness("after")).toBeGreaterThan(newness("before"));
    expect(Math.min(...evenings.map(({ tau }) => tau))).toBeLessThan(1);
    const { up, down } = listMoved(evenings);
    expect(up[0]?.places).toBeGreaterThan(0);
    expect(down[0]?.places).toBeLessThan(0);
    expect(
      await getDb().paper.findMany({ select: { id: true, heat: true }, orderBy: { id: "asc" } }),
    ).toEqual(before);
  });

  it("of days before the first paper is empty", async () => {
    expect(await replayTrending({ ...options, until: "2026-02-01", constants: heatConstants })).toEqual([]);
  });
});
