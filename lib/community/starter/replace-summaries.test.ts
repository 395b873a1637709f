import { describe, expect, it } from "vitest";
import { startFakeArxiv } from "@/e2e/fakes/arxiv";
import { fakePapers } from "@/e2e/fakes/arxiv-papers";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { replaceSummaries } from "@/lib/community/starter/replace-summaries";
import { createArxivClient } from "@/lib/papers/arxiv/client";
import { pullFromArxiv } from "@/lib/papers/arxiv/pull";

withTestDb();

const now = new Date("2026-08-21T12:00:00Z");

async function withArxiv(use: (client: ReturnType<typeof createArxivClient>) => Promise<void>, down = false) {
  const fake = await startFakeArxiv({ pageSize: 2, retryAfter: "0" });
  if (down) fake.setMode("down");
  const { apiUrl, oaiUrl } = fake;
  await use(createArxivClient({ apiUrl, oaiUrl, minIntervalMs: 0, timeoutMs: 2000, sleep: async () => {} }));
  await fake.close();
}

const starter = (key: string) =>
  makePaper({ key, source: "starter", abstractKind: "summary", abstract: "In short.", upvotes: 3 });

describe("replaceSummaries", () => {
  it("gives starter papers their abstracts, except those unknown to arXiv", async () => {
    const known = fakePapers[0]?.id ?? "";
    const first = await starter(known);
    const unknown = await starter("2603.77777");
    await withArxiv(async (client) => {
      expect(await replaceSummaries({ client, now, timeZone: "UTC" })).toBe(1);
      expect(await replaceSummaries({ client, now, timeZone: "UTC" })).toBe(0);
    });
    const row = await getDb().paper.findUniqueOrThrow({ where: { id: first.id } });
    expect(row).toMatchObject({ abstractKind: "abstract", upvotes: 3, heat: first.heat, day: first.day });
    expect(row.abstract).toContain("Masked diffusion models");
    expect(await getDb().paper.findUnique({ where: { id: unknown.id } })).toMatchObject({
      abstractKind: "summary",
    });
  });

  it("reports that arXiv does not answer and changes nothing", async () => {
    const paper = await starter("2603.77778");
    await withArxiv(async (client) => {
      await expect(replaceSummaries({ client, now, timeZone: "UTC" })).rejects.toMatchObject({
        code: "unavailable",
      });
    }, true);
    expect(await getDb().paper.findUnique({ where: { id: paper.id } })).toMatchObject({
      abstract: "In short.",
    });
  });
});

describe("pullFromArxiv with arXiv's real response format", () => {
  it("walks through the pages of a window", async () => {
    const stamps = fakePapers.filter(({ deleted }) => !deleted).map(({ versions }) => versions.at(-1) ?? "");
    const newest =
      stamps
        .filter((stamp) => stamp)
        .sort()
        .at(-1) ?? "";
    await withArxiv(async (client) => {
      const pulled = await pullFromArxiv({
        client,
        categories: ["cs.CV", "cs.CL", "cs.AI"],
        now: new Date(newest),
        timeZone: "UTC",
      });
      expect(pulled.failed).toEqual([]);
      expect(pulled.found).toBeGreaterThan(0);
      expect(await getDb().paper.count({ where: { source: "arxiv" } })).toBe(pulled.added);
    });
  });
});
