import { getDb, type Tx } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { periodName, toPeriod } from "@/lib/digests/period";
import { scheduleColumns } from "@/lib/digests/subscriptions/subscription";

/** For how many days a request can be confirmed, and for how many days digests and stopped subscriptions are kept. */
const keptDays = { unconfirmed: 7, digest: 365, stopped: 365 };

/**
 * A person's subscriptions for the export of their account, with the mailed papers, including requests for their address
 * that were made without signing in.
 * @param email the person's address, in lower case, or null
 */
export async function exportSubscriptions(userId: number, email: string | null, take: number) {
  const paper = { select: { key: true, title: true } };
  const rows = await getDb().subscription.findMany({
    where: { OR: [{ userId }, ...(email === null ? [] : [{ email }])] },
    select: {
      ...scheduleColumns,
      email: true,
      feed: true,
      budgets: true,
      createdAt: true,
      confirmedAt: true,
      unsubscribedAt: true,
      stoppedBy: true,
      askedAt: true,
      askedCadence: true,
      digests: {
        select: {
          periodKind: true,
          periodStart: true,
          state: true,
          sentAt: true,
          papers: { select: { paper, reason: true } },
        },
        orderBy: { id: "asc" },
      },
    },
    orderBy: { id: "asc" },
    take,
  });
  return rows.map(({ digests, ...row }) => ({
    ...row,
    digests: digests.map(({ periodKind, periodStart, ...digest }) => ({
      period: periodName(toPeriod({ periodKind, periodStart })),
      ...digest,
    })),
  }));
}

/** Deletes requests for a person's address that were made without signing in; their own subscriptions are deleted with the account. */
export async function forgetSubscriptions(tx: Tx, email: string): Promise<void> {
  await tx.subscription.deleteMany({ where: { email } });
}

/**
 * Lets a person's subscriptions follow them to another address, including those that were requested without signing in. Of
 * two subscriptions to one feed, the running one stays, or else the one that moves.
 */
export async function moveSubscriptions(
  tx: Tx,
  userId: number,
  { from, to }: { from: string | null; to: string },
): Promise<void> {
  const withoutAccount = from === null ? [] : [{ userId: null, email: from }];
  const own = { OR: [{ userId }, ...withoutAccount], email: { not: to } };
  const moving = await tx.subscription.findMany({ where: own, select: movedColumns, orderBy: { id: "asc" } });
  const there = await tx.subscription.findMany({ where: { email: to }, select: movedColumns });
  const kept = new Map(there.map((row) => [row.feed, row]));
  for (const row of moving) {
    const other = kept.get(row.feed);
    const stays = !other || isRunning(row) || !isRunning(other);
    const gone = stays ? other : row;
    if (gone) await tx.subscription.deleteMany({ where: { id: gone.id } });
    if (!stays) continue;
    await tx.subscription.updateMany({ where: { id: row.id }, data: { email: to } });
    kept.set(row.feed, row);
  }
}

const movedColumns = { id: true, feed: true, confirmedAt: true, unsubscribedAt: true } as const;

function isRunning({
  confirmedAt,
  unsubscribedAt,
}: {
  confirmedAt: Date | null;
  unsubscribedAt: Date | null;
}) {
  return confirmedAt !== null && unsubscribedAt === null;
}

/**
 * Deletes subscriptions that were not confirmed within a week or were stopped over a year ago, and digests that were due over a
 * year ago.
 * @returns how many
 */
export async function cleanSubscriptions(now: Date): Promise<{ subscriptions: number; digests: number }> {
  const before = (days: number) => ({ lt: minus(now, { days }) });
  const [subscriptions, digests] = await Promise.all([
    getDb().subscription.deleteMany({
      where: {
        OR: [
          { confirmedAt: null, createdAt: before(keptDays.unconfirmed) },
          {
            unsubscribedAt: before(keptDays.stopped),
            OR: [{ askedAt: null }, { askedAt: before(keptDays.unconfirmed) }],
          },
        ],
      },
    }),
    getDb().digest.deleteMany({ where: { dueAt: before(keptDays.digest) } }),
  ]);
  return { subscriptions: subscriptions.count, digests: digests.count };
}
