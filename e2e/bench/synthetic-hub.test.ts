import { beforeAll, describe, expect, it } from "vitest";
import { addSignedIn, sessionToken } from "@/e2e/bench/sessions";
import { makeHub } from "@/e2e/bench/synthetic-hub";
import { makePools } from "@/e2e/bench/synthetic-pools";
import { syntheticKey } from "@/e2e/bench/synthetic-sql";
import { withTestDb } from "@/e2e/support/test-db";
import { databaseUrl, getDb } from "@/lib/base/db";
import { canonicalKey } from "@/lib/papers/address";
import { repairHeat } from "@/lib/papers/recount";
import { findSessionPerson } from "@/lib/people/account/sessions";

withTestDb();

// A Wednesday, nine hours after the day's announcement, so that its papers are still collecting votes.
const now = new Date("2026-03-11T10:00:00Z");
const papers = 2000;

describe("a synthetic hub", () => {
  let indexes: unknown[];

  beforeAll(async () => {
    indexes = await listIndexes();
    const pools = makePools({ phrases: 50, passages: 50, topics: 100, teams: 100 });
    await makeHub(databaseUrl(), { papers, people: 300, now, pools });
  });

  it("has the heat and the upvote counts that follow from its votes", async () => {
    expect(await getDb().paper.count()).toBe(papers);
    expect(await repairHeat({ mend: false })).toEqual([]);
  });

  it("has about ten votes a paper, few papers with many votes, and many with few", async () => {
    const votes = await getDb().vote.count();
    expect(votes / papers).toBeGreaterThan(7);
    expect(votes / papers).toBeLessThan(13);
    const { _max: most } = await getDb().paper.aggregate({ _max: { upvotes: true } });
    expect(most.upvotes).toBeGreaterThan(80);
    expect(await getDb().paper.count({ where: { upvotes: { lte: 2 } } })).toBeGreaterThan(papers / 5);
  });

  it("announces papers on weekdays of three years, with votes in the 48 hours after that and none in the future", async () => {
    const [row] = await getDb().$queryRaw<[Record<string, number>]>`
      SELECT count(*) FILTER (WHERE extract(isodow from day) > 5)::int AS weekends, count(DISTINCT day)::int AS days,
        count(*) FILTER (WHERE cast_at < announced_at OR cast_at > announced_at + interval '48 hours')::int AS early_or_late,
        count(*) FILTER (WHERE cast_at > ${now})::int AS future
      FROM papers p JOIN votes v ON v.paper_id = p.id`;
    expect(row).toMatchObject({ weekends: 0, early_or_late: 0, future: 0 });
    expect(row.days).toBeGreaterThan(700);
    expect(await getDb().paper.count({ where: { day: new Date("2026-03-11") } })).toBeGreaterThan(0);
  });

  it("has valid paper keys, the same from SQL and from syntheticKey", async () => {
    const rows = await getDb().paper.findMany({ select: { id: true, key: true } });
    expect(rows.filter(({ id, key }) => key !== syntheticKey(id) || canonicalKey(key) !== key)).toEqual([]);
  });

  it("has the same indexes as any hub, and no dangling foreign keys", async () => {
    expect(await listIndexes()).toEqual(indexes);
    const [row] = await getDb().$queryRaw<[{ dangling: number }]>`
      SELECT count(*)::int AS dangling FROM votes v LEFT JOIN users u ON u.id = v.user_id
      LEFT JOIN papers p ON p.id = v.paper_id WHERE u.id IS NULL OR p.id IS NULL`;
    expect(row.dangling).toBe(0);
  });

  it("accepts new people and sessions afterwards", async () => {
    const first = await addSignedIn(databaseUrl(), 3);
    expect(first).toBe(301);
    expect(await findSessionPerson(sessionToken(303))).toMatchObject({ username: "made-303", banned: false });
    expect((await getDb().user.create({ data: {} })).id).toBe(304);
  });
});

describe("synthetic keys", () => {
  it.each([1, 89_999, 90_000, 1_000_000, 1_080_000])("of paper %d are valid arXiv ids", (id) => {
    expect(canonicalKey(syntheticKey(id))).toBe(syntheticKey(id));
  });
});

function listIndexes(): Promise<unknown[]> {
  return getDb().$queryRaw`
    SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('papers', 'votes') ORDER BY indexname`;
}
