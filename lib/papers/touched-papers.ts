import { getDb, type Tx } from "@/lib/base/db";
import { recountPapers } from "@/lib/papers/recount";

/**
 * Changes one person's votes and comments in one transaction and recounts every paper they touched.
 * Nothing of theirs can be added meanwhile, and two such changes at once cannot wait for each other.
 * @param change what to do, with all those papers and the person locked
 */
export async function changeTouchedPapers(
  userId: number,
  change: (tx: Tx, paperIds: number[]) => Promise<void>,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await changeOnce(userId, change);
    } catch (reason) {
      if (!(reason instanceof TouchedMeanwhile) || tries === 5) throw reason;
    }
  }
}

/** A vote or comment came in after the papers were listed and before the person was locked. */
class TouchedMeanwhile extends Error {}

function changeOnce(userId: number, change: (tx: Tx, ids: number[]) => Promise<void>): Promise<void> {
  return getDb().$transaction(
    async (tx) => {
      const ids = await lock(tx, userId);
      await change(tx, ids);
      await recountPapers(tx, ids);
    },
    // Somebody with tens of thousands of votes takes longer than the usual five seconds.
    { timeout: 60_000, maxWait: 10_000 },
  );
}

async function lock(tx: Tx, userId: number): Promise<number[]> {
  // Papers before the person, as a vote does it, and in the order of ids.
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM papers WHERE submitter_id = ${userId}
      OR id IN (SELECT paper_id FROM votes WHERE user_id = ${userId})
      OR id IN (SELECT paper_id FROM comments WHERE user_id = ${userId})
    ORDER BY id FOR NO KEY UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR UPDATE`;
  const ids = rows.map((row) => row.id);
  if (await touchesAnother(tx, userId, ids)) throw new TouchedMeanwhile();
  return ids;
}

async function touchesAnother(tx: Tx, userId: number, ids: number[]): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM votes WHERE user_id = ${userId} AND NOT paper_id = ANY(${ids})
    UNION ALL SELECT 1 FROM comments WHERE user_id = ${userId} AND NOT paper_id = ANY(${ids}) LIMIT 1`;
  return rows.length > 0;
}
