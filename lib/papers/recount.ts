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

/**
 * Changes one person's votes and comments in one transaction and recounts every paper they submitted, voted on or
 * commented on. Nothing of theirs can be added meanwhile, and two such changes at once cannot deadlock.
 * @param change what to do, with all those papers and the person locked
 */
export async function changeAndRecount(userId: number, change: (tx: Tx) => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await changeOnce(userId, change);
    } catch (reason) {
      if (!(reason instanceof ActedMeanwhile) || tries === 5) throw reason;
    }
  }
}

/** A vote or comment came in after the papers were listed and before the person was locked. */
class ActedMeanwhile extends Error {}

function changeOnce(userId: number, change: (tx: Tx) => Promise<void>): Promise<void> {
  return getDb().$transaction(
    async (tx) => {
      const ids = await lockPapersOf(tx, userId);
      await change(tx);
      await recountComments(tx, ids);
    },
    // Somebody with tens of thousands of votes takes longer than the usual five seconds.
    { timeout: 60_000, maxWait: 10_000 },
  );
}

async function lockPapersOf(tx: Tx, userId: number): Promise<number[]> {
  // Papers before the person, as a vote does it, and in the order of ids.
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM papers WHERE submitter_id = ${userId}
      OR id IN (SELECT paper_id FROM votes WHERE user_id = ${userId})
      OR id IN (SELECT paper_id FROM comments WHERE user_id = ${userId})
    ORDER BY id FOR NO KEY UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR UPDATE`;
  const ids = rows.map((row) => row.id);
  if (await actsOnAnother(tx, userId, ids)) throw new ActedMeanwhile();
  return ids;
}

async function actsOnAnother(tx: Tx, userId: number, ids: number[]): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM votes WHERE user_id = ${userId} AND NOT paper_id = ANY(${ids})
    UNION ALL SELECT 1 FROM comments WHERE user_id = ${userId} AND NOT paper_id = ANY(${ids}) LIMIT 1`;
  return rows.length > 0;
}
