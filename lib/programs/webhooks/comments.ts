import { getDb, Prisma } from "@/lib/base/db";
import { listedSql, visibleCommentSql } from "@/lib/papers/conditions";
import { toCommentJson } from "@/lib/programs/api/operations/comments";
import { ownPapersSql, type TitledPaper, toTitledJson } from "@/lib/programs/webhooks/own-papers";
import { everywhere } from "@/lib/programs/webhooks/schema";
import {
  type Listener,
  mostNews,
  type News,
  type NewsPage,
  toPage,
  untoldSql,
} from "@/lib/programs/webhooks/span";

type Row = TitledPaper & {
  id: number;
  parentId: number | null;
  body: string;
  author: string | null;
  at: Date;
};

/**
 * Comments by others on papers that the webhook's owner submitted, is a verified author of, or has commented on; for an
 * admin who asked for it, comments on every paper.
 */
export async function listNewComments(listener: Listener): Promise<NewsPage> {
  const { id, owner, since, until } = listener;
  const subject = Prisma.sql`'comment:' || c.id`;
  const rows = await getDb().$queryRaw<Row[]>`
    SELECT c.id, c.parent_id AS "parentId", c.body, c.created_at AS at, u.username AS author, p.key, p.title
    FROM comments c JOIN papers p ON p.id = c.paper_id LEFT JOIN users u ON u.id = c.user_id
    WHERE ${listedSql} AND ${visibleCommentSql} AND c.created_at > ${since} AND c.created_at <= ${until}
      AND c.user_id IS DISTINCT FROM ${owner.id} ${amongSql(listener)} ${untoldSql(id, subject)}
    ORDER BY c.created_at, c.id LIMIT ${mostNews}`;
  return toPage(rows, until, toNews);
}

function amongSql({ feed, owner }: Listener): Prisma.Sql {
  if (feed === everywhere && owner.role === "admin") return Prisma.empty;
  return Prisma.sql`AND c.paper_id IN (${ownPapersSql(owner.id)}
    UNION SELECT paper_id FROM comments c WHERE user_id = ${owner.id} AND ${visibleCommentSql})`;
}

function toNews({ at, key, title, ...row }: Row): News {
  const paper = toTitledJson({ key, title });
  const comment = toCommentJson({ ...row, createdAt: at, deleted: false });
  return {
    subject: `comment:${row.id}`,
    payload: { paper, comment: { ...comment, url: `${paper.url}#comment-${row.id}` } },
  };
}
