import { getDb, Prisma, type Tx } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { composePublicDigests } from "@/lib/digests/compose-public";
import { deliverySql, markDoubtful } from "@/lib/digests/digest-states";
import { toPeriodColumns } from "@/lib/digests/period";
import { lastDue, nextDue, periodOf } from "@/lib/digests/subscriptions/schedule";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import { stopUnreachable } from "@/lib/digests/subscriptions/stop";

const batch = 500;

/** A digest that waits for so long beyond its time and has no job lost it, for example because an admin removed it. */
const lostAfter = { minutes: 10 };

export type FindStep = "recovered" | "archived" | "opened";

type Context = {
  now: Date;
  signal: AbortSignal;
  /** Called between two steps; what it throws ends the run there, as a crash would. */
  onStep?: (step: FindStep) => void | Promise<void>;
};

/**
 * Finds what is due by mail, and composes the public digests of the day and the week. Each subscription whose time has
 * come gets a digest and one job that delivers it. Run each minute; each step is kept before the next begins, so a run
 * that ends anywhere is continued by the next. Several workers can run it at once.
 * @returns how many digests are newly in doubt, which public ones were composed, how many digests became due, and how many
 * had lost their job
 */
export async function findDueDigests({ now, signal, onStep }: Context) {
  const doubtful = await markDoubtful(now);
  const recovered = await addLostJobs(now);
  await onStep?.("recovered");
  const archived = await composePublicDigests(now);
  await onStep?.("archived");
  await stopUnreachable(now);
  let opened = 0;
  for (let found = batch; found === batch && !signal.aborted; ) {
    const step = await getDb().$transaction((tx) => openDue(tx, now));
    found = step.found;
    opened += step.opened;
  }
  await onStep?.("opened");
  return { doubtful, recovered, archived, opened };
}

type DueSubscription = Schedule & { id: number };

/**
 * Writes the digest of some subscriptions whose time has come, the job that delivers it, and when the next one is due, in
 * one transaction. A digest is unique for subscription and period, so whoever comes second writes none and adds no job.
 * A reader gets one digest for the latest time that passed, not one for each that was missed.
 */
async function openDue(tx: Tx, now: Date): Promise<{ found: number; opened: number }> {
  const due = await tx.$queryRaw<DueSubscription[]>`
    SELECT id, cadence, hour, weekday, time_zone AS "timeZone", most FROM subscriptions
    WHERE next_at <= ${now} ORDER BY next_at LIMIT ${batch} FOR UPDATE SKIP LOCKED`;
  if (due.length === 0) return { found: 0, opened: 0 };
  const digests = await tx.digest.createManyAndReturn({
    data: due.map((subscription) => {
      const dueAt = lastDue(subscription, now);
      const period = toPeriodColumns(periodOf(subscription, dueAt));
      return { ...period, subscriptionId: subscription.id, dueAt, nextAttemptAt: now };
    }),
    skipDuplicates: true,
    select: { id: true },
  });
  const ids = digests.map(({ id }) => id);
  await tx.$queryRaw`SELECT ${deliverySql(Prisma.sql`id`, now)} FROM unnest(${ids}::int[]) id ORDER BY id`;
  const subscriptions = due.map(({ id }) => id);
  const nexts = due.map((subscription) => nextDue(subscription, now));
  await tx.$executeRaw`
    UPDATE subscriptions s SET next_at = n.at
    FROM unnest(${subscriptions}::int[], ${nexts}::timestamptz[]) n(id, at) WHERE s.id = n.id`;
  return { found: due.length, opened: ids.length };
}

/** Adds the job of waiting digests that have none, at most 500 at once. @returns how many */
async function addLostJobs(now: Date): Promise<number> {
  const since = minus(now, lostAfter);
  const rows = await getDb().$queryRaw<unknown[]>`
    SELECT ${deliverySql(Prisma.sql`id`, now)} FROM (
      SELECT id FROM digests d WHERE state IN ('due', 'composed') AND next_attempt_at <= ${since}
        AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j WHERE j.key = 'deliver-digest:' || d.id)
      ORDER BY id LIMIT ${batch}) lost`;
  return rows.length;
}
