import { getDb, Prisma } from "@/lib/db";
import { readCursor, writeCursor } from "@/lib/feeds/cursor";
import { columns, type FeedPage, markItems, type Row } from "@/lib/feeds/feed-item";
import type { Viewer } from "@/lib/people/viewer";

type Options = { after?: string | undefined; limit?: number };
type SavedRow = Row & { savedAt: number };

/**
 * One page of what the viewer keeps for later, the last saved first; papers that are hidden now are left out.
 * @param options.after token of the previous page's `next`; one that is not ours starts at the top
 * @param options.limit rows, 1 to 100
 */
export async function listSaved(viewer: Viewer, { after, limit = 50 }: Options = {}): Promise<FeedPage> {
  const cursor = readCursor(after);
  const size = Math.min(Math.max(limit, 1), 100);
  const start = cursor
    ? Prisma.sql`AND (s.saved_at, s.paper_id) < (to_timestamp(${cursor.value}::float8), ${cursor.id})`
    : Prisma.empty;
  const rows = await getDb().$queryRaw<SavedRow[]>`
    SELECT ${columns}, p.heat, p.upvotes, extract(epoch from s.saved_at)::float8 AS "savedAt"
    FROM saves s JOIN papers p ON p.id = s.paper_id AND p.status = 'listed' LEFT JOIN users u ON u.id = p.submitter_id
    WHERE s.user_id = ${viewer.id} ${start}
    ORDER BY s.saved_at DESC, s.paper_id DESC LIMIT ${size + 1}`;
  const seen = cursor?.seen ?? 0;
  const last = rows.length > size && rows[size - 1];
  return {
    items: await markItems(rows.slice(0, size), viewer, seen),
    next: last ? writeCursor({ value: last.savedAt, id: last.id, seen: seen + size }) : null,
  };
}
