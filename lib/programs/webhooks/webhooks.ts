import { randomBytes } from "node:crypto";
import { getDb, Prisma } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { parsePlace } from "@/lib/base/outgoing/places";
import type { Viewer } from "@/lib/people/viewer";
import { resumeDeliveries } from "@/lib/programs/webhooks/deliver";
import { feedColumn } from "@/lib/programs/webhooks/feed-address";
import { maxWebhooks, type NewWebhook } from "@/lib/programs/webhooks/schema";
import type { WebhookEvent } from "@/prisma/generated/enums";

/** A webhook as its owner sees it: never its secret. */
export type WebhookRow = {
  id: number;
  url: string;
  event: WebhookEvent;
  feed: string | null;
  createdAt: Date;
  disabledAt: Date | null;
  /** `owner` or `failures`; null while it is on. */
  disabledBy: string | null;
};

/**
 * Creates a webhook for the viewer. It gets events from now on.
 * @returns the webhook with the secret that signs its messages, which is never shown again
 * @throws AppError invalid; forbidden; conflict if the viewer already has twenty
 */
export async function createWebhook(
  viewer: Viewer,
  wish: NewWebhook,
  now = new Date(),
): Promise<{ secret: string; row: WebhookRow }> {
  if (viewer.banned) throw new AppError("forbidden", "This account is banned and can have no webhooks.");
  const url = parsePlace(wish.url).href;
  const feed = await feedColumn(viewer, wish, now);
  const secret = `whsec_${randomBytes(32).toString("base64url")}`;
  const row = await getDb().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${viewer.id} FOR NO KEY UPDATE`;
    if ((await tx.webhook.count({ where: { userId: viewer.id } })) >= maxWebhooks)
      throw new AppError("conflict", `You have ${maxWebhooks} webhooks already: delete one first.`);
    const data = { userId: viewer.id, url, event: wish.event, feed, secret, createdAt: now, enabledAt: now };
    return tx.webhook.create({ data, select });
  });
  return { secret, row };
}

/** The viewer's webhooks, newest first. */
export function listWebhooks(viewer: Viewer): Promise<WebhookRow[]> {
  return getDb().webhook.findMany({
    where: { userId: viewer.id },
    select,
    orderBy: { id: "desc" },
    take: maxWebhooks,
  });
}

/** One of the viewer's webhooks. @throws AppError not-found */
export async function getWebhook(viewer: Viewer, id: number): Promise<WebhookRow> {
  const row = await getDb().webhook.findFirst({ where: { id, userId: viewer.id }, select });
  if (!row) throw noSuch();
  return row;
}

/**
 * Switches one of the viewer's webhooks on or off. It never gets the events of a time when it was off; deliveries that were
 * waiting already are sent once it is on. Does nothing if it already has that state.
 * @throws AppError not-found
 */
export async function setWebhook(
  viewer: Viewer,
  id: number,
  on: boolean,
  now = new Date(),
): Promise<WebhookRow> {
  await (on ? switchOn(viewer, id, now) : switchOff(viewer, id, now));
  return getWebhook(viewer, id);
}

async function switchOn(viewer: Viewer, id: number, now: Date): Promise<void> {
  await getDb().$transaction(async (tx) => {
    const { count } = await tx.webhook.updateMany({
      where: { id, userId: viewer.id, disabledAt: { not: null } },
      data: { disabledAt: null, disabledBy: null, enabledAt: now, waitsUntil: null },
    });
    if (count) await resumeDeliveries(tx, Prisma.sql`w.id = ${id}`);
  });
}

async function switchOff(viewer: Viewer, id: number, now: Date): Promise<void> {
  await getDb().webhook.updateMany({
    where: { id, userId: viewer.id, disabledAt: null },
    data: { disabledAt: now, disabledBy: "owner" },
  });
}

/** Deletes one of the viewer's webhooks, with its log. @throws AppError not-found */
export async function deleteWebhook(viewer: Viewer, id: number): Promise<void> {
  const { count } = await getDb().webhook.deleteMany({ where: { id, userId: viewer.id } });
  if (!count) throw noSuch();
}

const select = {
  id: true,
  url: true,
  event: true,
  feed: true,
  createdAt: true,
  disabledAt: true,
  disabledBy: true,
} as const;

function noSuch(): AppError {
  return new AppError("not-found", "You have no such webhook.");
}
