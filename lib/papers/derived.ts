import { getDb, Prisma } from "@/lib/base/db";

/** What programs made of a paper's text. */
export type Derived = { keywords: string[]; summary: string | null; summaryModel: string | null };

/** Tells one text of a paper `p` from another, for its summary. */
export const textHashSql = Prisma.sql`md5(p.title || p.abstract)`;

/** What the worker has made of a paper's text; a summary only while the text is the one that was summed up. */
export async function findDerived(paperId: number): Promise<Derived> {
  const [found] = await getDb().$queryRaw<Derived[]>`
    SELECT e.keywords, s.summary, s.summary_model AS "summaryModel"
    FROM enrichments e JOIN papers p ON p.id = e.paper_id
    LEFT JOIN enrichments s ON s.paper_id = p.id AND s.summary_of = ${textHashSql}
    WHERE e.paper_id = ${paperId}`;
  return found ?? { keywords: [], summary: null, summaryModel: null };
}
