import { getDb, Prisma } from "@/lib/base/db";
import { readCursor, secondsOf, writeCursor } from "@/lib/feeds/cursor";
import { columns, type FeedPage, marksSql, type Row, rankRows } from "@/lib/feeds/feed-item";
import { listedSql } from "@/lib/papers/conditions";
import type { Viewer } from "@/lib/people/viewer";

type Options = { after?: string | undefined; limit?: number };
type SavedRow = Row & { savedAt: number };

/**
 * One page of the papers that the viewer saved, last saved first. Papers that are no longer listed are left out.
 * @param options.after the previous page's `next`; an invalid token starts at the top
 * @param options.limit rows, 1 to 100
 */
export async function listSaved(viewer: Viewer, { after, limit = 50 }: Options = {}): Promise<FeedPage> {
  const cursor = readCursor(after);
  const size = Math.min(Math.max(limit, 1), 100);
  const start = cursor
    ? Prisma.sql`AND (k.saved_at, k.paper_id) < (to_timestamp(${secondsOf(cursor)}::float8), ${cursor.id})`
    : Prisma.empty;
  const { marks, joins } = marksSql(viewer);
  const rows = await getDb().$queryRaw<SavedRow[]>`
    SELECT ${columns}, p.heat, p.upvotes, extract(epoch from k.saved_at)::float8 AS "savedAt", ${marks}
    FROM saves k JOIN papers p ON p.id = k.paper_id AND ${listedSql} LEFT JOIN users u ON u.id = p.submitter_id ${joins}
    WHERE k.user_id = ${viewer.id} ${start}
    ORDER BY k.saved_at DESC, k.paper_id DESC LIMIT ${size + 1}`;
  const seen = cursor?.seen ?? 0;
  const last = rows.length > size && rows[size - 1];
  return {
    items: rankRows(rows.slice(0, size), seen),
    next: last ? writeCursor({ value: last.savedAt, id: last.id, seen: seen + size }) : null,
  };
}
