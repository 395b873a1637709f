import { impossibleAfter } from "@/lib/base/clock";
import { getDb, Prisma } from "@/lib/base/db";
import { nextDue } from "@/lib/digests/subscriptions/schedule";
import type { Schedule } from "@/lib/digests/subscriptions/schema";

const batch = 1000;

/**
 * Corrects digests whose times lie in the future, because the clock was wrong when they were stored. What was sent too early
 * stays sent, so that nothing is sent twice; what was only composed, skipped or found empty for a time that has not come yet
 * is deleted, so that it comes at its time. Each subscription is due next as its schedule says.
 */
export async function correctDigests(now: Date): Promise<number> {
  const limit = impossibleAfter(now);
  const early = await getDb().digest.deleteMany({
    where: { dueAt: { gt: limit }, state: { in: ["due", "composed", "empty", "skipped", "failed"] } },
  });
  const waiting = await getDb().$executeRaw`
    UPDATE digests SET next_attempt_at = ${limit}, composed_at = least(composed_at, ${now})
    WHERE state IN ('due', 'composed', 'sending') AND composed_at > ${limit} AND next_attempt_at > ${limit}`;
  const archived = await getDb().publicDigest.deleteMany({ where: { composedAt: { gt: limit } } });
  await getDb().$executeRaw`UPDATE subscriptions SET asked_at = ${now} WHERE asked_at > ${limit}`;
  return early.count + waiting + archived.count + (await correctDueTimes(now));
}

type Waiting = Schedule & { id: number; nextAt: Date };

async function correctDueTimes(now: Date): Promise<number> {
  let changed = 0;
  for (let after = 0; ; ) {
    const rows = await getDb().$queryRaw<Waiting[]>`
      SELECT id, cadence, hour, weekday, time_zone AS "timeZone", most, next_at AS "nextAt" FROM subscriptions
      WHERE id > ${after} AND next_at IS NOT NULL ORDER BY id LIMIT ${batch}`;
    const last = rows.at(-1);
    if (!last) return changed;
    const late = rows.flatMap((row) => {
      const at = nextDue(row, now);
      return at < row.nextAt ? [{ id: row.id, at, was: row.nextAt }] : [];
    });
    changed += await setDueTimes(late);
    after = last.id;
  }
}

/** Changes due times, unless the schedule was changed meanwhile. */
async function setDueTimes(late: { id: number; at: Date; was: Date }[]): Promise<number> {
  if (late.length === 0) return 0;
  const column = {
    ids: Prisma.sql`${late.map(({ id }) => id)}::int[]`,
    ats: Prisma.sql`${late.map(({ at }) => at)}::timestamptz[]`,
    before: Prisma.sql`${late.map(({ was }) => was)}::timestamptz[]`,
  };
  return getDb().$executeRaw`
    UPDATE subscriptions s SET next_at = n.at FROM unnest(${column.ids}, ${column.ats}, ${column.before}) n(id, at, was)
    WHERE s.id = n.id AND s.next_at = n.was`;
}
