import { getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { type BudgetColumns, budgetKey } from "@/lib/digests/budget";
import { freshDays } from "@/lib/digests/eligibility";
import { standingVoteSql } from "@/lib/papers/conditions";

/** The papers that a reader has already seen, so that they are not mailed. */
export type AlreadySeen = {
  /**
   * The ids of papers that were mailed to the subscription or, for a member, opened, passed by three times, upvoted,
   * saved or turned down.
   */
  papers: Set<number>;
  /** How many papers were mailed in the last seven days, by the key of their budget. */
  mailedLately: Map<string, number>;
};

/** A paper that the reader scrolled past on this many visits counts as seen. */
const seenPasses = 3;

/** What the reader of a subscription has already seen. @param viewer the member whose subscription it is, or null */
export async function readAlreadySeen(
  { subscriptionId, viewer }: { subscriptionId: number; viewer: { id: number } | null },
  now: Date,
): Promise<AlreadySeen> {
  const [mailed, own] = await Promise.all([
    listMailed(subscriptionId, now),
    viewer ? listSeenBy(viewer.id, now) : [],
  ]);
  const ids = [...mailed, ...own].map(({ paper }) => paper);
  return { papers: new Set(ids), mailedLately: countLately(mailed, now) };
}

type Mailed = BudgetColumns & { paper: number; dueAt: Date };

function listMailed(subscriptionId: number, now: Date): Promise<Mailed[]> {
  // Long before this limit, a paper is too old for a digest.
  const since = minus(now, { days: 3 * freshDays });
  return getDb().$queryRaw<Mailed[]>`
    SELECT p.paper_id AS paper, p.budget_kind AS "budgetKind", p.budget_ref AS "budgetRef", d.due_at AS "dueAt"
    FROM digests d JOIN digest_papers p ON p.digest_id = d.id
    WHERE d.subscription_id = ${subscriptionId} AND d.due_at > ${since}
      AND d.state IN ('composed', 'sending', 'sent', 'doubtful')`;
}

function listSeenBy(userId: number, now: Date): Promise<{ paper: number }[]> {
  const since = minus(now, { days: freshDays });
  return getDb().$queryRaw<{ paper: number }[]>`
    SELECT k.paper FROM (
      SELECT paper_id AS paper FROM votes v WHERE user_id = ${userId} AND ${standingVoteSql}
      UNION SELECT paper_id FROM saves WHERE user_id = ${userId}
      UNION SELECT paper_id FROM signals WHERE user_id = ${userId} AND kind <> 'more'
      UNION SELECT paper_id FROM impressions
        WHERE user_id = ${userId} AND (opened_at IS NOT NULL OR passes >= ${seenPasses})
    ) k JOIN papers p ON p.id = k.paper WHERE p.announced_at > ${since}`;
}

function countLately(rows: Mailed[], now: Date): Map<string, number> {
  // Half a day less than a week, so that the digest of the same hour a week ago does not count.
  const since = minus(now, { days: 6.5 });
  const counts = new Map<string, number>();
  for (const { budgetKind: kind, budgetRef: ref, dueAt } of rows) {
    if (kind === null || dueAt <= since) continue;
    const key = budgetKey({ kind, ref });
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
