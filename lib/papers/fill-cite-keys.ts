import { skipWhileRunning } from "@/lib/base/concurrency";
import { getDb } from "@/lib/base/db";
import { makeCiteKey } from "@/lib/papers/cite-key";

const batch = 500;

/**
 * Stores the citation keys of papers that have none: those that arrived before keys were stored, or got another id when
 * they were listed. Ends when nothing is left or on `signal`; safe to repeat.
 * @returns how many
 */
export const fillCiteKeys = skipWhileRunning(fillAll, { filled: 0 });

async function fillAll({ signal }: { signal: AbortSignal }): Promise<{ filled: number }> {
  let filled = 0;
  while (!signal.aborted) {
    const due = await getDb().paper.findMany({
      where: { citeKey: null },
      select: { id: true, key: true, title: true, authors: true, publishedAt: true },
      take: batch,
    });
    if (due.length === 0) break;
    const ids = due.map(({ id }) => id);
    await getDb().$executeRaw`
      UPDATE papers p SET cite_key = n.cite_key
      FROM unnest(${ids}::int[], ${due.map(({ key }) => key)}::text[], ${due.map(makeCiteKey)}::text[])
        AS n (id, key, cite_key)
      WHERE p.id = n.id AND p.key = n.key AND p.cite_key IS NULL`;
    filled += due.length;
  }
  return { filled };
}
