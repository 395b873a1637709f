import { getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import type { Viewer } from "@/lib/people/viewer";
import { assertAdmin } from "@/lib/queue/jobs";

/** How the mails of the last week went. */
export type DigestCounts = {
  /** Not composed, not handed over, and being handed over just now. */
  waiting: number;
  /** When what waits longest was due. */
  oldestDueAt: Date | null;
  sentHour: number;
  sentDay: number;
  sentWeek: number;
  emptyWeek: number;
  skippedWeek: number;
  failed: number;
  doubtful: number;
  /** Addresses to which no mail goes: they bounced, or their readers complained. */
  stopped: number;
};

export type FeedCount = { feed: string; subscriptions: number; sentWeek: number };

/** Feeds by mail in figures. @throws AppError forbidden */
export async function countDigests(viewer: Viewer, now: Date): Promise<DigestCounts> {
  assertAdmin(viewer);
  const ago = (days: number) => minus(now, { days });
  const week = ago(7);
  const [row] = await getDb().$queryRaw<DigestCounts[]>`
    SELECT count(*) FILTER (WHERE state IN ('due', 'composed', 'sending'))::int AS waiting,
      min(due_at) FILTER (WHERE state IN ('due', 'composed', 'sending')) AS "oldestDueAt",
      count(*) FILTER (WHERE sent_at > ${ago(1 / 24)})::int AS "sentHour",
      count(*) FILTER (WHERE sent_at > ${ago(1)})::int AS "sentDay",
      count(*) FILTER (WHERE sent_at > ${week})::int AS "sentWeek",
      count(*) FILTER (WHERE state = 'empty' AND due_at > ${week})::int AS "emptyWeek",
      count(*) FILTER (WHERE state = 'skipped' AND due_at > ${week})::int AS "skippedWeek",
      count(*) FILTER (WHERE state = 'failed')::int AS failed, count(*) FILTER (WHERE state = 'doubtful')::int AS doubtful,
      (SELECT count(*) FROM mail_stops)::int AS stopped
    FROM digests WHERE due_at > ${ago(8)} OR state IN ('due', 'composed', 'sending', 'failed', 'doubtful')`;
  if (!row) throw new Error("The digests gave no figures");
  return row;
}

/** The feeds that come to most readers by mail, at most 30. @throws AppError forbidden */
export async function listFeedCounts(viewer: Viewer, now: Date): Promise<FeedCount[]> {
  assertAdmin(viewer);
  return getDb().$queryRaw<FeedCount[]>`
    SELECT s.feed, count(*)::int AS subscriptions, coalesce(sum(d.sent), 0)::int AS "sentWeek"
    FROM subscriptions s LEFT JOIN (
      SELECT subscription_id, count(*) AS sent FROM digests WHERE sent_at > ${minus(now, { days: 7 })}
        AND due_at > ${minus(now, { days: 8 })} GROUP BY 1) d ON d.subscription_id = s.id
    WHERE s.confirmed_at IS NOT NULL AND s.unsubscribed_at IS NULL
    GROUP BY s.feed ORDER BY 2 DESC, s.feed LIMIT 30`;
}
