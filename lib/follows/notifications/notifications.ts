import { getDb, Prisma } from "@/lib/base/db";
import type { NotificationItem } from "@/lib/follows/notifications/words";
import { listedSql } from "@/lib/papers/conditions";
import type { Viewer } from "@/lib/people/viewer";

/** As many are kept in sight. */
export const mostShown = 200;

type Row = Omit<NotificationItem, "paper"> & { userId: number; key: string; title: string };

/** The viewer's notifications, unread ones first, in each part the last one first; at most 200. */
export async function listNotifications(viewer: Viewer): Promise<NotificationItem[]> {
  const rows = await getDb().$queryRaw<Row[]>`
    ${selectSql} WHERE n.user_id = ${viewer.id} AND ${listedSql}
    ORDER BY (n.read_at IS NULL) DESC, n.created_at DESC, n.id DESC LIMIT ${mostShown}`;
  return rows.map(toItem);
}

/** Notifications of several people that were neither read nor mailed, by person, the first one first. */
export async function listWaiting(userIds: number[]): Promise<Map<number, NotificationItem[]>> {
  const rows = await getDb().$queryRaw<Row[]>`
    ${selectSql} WHERE n.user_id = ANY(${userIds}) AND n.read_at IS NULL AND n.mailed_at IS NULL AND ${listedSql}
    ORDER BY n.user_id, n.created_at, n.id LIMIT ${userIds.length * mostShown}`;
  const waiting = new Map(userIds.map((id) => [id, [] as NotificationItem[]]));
  for (const row of rows) waiting.get(row.userId)?.push(toItem(row));
  return waiting;
}

/** The viewer has read some of their notifications, or all; those read before stay as they are. */
export async function readNotifications(
  viewer: Viewer,
  ids: number[] | "all",
  now = new Date(),
): Promise<void> {
  const where = { userId: viewer.id, readAt: null, ...(ids !== "all" && { id: { in: ids } }) };
  await getDb().notification.updateMany({ where, data: { readAt: now } });
}

/** The viewer has opened a paper: what waited about it is read. */
export async function markPaperRead(viewer: Viewer, paperId: number, now = new Date()): Promise<void> {
  const where = { userId: viewer.id, paperId, readAt: null };
  await getDb().notification.updateMany({ where, data: { readAt: now } });
}

const selectSql = Prisma.sql`SELECT n.id, n.user_id AS "userId", n.kind, n.count, n.label, n.created_at AS "createdAt",
  n.read_at AS "readAt", p.key, p.title FROM notifications n JOIN papers p ON p.id = n.paper_id`;

function toItem({ userId: _, key, title, ...row }: Row): NotificationItem {
  return { ...row, paper: { key, title } };
}
