import { getDb, Prisma, type Tx } from "@/lib/base/db";
import { visibleCommentSql } from "@/lib/papers/conditions";
import { heatFromRowsSql } from "@/lib/papers/heat-sql";
import { lockPerson } from "@/lib/people/lock-person";

/** A paper whose stored heat or upvotes differ from what its votes and comments give. */
export type Drift = {
  key: string;
  heat: number;
  heatFromRows: number;
  upvotes: number;
  upvotesFromRows: number;
};

// Later than any event, so that recounts include every row that was not withdrawn, even with clocks that disagree.
const forever = new Date("9999-12-31T00:00:00Z");

/**
 * Recomputes heat and upvotes of these papers from their votes and comments. The caller must hold the papers' row locks,
 * so that a concurrent vote is added to the new value.
 */
export async function recountPapers(tx: Tx, ids: number[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE papers p SET heat = s.heat, upvotes = s.upvotes
    FROM (${heatFromRowsSql(Prisma.sql`SELECT unnest(${ids}::int[])`, forever)}) s WHERE s.paper_id = p.id`;
}

/** Recomputes comment count, heat and upvotes of these papers. The caller must hold the papers' row locks. */
export async function recountComments(tx: Tx, ids: number[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE papers p SET comment_count =
      (SELECT count(*) FROM comments c WHERE c.paper_id = p.id AND ${visibleCommentSql})
    WHERE p.id = ANY(${ids})`;
  await recountPapers(tx, ids);
}

/**
 * Compares every paper's stored heat and upvotes with its votes and comments, in batches, and corrects differences.
 * @param options `mend: false` only reports; `batch` is the number of papers per transaction
 * @returns the papers that differed, with the values before the correction (at most 1,000)
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
 * commented on. They cannot vote or comment meanwhile, and two such changes at once cannot deadlock.
 * @param change runs with all those papers and the person locked
 */
export async function changeAndRecount(userId: number, change: (tx: Tx) => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await changeOnce(userId, change);
    } catch (reason) {
      if (!(reason instanceof ConcurrentActivity) || tries === 5) throw reason;
    }
  }
}

/** The person voted or commented after the papers were locked and before the person was; the change is tried again. */
class ConcurrentActivity extends Error {}

function changeOnce(userId: number, change: (tx: Tx) => Promise<void>): Promise<void> {
  return getDb().$transaction(
    async (tx) => {
      const ids = await lockPapersOf(tx, userId);
      await change(tx);
      await recountComments(tx, ids);
    },
    // A person with tens of thousands of votes needs more than Prisma's default of five seconds.
    { timeout: 60_000, maxWait: 10_000 },
  );
}

async function lockPapersOf(tx: Tx, userId: number): Promise<number[]> {
  // Papers are locked before the person, as a vote does it, and in id order, to avoid deadlocks.
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM papers WHERE submitter_id = ${userId}
      OR id IN (SELECT paper_id FROM votes WHERE user_id = ${userId})
      OR id IN (SELECT paper_id FROM comments WHERE user_id = ${userId})
    ORDER BY id FOR NO KEY UPDATE`;
  await lockPerson(tx, userId);
  const ids = rows.map((row) => row.id);
  if (await hasOtherPapers(tx, userId, ids)) throw new ConcurrentActivity();
  return ids;
}

async function hasOtherPapers(tx: Tx, userId: number, ids: number[]): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM votes WHERE user_id = ${userId} AND NOT paper_id = ANY(${ids})
    UNION ALL SELECT 1 FROM comments WHERE user_id = ${userId} AND NOT paper_id = ANY(${ids}) LIMIT 1`;
  return rows.length > 0;
}
