import { getDb } from "@/lib/base/db";
import type { ArxivClient } from "@/lib/papers/arxiv/client";
import { savePapers } from "@/lib/papers/save";

type Options = { client: Pick<ArxivClient, "findPapers">; now: Date; timeZone: string };

/**
 * Replaces the hub's own summaries of starter papers with the abstracts from arXiv.
 * @returns how many were replaced
 * @throws AppError unavailable when arXiv does not answer
 */
export async function replaceSummaries({ client, now, timeZone }: Options): Promise<number> {
  const summaries = await getDb().paper.findMany({
    where: { source: "starter", abstractKind: "summary" },
    select: { key: true },
    take: 1000,
  });
  if (summaries.length === 0) return 0;
  const records = await client.findPapers(summaries.map((paper) => paper.key));
  const { updated } = await savePapers(
    records.filter((record) => record.abstract !== ""),
    { source: "arxiv", now, timeZone },
  );
  return updated;
}
