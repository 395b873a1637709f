import { getDb, type Tx } from "@/lib/base/db";
import { lastDue, nextDue, periodOf } from "@/lib/digests/subscriptions/schedule";
import type { Schedule } from "@/lib/digests/subscriptions/schema";

const batch = 500;

type Due = Schedule & { id: number };

/**
 * Writes the digest of every subscription whose time has come, and when its next one is due, in one transaction: the
 * row is unique for subscription and period, so whoever comes second writes nothing. A reader gets one digest for the
 * latest time that passed, not one for each that was missed. Several workers share the subscriptions between them.
 * @returns how many digests were written
 */
export async function openDue(now: Date, signal: AbortSignal): Promise<number> {
  await stopUnreachable(now);
  let opened = 0;
  for (let found = batch; found === batch && !signal.aborted; ) {
    const step = await getDb().$transaction((tx) => openBatch(tx, now));
    found = step.found;
    opened += step.opened;
  }
  return opened;
}

/** Mail to these addresses came back, or was complained of. */
async function stopUnreachable(now: Date): Promise<void> {
  await getDb().$executeRaw`
    UPDATE subscriptions s SET unsubscribed_at = ${now}, next_at = NULL, stopped_by = m.kind::text::"StoppedBy"
    FROM mail_stops m WHERE m.email = s.email AND s.next_at <= ${now}`;
}

async function openBatch(tx: Tx, now: Date): Promise<{ found: number; opened: number }> {
  const due = await tx.$queryRaw<Due[]>`
    SELECT id, cadence, hour, weekday, time_zone AS "timeZone", most FROM subscriptions
    WHERE next_at <= ${now} ORDER BY next_at LIMIT ${batch} FOR UPDATE SKIP LOCKED`;
  const rows = due.map((one) => ({ ...one, dueAt: lastDue(one, now) }));
  const { count } = await tx.digest.createMany({
    data: rows.map((one) => ({
      ...{ subscriptionId: one.id, period: periodOf(one, one.dueAt) },
      ...{ dueAt: one.dueAt, nextAttemptAt: now },
    })),
    skipDuplicates: true,
  });
  const [ids, nexts] = [due.map(({ id }) => id), due.map((one) => nextDue(one, now))];
  await tx.$executeRaw`
    UPDATE subscriptions s SET next_at = n.at
    FROM unnest(${ids}::int[], ${nexts}::timestamptz[]) n(id, at) WHERE s.id = n.id`;
  return { found: due.length, opened: count };
}
