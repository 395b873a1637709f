import { createLimiter } from "@/lib/base/concurrency";
import { getConfig } from "@/lib/base/config";
import { getDb, Prisma, type Tx } from "@/lib/base/db";
import { type Outcome, postOutside } from "@/lib/base/outgoing/post";
import { plus } from "@/lib/base/time";
import { signatureOf } from "@/lib/programs/webhooks/sign";
import { deliveriesInDatabase } from "@/lib/queue/connections";
import { addJob, addJobSql, type Payloads } from "@/lib/queue/enqueue";
import type { WebhookDeliveryKind } from "@/prisma/generated/enums";

/** Minutes until a failed delivery is tried again, by how often it was tried: a day and a half in all. */
const waits = [1, 5, 30, 2 * 60, 6 * 60, 24 * 60];

/** After so many deliveries given up in a row a webhook is switched off. */
export const maxGivenUp = 10;

/** How long a delivery is reserved for the process that sends it; after a crash others can take it. */
export const lease = { minutes: 5 };

/** After a delivery failed, the webhook's others wait this long: an address that never answers costs one try a minute. */
const pause = { minutes: 1 };

const withDatabase = createLimiter(deliveriesInDatabase);

/** When to try again after so many failed attempts; null for never. */
export function nextAttempt(attempts: number, now: Date): Date | null {
  const wait = waits[attempts - 1];
  return wait === undefined ? null : plus(now, { minutes: wait });
}

/** The state of a delivery. */
export function stateOf(delivery: {
  deliveredAt: Date | null;
  nextAttemptAt: Date | null;
}): "delivered" | "waiting" | "given-up" {
  if (delivery.deliveredAt) return "delivered";
  return delivery.nextAttemptAt ? "waiting" : "given-up";
}

/**
 * Sends one delivery if it is due and its webhook is not paused; otherwise the delivery is put off. While the webhook is
 * off or its owner is banned, the delivery has no job; switching the webhook on or lifting the ban adds one.
 * @returns whether it was delivered; null when nothing was sent
 */
export async function deliver(
  { deliveryId }: Payloads["deliver-webhook"],
  { now }: { now: Date },
): Promise<{ delivered: boolean | null }> {
  if (await withDatabase(() => claim(deliveryId, now))) return { delivered: await attempt(deliveryId, now) };
  await withDatabase(() => putOff(deliveryId, now));
  return { delivered: null };
}

/**
 * Puts off a delivery that waits: its own job is added anew if its time is still to come. If its webhook is paused, the
 * webhook's next attempt will resume it, so it needs no job.
 */
async function putOff(id: number, now: Date): Promise<void> {
  const [waiting] = await getDb().$queryRaw<{ webhookId: number; dueAt: Date; pausedUntil: Date | null }[]>`
    SELECT w.id AS "webhookId", d.next_attempt_at AS "dueAt", w.waits_until AS "pausedUntil"
    FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id JOIN users u ON u.id = w.user_id
    WHERE d.id = ${id} AND d.next_attempt_at IS NOT NULL AND ${onSql}`;
  if (!waiting) return;
  const { webhookId, dueAt, pausedUntil } = waiting;
  if (dueAt > now) await addDeliveryJob(getDb(), { id, webhookId, at: dueAt });
  else if (pausedUntil) await addNextAttempt(getDb(), webhookId, pausedUntil);
}

/**
 * Adds one job for all deliveries of a paused webhook: at the end of the pause it attempts the first delivery that is due
 * then. However many deliveries wait, a webhook that never answers costs one job a minute.
 */
async function addNextAttempt(tx: Pick<Tx, "$queryRaw">, webhookId: number, at: Date): Promise<void> {
  const options = { key: queueSql, queue: queueSql, runAt: Prisma.sql`${at}` };
  await tx.$queryRaw`
    SELECT ${addJobSql("deliver-webhook", { deliveryId: Prisma.sql`d.id` }, options)}
    FROM (SELECT id, webhook_id FROM webhook_deliveries
      WHERE webhook_id = ${webhookId} AND next_attempt_at <= ${at} ORDER BY id LIMIT 1) d`;
}

/** Whether a webhook `w` of the person `u` is on. */
export const onSql = Prisma.sql`w.disabled_at IS NULL AND u.banned_at IS NULL`;

/** Reserves a due delivery for this process. @returns whether this succeeded */
async function claim(id: number, now: Date): Promise<boolean> {
  const claimed = await getDb().$executeRaw`
    UPDATE webhook_deliveries d SET next_attempt_at = ${plus(now, lease)}
    FROM webhooks w JOIN users u ON u.id = w.user_id
    WHERE d.id = ${id} AND w.id = d.webhook_id AND d.next_attempt_at <= ${now}
      AND (w.waits_until IS NULL OR w.waits_until <= ${now}) AND ${onSql}`;
  return claimed > 0;
}

type Waiting = { id: number; webhookId: number; at: Date };

/** Adds the job that sends a delivery at a moment, in place of one that waits already. */
export function addDeliveryJob(tx: Pick<Tx, "$queryRaw">, { id, webhookId, at }: Waiting): Promise<void> {
  return addJob(
    tx,
    "deliver-webhook",
    { deliveryId: id },
    { key: `deliver-webhook:${id}`, queue: queueOf(webhookId), runAt: at },
  );
}

