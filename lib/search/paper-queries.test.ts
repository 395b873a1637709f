import { afterEach, expect, it, vi } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { listCurrentRanks } from "@/lib/search/paper-queries";
import { parseQuery } from "@/lib/search/query";

withTestDb();
afterEach(() => vi.restoreAllMocks());

it("each abstract is read once, however many conditions a query has on it", async () => {
  const papers = await Promise.all(
    ["We train small models.", "We train large models.", "We compare small models."].map((abstract) =>
      makePaper({ abstract: `${abstract} Marked.` }),
    ),
  );
  const match = vi.spyOn(String.prototype, "match");
  const query = parseQuery(
    'abs:small abs:models abs:we abs:marked abs:"small model" -abs:large -abs:"we compare" -abs:none -abs:big',
  );
  const ids = papers.map(({ id }) => id);
  const found = await listCurrentRanks({ ids, others: [] }, { q: "", sort: "newest" }, query);
  expect([...found.keys()]).toEqual([ids[0]]);
  const read = match.mock.contexts.filter((text) => String(text).endsWith("marked."));
  expect(read).toHaveLength(papers.length);
});
