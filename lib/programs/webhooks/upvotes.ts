import { getDb, Prisma } from "@/lib/base/db";
import { countedVoteSql, listedSql } from "@/lib/papers/conditions";
import { ownPapersSql, type TitledPaper, toTitledJson } from "@/lib/programs/webhooks/own-papers";
import {
  type Listener,
  mostNews,
  type News,
  type NewsPage,
  toPage,
  untoldSql,
} from "@/lib/programs/webhooks/span";

type Row = TitledPaper & { userId: number; upvotes: number; at: Date };

/**
 * Counted upvotes by others of papers that the webhook's owner submitted or is a verified author of. Who upvoted is not
 * told, and whoever takes a vote back and gives it again is told of once.
 */
export async function listNewUpvotes({ id, owner, since, until }: Listener): Promise<NewsPage> {
  const subject = Prisma.sql`'upvote:' || p.key || ':' || v.user_id`;
  const rows = await getDb().$queryRaw<Row[]>`
    SELECT v.user_id AS "userId", v.cast_at AS at, p.key, p.title, p.upvotes
    FROM votes v JOIN papers p ON p.id = v.paper_id
    WHERE v.paper_id IN (${ownPapersSql(owner.id)}) AND ${listedSql}
      AND v.cast_at > ${since} AND v.cast_at <= ${until} AND ${countedVoteSql}
      AND v.user_id <> ${owner.id} ${untoldSql(id, subject)}
    ORDER BY v.cast_at, v.id LIMIT ${mostNews}`;
  return toPage(rows, until, toNews);
}

function toNews({ userId, key, title, upvotes, at }: Row): News {
  const paper = { ...toTitledJson({ key, title }), upvotes };
  return { subject: `upvote:${key}:${userId}`, payload: { paper, upvotedAt: at.toISOString() } };
}