/** The queue of a webhook's deliveries, in which they are sent one after the other. */
const queueOf = (webhookId: number) => `webhook:${webhookId}`;
const queueSql = Prisma.sql`'webhook:' || d.webhook_id`;

/** SQL that adds the job of each delivery `d` of a statement. @param runAt when it is due; at once by default */
export function deliveryJobSql(runAt?: Prisma.Sql): Prisma.Sql {
  const key = Prisma.sql`'deliver-webhook:' || d.id`;
  return addJobSql(
    "deliver-webhook",
    { deliveryId: Prisma.sql`d.id` },
    { key, queue: queueSql, ...(runAt && { runAt }) },
  );
}

/** Adds the jobs of all deliveries of some webhooks that wait, where the webhooks are on. @param where which `w` and `u` */
export async function resumeDeliveries(tx: Pick<Tx, "$queryRaw">, where: Prisma.Sql): Promise<void> {
  await tx.$queryRaw`
    SELECT count(${deliveryJobSql(Prisma.sql`d.next_attempt_at`)})::int
    FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id JOIN users u ON u.id = w.user_id
    WHERE d.next_attempt_at IS NOT NULL AND ${onSql} AND ${where}`;
}

/**
 * Sends one delivery and keeps how that went: delivered, to be tried again later, or given up. A webhook that gave up
 * too many in a row is switched off. No transaction is open while the network is waited for.
 * @param options.once a failure is not tried again
 * @returns whether it was delivered
 */
export async function attempt(id: number, now: Date, { once = false } = {}): Promise<boolean> {
  const delivery = await withDatabase(() => findDelivery(id));
  if (!delivery) return false;
  const outcome = await postOutside(delivery.webhook.url, messageOf(delivery, now));
  await withDatabase(() => keepOutcome(delivery, outcome, { now, once }));
  return isSuccess(outcome);
}

function findDelivery(id: number) {
  return getDb().webhookDelivery.findUnique({ where: { id }, include: { webhook: true } });
}

type Tried = { id: number; webhookId: number; attempts: number; webhook: { waitsUntil: Date | null } };

async function keepOutcome(
  { id, webhookId, webhook, ...delivery }: Tried,
  outcome: Outcome,
  { now, once }: { now: Date; once: boolean },
): Promise<void> {
  const delivered = isSuccess(outcome);
  const attempts = delivery.attempts + 1;
  const nextAttemptAt = delivered || once ? null : nextAttempt(attempts, now);
  await getDb().$transaction(async (tx) => {
    // Not `update`: the webhook may have been deleted meanwhile.
    await tx.webhookDelivery.updateMany({
      where: { id },
      data: {
        attempts,
        nextAttemptAt,
        lastAttemptAt: now,
        deliveredAt: delivered ? now : null,
        status: outcome.status,
        error: delivered ? null : errorOf(outcome),
      },
    });
    if (once) return;
    if (nextAttemptAt) await addDeliveryJob(tx, { id, webhookId, at: nextAttemptAt });
    else if (!delivered) await switchOffIfHopeless(tx, webhookId, now);
    if (!delivered) await pauseWebhook(tx, webhookId, plus(now, pause));
    else if (webhook.waitsUntil) await endPause(tx, webhookId);
  });
}

async function pauseWebhook(tx: Tx, id: number, waitsUntil: Date): Promise<void> {
  await tx.webhook.updateMany({ where: { id }, data: { waitsUntil } });
  await addNextAttempt(tx, id, waitsUntil);
}

/** Ends a webhook's pause; what waited without a job of its own goes on. */
async function endPause(tx: Tx, id: number): Promise<void> {
  await tx.webhook.updateMany({ where: { id }, data: { waitsUntil: null } });
  await resumeDeliveries(tx, Prisma.sql`w.id = ${id}`);
}

type Sent = {
  id: number;
  kind: WebhookDeliveryKind;
  payload: unknown;
  createdAt: Date;
  webhook: { id: number; secret: string };
};

function messageOf({ id, kind, payload, createdAt, webhook }: Sent, now: Date) {
  const body = JSON.stringify({
    event: kind,
    webhook: webhook.id,
    created: createdAt.toISOString(),
    data: payload,
  });
  const headers = {
    "Content-Type": "application/json",
    "User-Agent": `Quire (+${getConfig().HUB_URL}/developers)`,
    "Quire-Event": kind,
    "Quire-Delivery": String(id),
    "Quire-Signature": signatureOf(webhook.secret, body, now),
  };
  return { headers, body };
}

function isSuccess({ status }: Outcome): boolean {
  return status !== null && status >= 200 && status < 300;
}

function errorOf({ status, error }: Outcome): string {
  if (error !== null) return error;
  const redirect = status !== null && status >= 300 && status < 400;
  return redirect ? `The answer was ${status}: redirects are not followed.` : `The answer was ${status}.`;
}

async function switchOffIfHopeless(tx: Tx, webhookId: number, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE webhooks SET disabled_at = ${now}, disabled_by = 'failures'
    WHERE id = ${webhookId} AND disabled_at IS NULL AND ${maxGivenUp} <= (
      SELECT count(*) FROM webhook_deliveries
      WHERE webhook_id = ${webhookId} AND delivered_at IS NULL AND next_attempt_at IS NULL AND kind <> 'test'
        AND last_attempt_at > COALESCE(
          (SELECT max(delivered_at) FROM webhook_deliveries WHERE webhook_id = ${webhookId}), '-infinity'))`;
}
