import { getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { freshDays } from "@/lib/digests/eligibility";
import { standingVoteSql } from "@/lib/papers/conditions";

/** What a reader need not be told of. */
export type Known = {
  /** Papers mailed to the subscription before or, of a member, opened, passed by three times, upvoted, saved or not wanted. */
  papers: Set<number>;
  /** Papers mailed in the last seven days, by budget. */
  lately: Map<string, number>;
};

type Asked = { subscriptionId: number; source: { viewer: { id: number } | null } };

/** A page passed by so many times has been seen. */
const seenPasses = 3;

/** What the readers of these subscriptions know, in two queries for all of them. */
export async function listKnown(asked: Asked[], now: Date): Promise<(one: Asked) => Known> {
  const mailed = await listMailed(
    asked.map(({ subscriptionId }) => subscriptionId),
    now,
  );
  const readers = asked.flatMap(({ source }) => source.viewer?.id ?? []);
  const seen = await listSeen([...new Set(readers)], now);
  return ({ subscriptionId, source }) => {
    const rows = mailed.get(subscriptionId) ?? [];
    const own = source.viewer ? (seen.get(source.viewer.id) ?? []) : [];
    return { papers: new Set([...rows.map(({ paper }) => paper), ...own]), lately: countLately(rows, now) };
  };
}

type Mailed = { subscription: number; paper: number; budget: string | null; dueAt: Date };

async function listMailed(ids: number[], now: Date): Promise<Map<number, Mailed[]>> {
  // A paper is too old for a mail long before this.
  const since = minus(now, { days: 3 * freshDays });
  const rows = await getDb().$queryRaw<Mailed[]>`
    SELECT d.subscription_id AS subscription, p.paper_id AS paper, p.budget, d.due_at AS "dueAt"
    FROM digests d JOIN digest_papers p ON p.digest_id = d.id
    WHERE d.subscription_id = ANY(${ids}) AND d.due_at > ${since}
      AND d.state IN ('composed', 'sending', 'sent', 'doubtful')`;
  return groupBy(rows, ({ subscription }) => subscription);
}

async function listSeen(readers: number[], now: Date): Promise<Map<number, number[]>> {
  if (readers.length === 0) return new Map();
  const since = minus(now, { days: freshDays });
  const rows = await getDb().$queryRaw<{ reader: number; paper: number }[]>`
    SELECT k.reader, k.paper FROM (
      SELECT user_id AS reader, paper_id AS paper FROM votes v WHERE user_id = ANY(${readers}) AND ${standingVoteSql}
      UNION SELECT user_id, paper_id FROM saves WHERE user_id = ANY(${readers})
      UNION SELECT user_id, paper_id FROM signals WHERE user_id = ANY(${readers}) AND kind <> 'more'
      UNION SELECT user_id, paper_id FROM showings
        WHERE user_id = ANY(${readers}) AND (opened_at IS NOT NULL OR passes >= ${seenPasses})
    ) k JOIN papers p ON p.id = k.paper WHERE p.announced_at > ${since}`;
  const groups = groupBy(rows, ({ reader }) => reader);
  return new Map([...groups].map(([reader, known]) => [reader, known.map(({ paper }) => paper)]));
}

function countLately(rows: Mailed[], now: Date): Map<string, number> {
  // Half a day less than a week: the mail of the same hour a week ago does not count.
  const since = minus(now, { days: 6.5 });
  const counts = new Map<string, number>();
  for (const { budget, dueAt } of rows)
    if (budget !== null && dueAt > since) counts.set(budget, (counts.get(budget) ?? 0) + 1);
  return counts;
}

function groupBy<T, K>(rows: T[], key: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
