import { getDb, Prisma, type Tx } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { mutedSql } from "@/lib/follows/mutes";
import { planMails } from "@/lib/follows/notifications/plan-mails";
import { listedSql, visibleCommentSql } from "@/lib/papers/conditions";
import { arrivalSql, newsSql } from "@/lib/papers/news";
import type { Payloads } from "@/lib/queue/enqueue";

type Context = { now: Date };
/** The number of notifications that were added or updated. */
type Notified = { notified: number };
type Row = { userId: number };

/** A condition in SQL: whether the follower of `f` has muted the paper `p` (with submitter `u`). */
const silent = mutedSql(Prisma.sql`f.user_id`);

/**
 * Notifies followers of a paper of new comments by others, except followers who have muted the paper or the commenter.
 * Each follower has one notification for a paper's comments, which counts those since it was last read. Once mailed, it is
 * mailed again after it was read, or after a day.
 */
export function notifyOfComments(
  { commentIds }: Payloads["tell-of-comments"],
  { now }: Context,
): Promise<Notified> {
  return notify(
    now,
    (tx) => tx.$queryRaw<Row[]>`
      INSERT INTO notifications AS old (user_id, kind, paper_id, count, first_comment_id, author_names, created_at)
      SELECT f.user_id, 'comments', p.id, count(*), min(c.id), '{}', max(c.created_at)
      FROM (SELECT paper_id, min(id) AS first_id FROM comments WHERE id = ANY(${commentIds}) GROUP BY paper_id) fresh
        JOIN papers p ON p.id = fresh.paper_id JOIN follows f ON f.kind = 'paper' AND f.ref = p.key
        LEFT JOIN users u ON u.id = p.submitter_id
        LEFT JOIN notifications n ON n.user_id = f.user_id AND n.kind = 'comments' AND n.paper_id = p.id
        JOIN comments c ON c.paper_id = p.id LEFT JOIN users w ON w.id = c.user_id
      WHERE ${listedSql} AND ${visibleCommentSql} AND c.user_id IS DISTINCT FROM f.user_id
        AND CASE WHEN n.id IS NULL THEN c.id >= fresh.first_id AND c.created_at > f.created_at
          WHEN n.read_at IS NULL THEN c.id >= least(n.first_comment_id, fresh.first_id) ELSE c.created_at > n.read_at END
        AND NOT ${silent} AND NOT EXISTS (
          SELECT 1 FROM mutes WHERE user_id = f.user_id AND kind = 'person' AND ref = w.username)
      GROUP BY f.user_id, p.id
      ON CONFLICT (user_id, kind, paper_id, version) DO UPDATE SET count = excluded.count,
        first_comment_id = excluded.first_comment_id, created_at = excluded.created_at, read_at = NULL, mailed_at = CASE
          WHEN old.read_at IS NOT NULL OR old.mailed_at < ${minus(now, { days: 1 })} THEN NULL ELSE old.mailed_at END
      WHERE (old.read_at IS NULL AND old.count < excluded.count) OR old.read_at < excluded.created_at
      RETURNING user_id AS "userId"`,
  );
}

/**
 * Notifies followers of a paper of new versions, and of code if it had none. The same statement updates the version and
 * code that the follow has recorded.
 */
export function notifyOfChanges(
  { paperIds }: Payloads["tell-of-changes"],
  { now }: Context,
): Promise<Notified> {
  return notify(
    now,
    (tx) => tx.$queryRaw<Row[]>`
      WITH changed AS (
        SELECT f.id, f.user_id, p.id AS paper_id, p.version, p.version > f.had_version AS newer,
          p.code_url IS NOT NULL AND NOT f.had_code AS coded, ${silent} AS silent
        FROM papers p JOIN follows f ON f.kind = 'paper' AND f.ref = p.key LEFT JOIN users u ON u.id = p.submitter_id
        WHERE p.id = ANY(${paperIds}) AND ${listedSql}
          AND (p.version > f.had_version OR (p.code_url IS NOT NULL AND NOT f.had_code))),
      noted AS (UPDATE follows f SET had_version = greatest(had_version, c.version), had_code = had_code OR c.coded
        FROM changed c WHERE f.id = c.id)
      INSERT INTO notifications (user_id, kind, paper_id, version, author_names, created_at)
      SELECT user_id, 'version'::"NotificationKind", paper_id, version, '{}'::text[], ${now}::timestamptz
      FROM changed WHERE newer AND NOT silent
      UNION ALL SELECT user_id, 'code', paper_id, NULL, '{}', ${now}::timestamptz FROM changed WHERE coded AND NOT silent
      ON CONFLICT (user_id, kind, paper_id, version) DO NOTHING RETURNING user_id AS "userId"`,
  );
}

/**
 * Notifies followers of authors and organisations of their new papers. A paper by two followed authors is one notification
 * with both names.
 */
export function notifyOfPapers(
  { paperIds }: Payloads["tell-of-papers"],
  { now }: Context,
): Promise<Notified> {
  return notify(
    now,
    (tx) => tx.$queryRaw<Row[]>`
      INSERT INTO notifications (user_id, kind, paper_id, author_names, created_at)
      SELECT f.user_id, 'author', p.id, array_agg(DISTINCT f.label), ${now}::timestamptz
      FROM papers p CROSS JOIN LATERAL (
          SELECT 'author'::"FollowKind" AS kind, slug FROM unnest(p.author_slugs) AS slug
          UNION ALL SELECT 'organization', p.organization_slug) named
        JOIN follows f ON f.kind = named.kind AND f.ref = named.slug
        LEFT JOIN users u ON u.id = p.submitter_id
      WHERE p.id = ANY(${paperIds}) AND ${listedSql} AND ${newsSql} AND ${arrivalSql} > f.created_at
        AND p.submitter_id IS DISTINCT FROM f.user_id AND NOT ${silent}
      GROUP BY f.user_id, p.id
      ON CONFLICT (user_id, kind, paper_id, version) DO NOTHING RETURNING user_id AS "userId"`,
  );
}

/** Writes notifications and, in the same transaction, adds the jobs that mail them. */
function notify(now: Date, write: (tx: Tx) => Promise<Row[]>): Promise<Notified> {
  return getDb().$transaction(async (tx) => {
    const rows = await write(tx);
    await planMails(tx, [...new Set(rows.map(({ userId }) => userId))], now);
    return { notified: rows.length };
  });
}
