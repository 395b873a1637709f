import { getDb, Prisma, type Tx } from "@/lib/base/db";
import { visibleCommentSql } from "@/lib/papers/conditions";
import { heatFromRowsSql } from "@/lib/papers/heat-sql";

export type Drift = {
  key: string;
  heat: number;
  heatFromRows: number;
  upvotes: number;
  upvotesFromRows: number;
};

// Later than any event: what stands now is what has not been taken back, whatever the clocks said.
const forever = new Date("9999-12-31T00:00:00Z");

/**
 * Sets heat and count of these papers to what their rows say. The caller holds the papers' row locks, so that a vote
 * in flight adds itself to the new value afterwards.
 */
export async function recountPapers(tx: Tx, ids: number[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE papers p SET heat = s.heat, upvotes = s.upvotes
    FROM (${heatFromRowsSql(Prisma.sql`SELECT unnest(${ids}::int[])`, forever)}) s WHERE s.paper_id = p.id`;
}

/** Sets count of comments, heat and upvotes of these papers to what their rows say. The caller holds the papers' row locks. */
export async function recountComments(tx: Tx, ids: number[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE papers p SET comment_count =
      (SELECT count(*) FROM comments c WHERE c.paper_id = p.id AND ${visibleCommentSql})
    WHERE p.id = ANY(${ids})`;
  await recountPapers(tx, ids);
}

/**
 * Compares every paper's stored heat and count with its rows, in batches, and mends what differs.
 * @param options `mend: false` only reports
 * @returns the papers that had drifted, as they were found (at most 1,000)
 */
export async function repairHeat({ mend = true, batch = 2000 } = {}): Promise<Drift[]> {
  const found: Drift[] = [];
  for (let after = 0; ; ) {
    const ids = await nextIds(after, batch);
    const last = ids.at(-1);
    if (last === undefined) return found.slice(0, 1000);
    found.push(...(await repairBatch(ids, mend)));
    after = last;
  }
}

async function nextIds(after: number, batch: number): Promise<number[]> {
  const rows = await getDb().$queryRaw<
    { id: number }[]
  >`SELECT id FROM papers WHERE id > ${after} ORDER BY id LIMIT ${batch}`;
  return rows.map((row) => row.id);
}

function repairBatch(ids: number[], mend: boolean): Promise<Drift[]> {
  return getDb().$transaction(async (tx) => {
    if (mend) await tx.$queryRaw`SELECT 1 FROM papers WHERE id = ANY(${ids}) ORDER BY id FOR NO KEY UPDATE`;
    const drift = await tx.$queryRaw<(Drift & { id: number })[]>`
      SELECT p.id, p.key, p.heat, s.heat AS "heatFromRows", p.upvotes, s.upvotes AS "upvotesFromRows"
      FROM papers p JOIN (${heatFromRowsSql(Prisma.sql`SELECT unnest(${ids}::int[])`, forever)}) s ON s.paper_id = p.id
      WHERE abs(p.heat - s.heat) > 1e-9 OR p.upvotes <> s.upvotes`;
    if (mend && drift.length)
      await recountPapers(
        tx,
        drift.map((row) => row.id),
      );
    return drift;
  });
}
