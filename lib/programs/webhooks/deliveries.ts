import { randomUUID } from "node:crypto";
import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { plus } from "@/lib/base/time";
import type { Viewer } from "@/lib/people/viewer";
import { attempt, lease } from "@/lib/programs/webhooks/attempt";
import { getWebhook } from "@/lib/programs/webhooks/webhooks";

/** One message to a webhook as its owner sees it in the log. */
export type DeliveryRow = {
  id: number;
  /** What it is about, such as `paper:2601.05230`; `test` alone for a test. */
  subject: string;
  createdAt: Date;
  attempts: number;
  nextAttemptAt: Date | null;
  lastAttemptAt: Date | null;
  deliveredAt: Date | null;
  status: number | null;
  error: string | null;
};

/** How many deliveries the log shows. */
export const longestLog = 50;

/** The latest deliveries to one of the viewer's webhooks, newest first. @throws AppError not-found */
export async function listDeliveries(viewer: Viewer, webhookId: number): Promise<DeliveryRow[]> {
  await getWebhook(viewer, webhookId);
  const rows = await getDb().webhookDelivery.findMany({
    where: { webhookId },
    select,
    orderBy: { id: "desc" },
    take: longestLog,
  });
  return rows.map(toRow);
}

/**
 * Sends a message that says nothing to one of the viewer's webhooks, now and once, also while it is switched off.
 * @returns how that went
 * @throws AppError not-found, forbidden
 */
export async function sendTest(viewer: Viewer, webhookId: number, now = new Date()): Promise<DeliveryRow> {
  await getWebhook(viewer, webhookId);
  assertMaySend(viewer);
  const { id } = await getDb().webhookDelivery.create({
    data: {
      ...{ webhookId, subject: `test:${randomUUID()}`, createdAt: now, nextAttemptAt: null },
      payload: { message: "This is a test." },
    },
  });
  await attempt(id, now, { once: true });
  return getDelivery(id);
}

/**
 * Sends a delivery again now, as if it were new; where that fails it is tried again later, as ever.
 * @returns how that went
 * @throws AppError not-found, forbidden
 */
export async function redeliver(
  viewer: Viewer,
  { webhookId, id }: { webhookId: number; id: number },
  now = new Date(),
): Promise<DeliveryRow> {
  assertMaySend(viewer);
  const { count } = await getDb().webhookDelivery.updateMany({
    where: { id, webhookId, webhook: { userId: viewer.id } },
    data: { attempts: 0, deliveredAt: null, nextAttemptAt: plus(now, lease) },
  });
  if (!count) throw new AppError("not-found", "You have no such delivery.");
  const { subject } = await getDelivery(id);
  await attempt(id, now, { once: subject === "test" });
  return getDelivery(id);
}

const select = {
  ...{ id: true, subject: true, createdAt: true, attempts: true, nextAttemptAt: true },
  ...{ lastAttemptAt: true, deliveredAt: true, status: true, error: true },
};

function assertMaySend(viewer: Viewer): void {
  if (viewer.banned) throw new AppError("forbidden", "This account is banned: its webhooks rest.");
}

async function getDelivery(id: number): Promise<DeliveryRow> {
  const row = await getDb().webhookDelivery.findUnique({ where: { id }, select });
  if (!row) throw new AppError("not-found", "You have no such delivery.");
  return toRow(row);
}

/** Of an upvote's subject the last part says whose it is, which the paper's people are not told. */
function toRow(row: DeliveryRow): DeliveryRow {
  const [kind = "", what = ""] = row.subject.split(":");
  return { ...row, subject: kind === "test" ? kind : `${kind}:${what}` };
}
