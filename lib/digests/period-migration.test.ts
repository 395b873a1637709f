import { expect, it } from "vitest";
import { withOldDatabase } from "@/e2e/support/old-database";

it("the migration moves periods and budgets from texts into columns of their own", {
  timeout: 60_000,
}, async () => {
  await withOldDatabase("20261129120000_digest_periods", async (client, migrateNow) => {
    await client.query(`
      INSERT INTO papers (key, title, title_key, abstract, authors, author_slugs, topics, published_at, announced_at, day, source, heat)
        SELECT 'q-' || i, '', '', '', '{}', '{}', '{}', now(), now(), now(), 'starter', 0 FROM generate_series(1, 4) i;
      INSERT INTO subscriptions (email, token) VALUES ('ada@example.org', 'token');
      INSERT INTO digests (subscription_id, period, due_at)
        SELECT id, period, now() FROM subscriptions, unnest(ARRAY['2026-03-12', '2026-W11', '2020-W53', '2026-W01']) period;
      INSERT INTO digest_papers (digest_id, paper_id, position, budget)
        SELECT 1, p.id, p.id, budget FROM papers p
        JOIN unnest(ARRAY['interest:12', 'topic:cs.CL', 'wild', NULL]) WITH ORDINALITY b(budget, i) ON p.id = i;
      INSERT INTO public_digests (period, paper_ids) VALUES ('2026-03-12', '{1}'), ('2026-W11', '{2}')`);
    await migrateNow();
    const list = async (sql: string) =>
      (await client.query<{ text: string }>(sql)).rows.map(({ text }) => text);
    expect(await list("SELECT period_kind || ' ' || period_start AS text FROM digests ORDER BY id")).toEqual([
      "day 2026-03-12",
      "week 2026-03-09",
      "week 2020-12-28",
      "week 2025-12-29",
    ]);
    expect(
      await list(
        "SELECT coalesce(budget_kind::text, 'none') || ' ' || budget_ref AS text FROM digest_papers ORDER BY position",
      ),
    ).toEqual(["interest 12", "topic cs.CL", "wild ", "none "]);
    expect(
      await list(
        "SELECT period_kind || ' ' || period_start || ' ' || paper_ids::text AS text FROM public_digests ORDER BY 1",
      ),
    ).toEqual(["day 2026-03-12 {1}", "week 2026-03-09 {2}"]);
  });
});
