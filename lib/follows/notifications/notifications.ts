import { getDb, Prisma } from "@/lib/base/db";
import type { NotificationItem } from "@/lib/follows/notifications/notification-item";
import { listedSql } from "@/lib/papers/conditions";
import type { Viewer } from "@/lib/people/viewer";

/** How many notifications a list or a mail contains at most. */
export const maxShown = 200;

type Row = Omit<NotificationItem, "paper"> & NotificationItem["paper"];

/** The viewer's notifications, unread ones first, newest first among unread and read ones; at most 200. */
export async function listNotifications(viewer: Viewer): Promise<NotificationItem[]> {
  const rows = await getDb().$queryRaw<Row[]>`
    ${selectSql} WHERE n.user_id = ${viewer.id} AND ${listedSql}
    ORDER BY (n.read_at IS NULL) DESC, n.created_at DESC, n.id DESC LIMIT ${maxShown}`;
  return rows.map(toItem);
}

/** A person's notifications that have been neither read nor mailed, oldest first; at most 200. */
export async function listUnmailed(userId: number): Promise<NotificationItem[]> {
  const rows = await getDb().$queryRaw<Row[]>`
    ${selectSql} WHERE n.user_id = ${userId} AND n.read_at IS NULL AND n.mailed_at IS NULL AND ${listedSql}
    ORDER BY n.created_at, n.id LIMIT ${maxShown}`;
  return rows.map(toItem);
}

/** Marks some or all of the viewer's unread notifications as read. */
export async function readNotifications(
  viewer: Viewer,
  ids: number[] | "all",
  now = new Date(),
): Promise<void> {
  const where = { userId: viewer.id, readAt: null, ...(ids !== "all" && { id: { in: ids } }) };
  await getDb().notification.updateMany({ where, data: { readAt: now } });
}

/** Marks the viewer's notifications about a paper as read; called when they open its page. */
export async function markPaperRead(viewer: Viewer, paperId: number, now = new Date()): Promise<void> {
  const where = { userId: viewer.id, paperId, readAt: null };
  await getDb().notification.updateMany({ where, data: { readAt: now } });
}

const selectSql = Prisma.sql`SELECT n.id, n.kind, n.version, n.count, n.first_comment_id AS "firstCommentId",
  n.author_names AS "authorNames", n.created_at AS "createdAt", n.read_at AS "readAt", p.key, p.title, p.withdrawn,
  p.withdrawn_by AS "withdrawnBy"
  FROM notifications n JOIN papers p ON p.id = n.paper_id`;

function toItem({ key, title, withdrawn, withdrawnBy, ...row }: Row): NotificationItem {
  return { ...row, paper: { key, title, withdrawn, withdrawnBy } };
}
