import { describe, expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { elapsed, plus } from "@/lib/base/time";
import { castMadeUpVotes, madeUpVotes, readerName } from "@/lib/papers/made-up-votes";
import { repairHeat } from "@/lib/papers/recount";

withTestDb();

const from = new Date("2026-03-03T01:00:00Z");
const later = new Date("2026-03-20T00:00:00Z");
const hours = (at: Date) => elapsed(from, at, "hours");

describe("madeUpVotes", () => {
  it("is deterministic, and more upvotes only add votes", () => {
    const votes = madeUpVotes({ key: "2603.00001", upvotes: 40, from, hours: 24 });
    expect(madeUpVotes({ key: "2603.00001", upvotes: 40, from, hours: 24 })).toEqual(votes);
    expect(madeUpVotes({ key: "2603.00001", upvotes: 90, from, hours: 24 }).slice(0, 40)).toEqual(votes);
    expect(madeUpVotes({ key: "2603.00002", upvotes: 40, from, hours: 24 })).not.toEqual(votes);
  });

  it("uses each reader once and never more than there are", () => {
    for (const upvotes of [0, 1, 250, 300, 5000]) {
      const votes = madeUpVotes({ key: "2603.00003", upvotes, from, hours: 24 });
      expect(votes).toHaveLength(Math.min(upvotes, 300));
      expect(new Set(votes.map((vote) => vote.username)).size).toBe(votes.length);
    }
  });

  it("spreads votes over the hours, most of them early", () => {
    const keys = Array.from({ length: 20 }, (_, i) => `2603.${i}`);
    const at = keys
      .flatMap((key) => madeUpVotes({ key, upvotes: 100, from, hours: 24 }))
      .map((vote) => hours(vote.at));
    expect(Math.min(...at)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...at)).toBeLessThanOrEqual(24);
    const share = (after: number, before: number) =>
      at.filter((h) => h >= after && h < before).length / at.length;
    expect(share(0, 6)).toBeGreaterThan(0.45);
    expect(share(6, 12)).toBeGreaterThan(share(12, 18));
    expect(share(18, 24)).toBeGreaterThan(0.03);
  });
});

describe("castMadeUpVotes", () => {
  it("casts each vote once and keeps count and heat in step", async () => {
    const paper = await makePaper();
    const votes = madeUpVotes({ key: paper.key, upvotes: 30, from, hours: 24 });
    expect(await castMadeUpVotes(votes, later)).toBe(30);
    expect(await castMadeUpVotes(votes, later)).toBe(0);
    const row = await getDb().paper.findUniqueOrThrow({ where: { id: paper.id } });
    expect(row.upvotes).toBe(30);
    expect(row.heat).toBeGreaterThan(paper.heat);
    expect(await repairHeat({ mend: false })).toEqual([]);
  });

  it("casts future votes now and skips unknown papers", async () => {
    const paper = await makePaper();
    const now = plus(from, { minutes: 1 });
    const known = madeUpVotes({ key: paper.key, upvotes: 10, from, hours: 24 });
    const unknown = madeUpVotes({ key: "2603.99999", upvotes: 10, from, hours: 24 });
    expect(await castMadeUpVotes([...known, ...unknown], now)).toBe(10);
    const times = await getDb().vote.findMany({ where: { paperId: paper.id }, select: { castAt: true } });
    expect(times.every(({ castAt }) => castAt <= now)).toBe(true);
    expect(await castMadeUpVotes([], now)).toBe(0);
  });

  it("never votes with the account of a person who has such a name", async () => {
    const paper = await makePaper();
    const [vote] = madeUpVotes({ key: paper.key, upvotes: 1, from, hours: 24 });
    await getDb().user.updateMany({
      where: { username: vote?.username ?? "" },
      data: { username: "renamed" },
    });
    await getDb().user.create({ data: { username: vote?.username ?? "", kind: "person" } });
    expect(await castMadeUpVotes(vote ? [vote] : [], later)).toBe(0);
    expect(readerName(0)).toBe("reader-0001");
  });
});
