import { getDb, Prisma, type Tx } from "@/lib/base/db";
import { elapsed, plus } from "@/lib/base/time";
import type { Picked } from "@/lib/digests/choose";
import { addJob, addJobSql } from "@/lib/queue/enqueue";
import type { DigestState } from "@/prisma/generated/enums";

/*
 * The states of a digest, and the transitions between them. Each transition is one statement that changes a digest only if
 * it is in the right state, so that of two workers with the same digest only one continues.
 *
 *   due      → composed, empty, skipped, failed, or due again for a retry
 *   composed → sending, empty, skipped, failed
 *   sending  → sent, failed, doubtful, or composed again for a retry
 *   failed, doubtful → due or composed if an admin sends it again, skipped if an admin dismisses it
 */

/**
 * How long a digest may be in `sending`. After that its worker must have died, and the digest becomes `doubtful`, because
 * nobody knows whether the mail server accepted it.
 */
const maxSendingTime = { minutes: 10 };

/** How many hours after its time a digest may still go out; later than this it is skipped. */
const latestHours = { daily: 6, weekdays: 6, weekly: 24 } as const;

/** Whether a digest is too late to be sent: six hours after its time, a weekly one a day. */
export function isTooLate(cadence: keyof typeof latestHours, dueAt: Date, now: Date): boolean {
  return elapsed(dueAt, now, "hours") > latestHours[cadence];
}

/** Moves a digest from `due` to `composed` with its papers, in their order. */
export async function keepComposed(id: number, picks: Picked[], now: Date): Promise<void> {
  const ids = picks.map((pick) => pick.id);
  const reasons = picks.map(({ reason }) => reason);
  const kinds = picks.map(({ budget }) => budget?.kind ?? null);
  const refs = picks.map(({ budget }) => budget?.ref ?? "");
  await getDb().$executeRaw`
    WITH kept AS (
      UPDATE digests SET state = 'composed', error = NULL, next_attempt_at = ${now}, composed_at = ${now}
      WHERE id = ${id} AND state = 'due' RETURNING id)
    INSERT INTO digest_papers (digest_id, paper_id, position, reason, budget_kind, budget_ref)
    SELECT kept.id, p.id, p.position, p.reason, p.kind::"BudgetKind", p.ref
    FROM kept, unnest(${ids}::int[], ${reasons}::text[], ${kinds}::text[], ${refs}::text[])
      WITH ORDINALITY p(id, reason, kind, ref, position)
    ON CONFLICT DO NOTHING`;
}

/**
 * Moves a digest from `composed` to `sending`, unless mail to its reader was stopped meanwhile.
 * @returns whether it was moved; if not, it must not be sent
 */
export async function markSending(
  id: number,
  { subject, messageId }: { subject: string; messageId: string },
  now: Date,
): Promise<boolean> {
  const count = await getDb().$executeRaw`
    UPDATE digests d SET state = 'sending', next_attempt_at = ${plus(now, maxSendingTime)},
      subject = ${subject}, message_id = ${messageId}
    FROM subscriptions s LEFT JOIN users u ON u.id = s.user_id
    WHERE d.id = ${id} AND d.state = 'composed' AND s.id = d.subscription_id AND s.unsubscribed_at IS NULL
      AND s.confirmed_at IS NOT NULL AND u.banned_at IS NULL AND NOT EXISTS (SELECT 1 FROM mail_stops m WHERE m.email = s.email)`;
  return count === 1;
}

type Ended = Exclude<DigestState, "due" | "composed" | "sending">;

/** Moves a digest to a final state. @returns that state */
export async function endDigest<S extends Ended>(
  id: number,
  from: DigestState,
  to: S,
  change: { error?: string | null; sentAt?: Date; composedAt?: Date; attempts?: number } = {},
): Promise<S> {
  await getDb().digest.updateMany({
    where: { id, state: from },
    data: { ...change, state: to, nextAttemptAt: null },
  });
  return to;
}

/**
 * Schedules another attempt for a digest, by a job of its own.
 * @param to `due` to compose it again, `composed` to send it again
 */
export async function tryLater<S extends "due" | "composed">(
  id: number,
  from: DigestState,
  to: S,
  { at, ...change }: { at: Date; error?: string; attempts?: number },
): Promise<S> {
  await getDb().$transaction(async (tx) => {
    const { count } = await tx.digest.updateMany({
      where: { id, state: from },
      data: { ...change, state: to, nextAttemptAt: at },
    });
    if (count > 0) await addDelivery(tx, id, at);
  });
  return to;
}

/** When a digest is due that was postponed without an attempt because the mail server cannot be reached. */
export function putOffUntil(now: Date): Date {
  return plus(now, maxSendingTime);
}

/** Moves digests that were `sending` when their worker ended to `doubtful`. @returns how many */
export async function markDoubtful(now: Date): Promise<number> {
  const { count } = await getDb().digest.updateMany({
    where: { state: "sending", nextAttemptAt: { lte: now } },
    data: {
      state: "doubtful",
      nextAttemptAt: null,
      error: "The worker ended while it handed this over: the mail server may have taken it.",
    },
  });
  return count;
}

/** Sends failed or doubtful digests again, as if they were due now. @returns how many */
export async function sendAgain(which: Prisma.Sql, now: Date): Promise<number> {
  const again = Prisma.sql`
    UPDATE digests d SET attempts = 0, error = NULL, due_at = ${now}, next_attempt_at = ${now},
      state = CASE WHEN EXISTS (SELECT 1 FROM digest_papers p WHERE p.digest_id = d.id)
        THEN 'composed'::"DigestState" ELSE 'due' END
    WHERE ${which} RETURNING d.id`;
  const rows = await getDb().$queryRaw<unknown[]>`
    WITH again AS (${again}) SELECT ${deliverySql(Prisma.sql`again.id`, Prisma.sql`${now}`)} FROM again`;
  return rows.length;
}

/**
 * SQL that adds the delivery job of a digest, due at a moment; at most one job waits for each digest.
 * @param id an SQL expression for the digest's id
 * @param runAt an SQL expression for the moment
 */
export function deliverySql(id: Prisma.Sql, runAt: Prisma.Sql): Prisma.Sql {
  return addJobSql("deliver-digest", { digestId: id }, { key: deliveryKeySql(id), runAt });
}

/** SQL for the key of the job that delivers a digest. @param id an SQL expression for the digest's id */
export function deliveryKeySql(id: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`'deliver-digest:' || ${id}`;
}

async function addDelivery(tx: Tx, id: number, runAt: Date): Promise<void> {
  await addJob(tx, "deliver-digest", { digestId: id }, { key: `deliver-digest:${id}`, runAt });
}
