import { getDb } from "@/lib/db";

/** What programs made of a paper's text. */
export type Derived = { keywords: string[]; summary: string | null; summaryModel: string | null };

/** What the worker has made of a paper's text so far. */
export async function findDerived(paperId: number): Promise<Derived> {
  const select = { keywords: true, summary: true, summaryModel: true };
  const found = await getDb().enrichment.findUnique({ where: { paperId }, select });
  return found ?? { keywords: [], summary: null, summaryModel: null };
}
