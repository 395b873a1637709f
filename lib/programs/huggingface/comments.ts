import { setImmediate } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { micromark } from "micromark";
import { getDb } from "@/lib/base/db";
import type { CommentJson } from "@/lib/programs/huggingface/contract";
import { objectId } from "@/lib/programs/huggingface/object-ids";
import {
  deletedJson,
  type PersonRow,
  personRow,
  personSql,
  toUserJson,
} from "@/lib/programs/huggingface/people";

// A comment never changes except when it is deleted, and a deleted one has no text.
const kept = new LRUCache<number, string>({ maxSize: 8_000_000, sizeCalculation: (html) => html.length + 1 });

/** Nobody writes more markup characters or deeper quotes than this, and the parser's time grows with their square. */
const maxMarkup = 3000;
const deepQuote = /^(?:[ \t]*>){20}/m;

/**
 * A comment's Markdown as HTML; HTML in it is escaped and only harmless links stay. Cached by the comment's id. Yields
 * to other requests before each one that has to be rendered.
 */
export async function commentHtml(id: number, body: string): Promise<string> {
  const known = kept.get(id);
  if (known !== undefined) return known;
  await setImmediate();
  const html = isPathological(body) ? plainHtml(body) : micromark(body);
  kept.set(id, html);
  return html;
}

function isPathological(body: string): boolean {
  return deepQuote.test(body) || (body.match(/[*_`[\]<>!#&\n\\]/g)?.length ?? 0) > maxMarkup;
}

function plainHtml(body: string): string {
  const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return `<p>${body.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign).replaceAll("\n", "<br />\n")}</p>`;
}

/**
 * A paper's comments, oldest first, at most 500, in one flat list; a reply names its parent comment. Deleted comments
 * are `hidden`, without text and author. One statement.
 */
export async function listCommentsJson(paperId: number): Promise<CommentJson[]> {
  const rows = await getDb().$queryRaw<CommentRow[]>`
    SELECT c.id, c.body, c.created_at AS "createdAt", c.deleted_at AS "deletedAt", c.parent_id AS "parentId",
      parent.created_at AS "parentAt", CASE WHEN u.username IS NOT NULL THEN ${personSql} END AS person
    FROM comments c LEFT JOIN users u ON u.id = c.user_id LEFT JOIN comments parent ON parent.id = c.parent_id
    WHERE c.paper_id = ${paperId} ORDER BY c.created_at, c.id LIMIT 500`;
  const list: CommentJson[] = [];
  // One after the other, so that rendering a long discussion does not hold up other requests.
  for (const row of rows)
    list.push(toCommentJson(row, row.deletedAt ? "" : await commentHtml(row.id, row.body)));
  return list;
}

type CommentRow = {
  id: number;
  body: string;
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
