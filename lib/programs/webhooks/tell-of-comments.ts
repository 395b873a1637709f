import { getDb } from "@/lib/base/db";
import { listedSql, visibleCommentSql } from "@/lib/papers/conditions";
import { toCommentJson } from "@/lib/programs/api/operations/comments";
import { onSql } from "@/lib/programs/webhooks/deliver";
import { everywhere } from "@/lib/programs/webhooks/schema";
import {
  type NewDelivery,
  ownPaperSql,
  toTitledJson,
  writeDeliveries,
} from "@/lib/programs/webhooks/write-deliveries";
import type { Payloads } from "@/lib/queue/enqueue";

type Row = {
  webhookId: number;
  id: number;
  parentId: number | null;
  body: string;
  author: string | null;
  createdAt: Date;
  key: string;
  title: string;
};

/**
 * Writes the deliveries of comments to webhooks: comments by others on papers that the webhook's owner submitted, is a
 * verified author of, or has commented on; for an admin's webhook for all papers, comments on every paper.
 * @returns how many deliveries were written
 */
export async function tellOfComments(
  { commentIds }: Payloads["tell-of-comments"],
  { now }: { now: Date },
): Promise<{ told: number }> {
  const rows = await getDb().$queryRaw<Row[]>`
    SELECT w.id AS "webhookId", c.id, c.parent_id AS "parentId", c.body, c.created_at AS "createdAt",
      a.username AS author, p.key, p.title
    FROM comments c JOIN papers p ON p.id = c.paper_id LEFT JOIN users a ON a.id = c.user_id
      JOIN webhooks w ON w.event = 'comment' AND w.enabled_at < c.created_at AND w.user_id IS DISTINCT FROM c.user_id
      JOIN users u ON u.id = w.user_id
    WHERE c.id = ANY(${commentIds}) AND ${visibleCommentSql} AND ${listedSql} AND ${onSql}
      AND ((w.feed = ${everywhere} AND u.role = 'admin') OR ${ownPaperSql} OR EXISTS (
        SELECT 1 FROM comments WHERE paper_id = p.id AND user_id = w.user_id AND deleted_at IS NULL))
    ORDER BY c.created_at, c.id`;
  return { told: await writeDeliveries(rows.map(toDelivery), now) };
}

function toDelivery({ webhookId, key, title, ...row }: Row): NewDelivery {
  const paper = toTitledJson({ key, title });
  const comment = { ...toCommentJson({ ...row, deleted: false }), url: `${paper.url}#comment-${row.id}` };
  return { webhookId, kind: "comment", commentId: row.id, payload: { paper, comment } };
}
