import { getDb, Prisma } from "@/lib/base/db";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { minus } from "@/lib/base/time";
import { mutedSql } from "@/lib/follows/mutes";
import { listedSql, visibleCommentSql } from "@/lib/papers/conditions";
import { arrivalSql, newsDays } from "@/lib/search/searched-until";

/** A transaction that wrote something may commit this much later than the time it wrote down. */
const overlap = { minutes: 10 };

type Span = { since: Date; now: Date };

/**
 * Writes what happened to followed papers and authors since the last time: comments by others, versions, code, new
 * papers. Each thing is told once; what somebody has muted is not told. Three statements, however many follow.
 * @returns how many notifications were written or grew
 */
export async function writeNotifications({ now }: { now: Date }): Promise<{ notified: number }> {
  const until = await findSetting("notified-until");
  const last = until === null ? minus(now, { days: 1 }) : new Date(until);
  const span = { since: minus(last, overlap), now };
  const written = [await tellComments(span), await tellChanges(span), await tellAuthors(span)];
  await saveSetting("notified-until", now.toISOString());
  return { notified: written.reduce((sum, count) => sum + count, 0) };
}

const silent = mutedSql(Prisma.sql`f.user_id`);

/**
 * A paper's comments are one notification, which counts those since it was last read; its label is the first one's id.
 * Once mailed it is mailed again after a day at the earliest.
 */
function tellComments({ since, now }: Span): Promise<number> {
  return getDb().$executeRaw`
    INSERT INTO notifications AS old (user_id, kind, subject, paper_id, count, label, created_at)
    SELECT f.user_id, 'comments', 'comments:' || p.key, p.id, count(*), min(c.id)::text, max(c.created_at)
    FROM papers p JOIN follows f ON f.kind = 'paper' AND f.ref = p.key LEFT JOIN users u ON u.id = p.submitter_id
      LEFT JOIN notifications n ON n.user_id = f.user_id AND n.subject = 'comments:' || p.key
      JOIN comments c ON c.paper_id = p.id LEFT JOIN users w ON w.id = c.user_id
    WHERE p.id IN (SELECT paper_id FROM comments WHERE created_at > ${since} AND created_at <= ${now})
      AND ${listedSql} AND ${visibleCommentSql} AND c.created_at <= ${now}
      AND c.user_id IS DISTINCT FROM f.user_id
      AND CASE WHEN n.id IS NULL THEN c.created_at > greatest(f.created_at, ${since})
        WHEN n.read_at IS NULL THEN c.id >= n.label::int ELSE c.created_at > n.read_at END
      AND NOT ${silent} AND NOT EXISTS (
        SELECT 1 FROM mutes WHERE user_id = f.user_id AND kind = 'person' AND ref = w.username)
    GROUP BY f.user_id, p.id
    ON CONFLICT (user_id, subject) DO UPDATE SET count = excluded.count, label = excluded.label,
      created_at = excluded.created_at, read_at = NULL, mailed_at = CASE
        WHEN old.read_at IS NOT NULL OR old.mailed_at < ${minus(now, { days: 1 })} THEN NULL ELSE old.mailed_at END
    WHERE (old.read_at IS NULL AND old.count < excluded.count) OR old.read_at < excluded.created_at`;
}

/** New versions, and code where there was none. What the follow knows of its paper moves on in the same statement. */
function tellChanges({ since, now }: Span): Promise<number> {
  return getDb().$executeRaw`
    WITH changed AS (
      SELECT f.id, f.user_id, p.id AS paper_id, p.key, p.version, p.version > f.had_version AS newer,
        p.code_url IS NOT NULL AND NOT f.had_code AS coded, ${silent} AS silent
      FROM papers p JOIN follows f ON f.kind = 'paper' AND f.ref = p.key LEFT JOIN users u ON u.id = p.submitter_id
      WHERE p.updated_at > ${since} AND ${listedSql}
        AND (p.version > f.had_version OR (p.code_url IS NOT NULL AND NOT f.had_code))),
    noted AS (UPDATE follows f SET had_version = greatest(had_version, c.version), had_code = had_code OR c.coded
      FROM changed c WHERE f.id = c.id)
    INSERT INTO notifications (user_id, kind, subject, paper_id, label, created_at)
    SELECT user_id, 'version'::"NotificationKind", 'version:' || key || ':' || version, paper_id, version::text, ${now}::timestamptz
    FROM changed WHERE newer AND NOT silent
    UNION ALL SELECT user_id, 'code', 'code:' || key, paper_id, '', ${now}::timestamptz FROM changed WHERE coded AND NOT silent
    ON CONFLICT (user_id, subject) DO NOTHING`;
}

/** New papers by followed authors; a paper by two of them is told once, with both names. */
function tellAuthors({ since, now }: Span): Promise<number> {
  return getDb().$executeRaw`
    INSERT INTO notifications (user_id, kind, subject, paper_id, label, created_at)
    SELECT f.user_id, 'author', 'author:' || p.key, p.id, string_agg(DISTINCT f.label, ' and '), ${now}::timestamptz
    FROM papers p CROSS JOIN unnest(p.author_slugs) AS slug JOIN follows f ON f.kind = 'author' AND f.ref = slug
      LEFT JOIN users u ON u.id = p.submitter_id
    WHERE ${listedSql} AND p.announced_at > ${minus(since, { days: newsDays })}
      AND ${arrivalSql} > ${since} AND ${arrivalSql} <= ${now} AND ${arrivalSql} > f.created_at
      AND p.submitter_id IS DISTINCT FROM f.user_id AND NOT ${silent}
    GROUP BY f.user_id, p.id
    ON CONFLICT (user_id, subject) DO NOTHING`;
}
