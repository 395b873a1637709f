import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { plus } from "@/lib/base/time";
import type { Viewer } from "@/lib/people/viewer";
import { addDeliveryJob, attempt, lease } from "@/lib/programs/webhooks/deliver";
import { getWebhook } from "@/lib/programs/webhooks/webhooks";
import type { WebhookDeliveryKind } from "@/prisma/generated/enums";

/** A message to a webhook, as its owner sees it in the log; upvoters are not named. */
export type DeliveryRow = {
  id: number;
  kind: WebhookDeliveryKind;
  /** For papers and upvotes. */
  paperKey: string | null;
  commentId: number | null;
  createdAt: Date;
  attempts: number;
  nextAttemptAt: Date | null;
  lastAttemptAt: Date | null;
  deliveredAt: Date | null;
  status: number | null;
  error: string | null;
};

/** How many deliveries the log shows. */
export const maxLogEntries = 50;

/** The latest deliveries to one of the viewer's webhooks, newest first. @throws AppError not-found */
export async function listDeliveries(viewer: Viewer, webhookId: number): Promise<DeliveryRow[]> {
  await getWebhook(viewer, webhookId);
  return getDb().webhookDelivery.findMany({
    where: { webhookId },
    select,
    orderBy: { id: "desc" },
    take: maxLogEntries,
  });
}

/**
 * Sends a test message to one of the viewer's webhooks, once and at once, even if the webhook is switched off.
 * @returns the delivery with its outcome
 * @throws AppError not-found, forbidden
 */
export async function testWebhook(viewer: Viewer, webhookId: number, now = new Date()): Promise<DeliveryRow> {
  await getWebhook(viewer, webhookId);
  assertMaySend(viewer);
  const payload = { message: "This is a test." };
  const data = { webhookId, kind: "test" as const, createdAt: now, nextAttemptAt: null, payload };
  const { id } = await getDb().webhookDelivery.create({ data });
  await attempt(id, now, { once: true });
  return getDelivery(id);
}

/**
 * Sends a delivery again at once, as if it were new; after a failure it is retried as usual.
 * @returns the delivery with its outcome
 * @throws AppError not-found, forbidden
 */
export async function redeliver(
  viewer: Viewer,
  { webhookId, id }: { webhookId: number; id: number },
  now = new Date(),
): Promise<DeliveryRow> {
  assertMaySend(viewer);
  const at = plus(now, lease);
  await getDb().$transaction(async (tx) => {
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id, webhookId, webhook: { userId: viewer.id } },
      data: { attempts: 0, deliveredAt: null, nextAttemptAt: at },
    });
    if (!count) throw noSuch();
    // If this process ends before the outcome is known, a worker continues.
    await addDeliveryJob(tx, { id, webhookId, at });
  });
  const { kind } = await getDelivery(id);
  await attempt(id, now, { once: kind === "test" });
  return getDelivery(id);
}

/** The subject of a delivery, in the format of the API: `paper:2601.05230`, `comment:17`, `upvote:2601.05230`, `test`. */
export function subjectOf({
  kind,
  paperKey,
  commentId,
}: Pick<DeliveryRow, "kind" | "paperKey" | "commentId">): string {
  return kind === "test" ? kind : `${kind}:${kind === "comment" ? commentId : paperKey}`;
}

const select = {
  id: true,
  kind: true,
  paperKey: true,
  commentId: true,
  createdAt: true,
  attempts: true,
  nextAttemptAt: true,
  lastAttemptAt: true,
  deliveredAt: true,
  status: true,
  error: true,
} as const;

function assertMaySend(viewer: Viewer): void {
  if (viewer.banned) throw new AppError("forbidden", "This account is banned: its webhooks rest.");
}

async function getDelivery(id: number): Promise<DeliveryRow> {
  const row = await getDb().webhookDelivery.findUnique({ where: { id }, select });
  if (!row) throw noSuch();
  return row;
}

function noSuch(): AppError {
  return new AppError("not-found", "You have no such delivery.");
}
