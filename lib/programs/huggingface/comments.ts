import { setImmediate } from "node:timers/promises";
import { getDb } from "@/lib/base/db";
import { stretchSql } from "@/lib/community/comments/comments";
import { plainHtml } from "@/lib/community/comments/markdown";
import type { CommentJson } from "@/lib/programs/huggingface/contract";
import { objectId } from "@/lib/programs/huggingface/object-ids";
import {
  deletedJson,
  type PersonRow,
  personRow,
  personSql,
  toUserJson,
} from "@/lib/programs/huggingface/people";

/**
 * A paper's comments, oldest first, in one flat list: at most 500, and fewer if they are very long. A reply names its
 * parent comment. Deleted comments are `hidden`, without text and author. One statement.
 */
export async function listCommentsJson(paperId: number): Promise<CommentJson[]> {
  const rows = await getDb().$queryRaw<CommentRow[]>`
    SELECT c.id, c.body, c.html, c.created_at AS "createdAt", c.deleted_at AS "deletedAt", c.parent_id AS "parentId",
      parent.created_at AS "parentAt", CASE WHEN u.username IS NOT NULL THEN ${personSql} END AS person
    FROM comments c LEFT JOIN users u ON u.id = c.user_id LEFT JOIN comments parent ON parent.id = c.parent_id
    WHERE c.id IN (${stretchSql(paperId, { after: 0 })}) ORDER BY c.created_at, c.id`;
  const list: CommentJson[] = [];
  for (const row of rows)
    list.push(toCommentJson(row, row.deletedAt ? "" : (row.html ?? (await plain(row)))));
  return list;
}

/** A comment that the worker has yet to render; other requests are answered before each one of a long discussion. */
async function plain({ body }: CommentRow): Promise<string> {
  await setImmediate();
  return plainHtml(body);
}

type CommentRow = {
  id: number;
  body: string;
  html: string | null;
  createdAt: Date;
  deletedAt: Date | null;
  parentId: number | null;
  parentAt: Date | null;
  person: PersonRow | null;
};

function toCommentJson(row: CommentRow, html: string): CommentJson {
  const { id, body, createdAt, deletedAt, parentId, parentAt, person } = row;
  const shown = person && !deletedAt;
  return {
    id: objectId("comment", id, createdAt),
    type: "comment",
    author: shown ? toUserJson(personRow.parse(person)) : deletedJson(),
    createdAt: createdAt.toISOString(),
    data: {
      edited: false,
      hidden: deletedAt !== null,
      latest: { raw: deletedAt ? "" : body, html, updatedAt: createdAt.toISOString() },
      numEdits: 0,
      reactions: [],
      isReport: false,
      parentCommentId: parentId && parentAt ? objectId("comment", parentId, parentAt) : undefined,
    },
  };
}
