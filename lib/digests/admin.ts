import { getConfig } from "@/lib/base/config";
import { getDb, Prisma } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { minus } from "@/lib/base/time";
import { endDigest, sendAgain } from "@/lib/digests/digest-states";
import { type Period, type PeriodColumns, toPeriod } from "@/lib/digests/period";
import type { Viewer } from "@/lib/people/viewer";
import { assertAdmin } from "@/lib/queue/jobs";

/** Numbers about digests. */
export type DigestCounts = {
  /** Digests that are due, composed or being sent. */
  waiting: number;
  /** When the digest that waits longest was due. */
  oldestDueAt: Date | null;
  sentHour: number;
  sentDay: number;
  sentWeek: number;
  emptyWeek: number;
  skippedWeek: number;
  failed: number;
  doubtful: number;
  /** Addresses that get no mail because of a bounce or a complaint. */
  stopped: number;
};

/** How many subscriptions a feed has, and how many of its digests were sent in the last seven days. */
export type FeedCount = { feed: string; subscriptions: number; sentWeek: number };

/** A digest that an admin has to decide on. */
export type TroubledDigest = {
  id: number;
  /** `failed`: given up. `doubtful`: the mail server may have accepted it. */
  state: "failed" | "doubtful";
  email: string;
  feed: string;
  period: Period;
  dueAt: Date;
  attempts: number;
  error: string | null;
};

/** The admins' overview of digests. */
export type Mailings = {
  counts: DigestCounts;
  /** Newest first, at most 50. */
  troubled: TroubledDigest[];
  /** The feeds with the most subscriptions, at most 30. */
  feeds: FeedCount[];
  /** How many mails a second each worker sends at most. */
  perSecond: number;
};

/** The overview of digests for admins. @throws AppError forbidden */
export async function getMailings(viewer: Viewer, now: Date): Promise<Mailings> {
  assertAdmin(viewer);
  const [counts, troubled, feeds] = await Promise.all([
    countDigests(now),
    listTroubled(),
    listFeedCounts(now),
  ]);
  return { counts, troubled, feeds, perSecond: getConfig().MAIL_PER_SECOND };
}

async function countDigests(now: Date): Promise<DigestCounts> {
  const week = minus(now, { days: 7 });
  const [row] = await getDb().$queryRaw<DigestCounts[]>`
    SELECT count(*) FILTER (WHERE state IN ('due', 'composed', 'sending'))::int AS waiting,
      min(due_at) FILTER (WHERE state IN ('due', 'composed', 'sending')) AS "oldestDueAt",
      count(*) FILTER (WHERE sent_at > ${minus(now, { hours: 1 })})::int AS "sentHour",
      count(*) FILTER (WHERE sent_at > ${minus(now, { days: 1 })})::int AS "sentDay",
      count(*) FILTER (WHERE sent_at > ${week})::int AS "sentWeek",
      count(*) FILTER (WHERE state = 'empty' AND due_at > ${week})::int AS "emptyWeek",
      count(*) FILTER (WHERE state = 'skipped' AND due_at > ${week})::int AS "skippedWeek",
      count(*) FILTER (WHERE state = 'failed')::int AS failed, count(*) FILTER (WHERE state = 'doubtful')::int AS doubtful,
      (SELECT count(*) FROM mail_stops)::int AS stopped
    FROM digests WHERE due_at > ${minus(now, { days: 8 })} OR state IN ('due', 'composed', 'sending', 'failed', 'doubtful')`;
  if (!row) throw new Error("The digests gave no figures");
  return row;
}

async function listFeedCounts(now: Date): Promise<FeedCount[]> {
  return getDb().$queryRaw<FeedCount[]>`
    SELECT s.feed, count(*)::int AS subscriptions, coalesce(sum(d.sent), 0)::int AS "sentWeek"
    FROM subscriptions s LEFT JOIN (
      SELECT subscription_id, count(*) AS sent FROM digests WHERE sent_at > ${minus(now, { days: 7 })}
        AND due_at > ${minus(now, { days: 8 })} GROUP BY 1) d ON d.subscription_id = s.id
    WHERE s.confirmed_at IS NOT NULL AND s.unsubscribed_at IS NULL
    GROUP BY s.feed ORDER BY 2 DESC, s.feed LIMIT 30`;
}

async function listTroubled(): Promise<TroubledDigest[]> {
  const rows = await getDb().$queryRaw<(Omit<TroubledDigest, "period"> & PeriodColumns)[]>`
    SELECT d.id, d.state, s.email, s.feed, d.period_kind AS "periodKind", d.period_start AS "periodStart",
      d.due_at AS "dueAt", d.attempts, d.error
    FROM digests d JOIN subscriptions s ON s.id = d.subscription_id WHERE d.state IN ('failed', 'doubtful')
    ORDER BY d.due_at DESC, d.id DESC LIMIT 50`;
  return rows.map(({ periodKind, periodStart, ...row }) => ({
    ...row,
    period: toPeriod({ periodKind, periodStart }),
  }));
}

/**
 * Sends a failed or doubtful digest again, as if it were due now; does nothing in any other state.
 * @throws AppError forbidden, not-found
 */
export async function retryDigest(viewer: Viewer, id: number, now = new Date()): Promise<void> {
  await assertDigest(viewer, id);
  await sendAgain(Prisma.sql`d.id = ${id} AND d.state IN ('failed', 'doubtful')`, now);
}

/** Sends all failed digests of the last day again. @returns how many @throws AppError forbidden */
export async function retryDigests(viewer: Viewer, now = new Date()): Promise<number> {
  assertAdmin(viewer);
  return sendAgain(Prisma.sql`d.state = 'failed' AND d.due_at > ${minus(now, { days: 1 })}`, now);
}

/** Marks a failed or doubtful digest as skipped; does nothing in any other state. @throws AppError forbidden, not-found */
export async function skipDigest(viewer: Viewer, id: number): Promise<void> {
  await assertDigest(viewer, id);
  for (const state of ["failed", "doubtful"] as const) await endDigest(id, state, "skipped");
}

async function assertDigest(viewer: Viewer, id: number): Promise<void> {
  assertAdmin(viewer);
  if (!(await getDb().digest.findUnique({ where: { id }, select: { id: true } })))
    throw new AppError("not-found", "There is no such digest.");
}
