import { getDb, type Tx } from "@/lib/base/db";
import { minLikers, minLikersOfBoth } from "@/lib/feeds/taste/collaborative";
import { gatherLikes } from "@/lib/feeds/taste/likes";

/** How many related papers are kept for each paper, the strongest ones. */
const maxRelated = 30;
/** The weight of a strong relation, as much as a few upvotes, and the shrinkage that keeps a few common likes from making one. */
const strength = 2;
const shrink = 30;
const batch = 1000;

type Context = { now: Date; signal: AbortSignal };

/**
 * Recomputes how strongly liking one paper goes with liking another (item-to-item collaborative filtering, Linden,
 * Smith and York, IEEE Internet Computing 7, 2003): the number of readers who like both, minus the number expected by
 * chance, shrunk for small numbers. `gatherLikes` says which likes count. Readers see the old weights until all new
 * ones are written.
 * @returns how many readers took part and how many pairs are kept
 * @throws Error when the signal is aborted; the old weights then stay
 */
export async function countCoVotes({ now, signal }: Context): Promise<{ readers: number; pairs: number }> {
  return getDb().$transaction(
    async (tx) => {
      await gatherLikes(tx, now);
      const [counted] = await tx.$queryRaw<{ readers: number; last: number | null }[]>`
        SELECT count(DISTINCT user_id)::int AS readers, max(paper_id) AS last FROM likes`;
      const { readers, last } = counted ?? { readers: 0, last: null };
      await tx.$executeRaw`DELETE FROM co_votes`;
      let pairs = 0;
      for (let from = 0; from <= (last ?? -1); from += batch) {
        if (signal.aborted) throw new Error("Counting co-votes was stopped half-way");
        pairs += await addPairs(tx, { from, readers });
      }
      return { readers, pairs };
    },
    { timeout: 1_800_000, maxWait: 30_000 },
  );
}

function addPairs(tx: Tx, { from, readers }: { from: number; readers: number }): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO co_votes (paper_id, other_id, weight)
    SELECT paper_id, other_id, weight FROM (
      SELECT *, row_number() OVER (PARTITION BY paper_id ORDER BY weight DESC, other_id) AS place FROM (
        SELECT a.paper_id, b.paper_id AS other_id,
          ${strength} * (count(*) - a.likes * b.likes / ${readers}::float8) / (sqrt(a.likes * b.likes) + ${shrink}) AS weight
        FROM likes a JOIN likes b ON b.user_id = a.user_id AND b.paper_id <> a.paper_id
        WHERE a.paper_id >= ${from} AND a.paper_id < ${from + batch} AND a.likes >= ${minLikers}
        GROUP BY a.paper_id, b.paper_id, a.likes, b.likes HAVING count(*) >= ${minLikersOfBoth}) pairs
      WHERE weight > 0) ranked
    WHERE place <= ${maxRelated}`;
}
