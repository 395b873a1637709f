import { getDb, Prisma, type Tx } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { composePublicDigests } from "@/lib/digests/compose-public";
import { deliveryKeySql, deliverySql, markDoubtful } from "@/lib/digests/digest-states";
import { toPeriodColumns } from "@/lib/digests/period";
import { lastDue, nextDue, periodOf } from "@/lib/digests/subscriptions/schedule";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import { stopUnreachable } from "@/lib/digests/subscriptions/stop";

const batch = 500;

/** A digest without a job that is overdue by this much has lost its job, for example because an admin removed it. */
const lostAfter = { minutes: 10 };

export type FindStep = "recovered" | "archived" | "opened";

type Context = {
  now: Date;
  signal: AbortSignal;
  /** For tests: called between two steps; an error thrown here acts like a crash at that point. */
  onStep?: (step: FindStep) => void | Promise<void>;
};

/**
 * Composes the public digests of the day and the week, and finds due subscriptions: each gets a digest and a job that
 * delivers it. Runs every minute. Each step is committed before the next one begins, so that a run can end anywhere and
 * the next one continues. Several workers can run it at once.
 * @returns how many digests became doubtful, which public ones were composed, how many digests became due, and how many had
 * lost their job
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
 * For a batch of due subscriptions, writes the digest, the job that delivers it, and the next due time, in one transaction.
 * A digest is unique for subscription and period, so a second worker writes none and adds no job. A reader gets one digest
 * for the latest due time, not one for each missed time.
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
  await tx.$queryRaw`SELECT ${deliverySql(Prisma.sql`id`, Prisma.sql`${now}`)} FROM unnest(${ids}::int[]) id ORDER BY id`;
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
    SELECT ${deliverySql(Prisma.sql`id`, Prisma.sql`${now}`)} FROM (
      SELECT id FROM digests d WHERE ${waitsSql} AND next_attempt_at <= ${since} AND ${withoutJobSql}
      ORDER BY id LIMIT ${batch}) lost`;
  return rows.length;
}

const waitsSql = Prisma.sql`d.state IN ('due', 'composed')`;
const withoutJobSql = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM graphile_worker.jobs j WHERE j.key = ${deliveryKeySql(Prisma.sql`d.id`)})`;

/**
 * Adds at once the jobs of all waiting digests that have none: those that an earlier version opened, which looked for
 * waiting digests itself, or those of a database restored without its queue. For a worker that starts.
 */
export async function resumeDigests(): Promise<void> {
  await getDb().$queryRaw`
    SELECT count(${deliverySql(Prisma.sql`waiting.id`, Prisma.sql`waiting.at`)})::int
    FROM (SELECT d.id, d.next_attempt_at AS at FROM digests d WHERE ${waitsSql} AND ${withoutJobSql} ORDER BY d.id) waiting`;
}
