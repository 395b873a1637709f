import { getDb, Prisma } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import type { News } from "@/lib/follows/news";
import { listedSql, visibleCommentSql } from "@/lib/papers/conditions";
import type { Viewer } from "@/lib/people/viewer";

/**
 * Counts the news of everything that the viewer follows in the last seven days, with a single query.
 * @returns the counts by the id of the follow; follows without news are absent
 */
export async function countWeeklyNews(viewer: Viewer, now: Date): Promise<Map<number, News>> {
  const since = minus(now, { days: 7 });
  const rows = await getDb().$queryRaw<(News & { id: number })[]>`
    WITH mine AS (SELECT id, kind, ref FROM follows WHERE user_id = ${viewer.id}),
    week AS (SELECT id, topics, author_slugs, organization_slug FROM papers p
      WHERE ${listedSql} AND announced_at > ${since} AND announced_at <= ${now})
    SELECT id, (count(*) FILTER (WHERE what = 'paper'))::int AS papers, (count(*) FILTER (WHERE what = 'comment'))::int AS comments,
      (count(*) FILTER (WHERE what = 'update'))::int AS updates
    FROM (${Prisma.join(newsQueries(viewer.id, since), " UNION ALL ")}) news GROUP BY id`;
  return new Map(rows.map(({ id, ...news }) => [id, news]));
}

/** One query for each kind of follow; each gives a row with the follow's id for every piece of news. */
function newsQueries(viewerId: number, since: Date): Prisma.Sql[] {
  return [
    Prisma.sql`SELECT f.id, 'paper' AS what FROM week, unnest(topics) AS topic JOIN mine f ON f.kind = 'topic' AND f.ref = topic`,
    Prisma.sql`SELECT f.id, 'paper' FROM week, unnest(author_slugs) AS slug JOIN mine f ON f.kind = 'author' AND f.ref = slug`,
    Prisma.sql`SELECT f.id, 'paper' FROM week w JOIN mine f ON f.kind = 'organization' AND f.ref = w.organization_slug`,
    Prisma.sql`SELECT f.id, 'paper' FROM mine f JOIN users u ON f.kind = 'person' AND u.username = f.ref
      JOIN papers p ON p.submitter_id = u.id AND ${listedSql} AND p.submitted_at > ${since}`,
    Prisma.sql`SELECT f.id, 'comment' FROM mine f JOIN papers p ON f.kind = 'paper' AND p.key = f.ref
      JOIN comments c ON c.paper_id = p.id AND c.created_at > ${since} AND ${visibleCommentSql}
        AND c.user_id IS DISTINCT FROM ${viewerId}`,
    Prisma.sql`SELECT f.id, 'update' FROM mine f JOIN papers p ON f.kind = 'paper' AND p.key = f.ref
      JOIN notifications n ON n.user_id = ${viewerId} AND n.paper_id = p.id AND n.created_at > ${since}
        AND n.kind IN ('version', 'code')`,
    Prisma.sql`SELECT f.id, 'paper' FROM mine f JOIN follow_hits h ON h.follow_id = f.id JOIN week w ON w.id = h.paper_id`,
  ];
}
