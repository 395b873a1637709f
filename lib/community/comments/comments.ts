import { getDb, Prisma, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { grouped } from "@/lib/base/text";
import { minus } from "@/lib/base/time";
import { emptyColumns, partsOf, renderComment, renderedColumns } from "@/lib/community/comments/render";
import { type Comment, cleanComment, maxCommentLength } from "@/lib/community/comments/rules";
import { structureProblem } from "@/lib/community/comments/structure";
import { listedSql } from "@/lib/papers/conditions";
import { recountComments } from "@/lib/papers/recount";
import { assertMayPublish, canModerate } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";
import { addJob } from "@/lib/queue/enqueue";

export type Added = { id: number; createdAt: Date };

const select = { id: true, createdAt: true } as const;

/** How many comments an answer has at most, and from how many bytes of them on it gets no further ones. */
const mostComments = 500;
const mostBytes = 1_000_000;

/** Where to begin, and in which direction: after a comment (0 for the first one), or at the newest. */
export type Stretch = { after: number } | { latest: number };

/**
 * SQL for the ids of a paper's comments that fit into one answer. The comments of a long discussion can take 30 MB, which
 * nobody could read and a few requests for which would stop the hub.
 */
export function stretchSql(paperId: number, stretch: Stretch): Prisma.Sql {
  const newest = "latest" in stretch;
  const order = newest ? Prisma.sql`created_at DESC, id DESC` : Prisma.sql`created_at, id`;
  const start =
    newest || stretch.after === 0
      ? Prisma.empty
      : Prisma.sql`AND (created_at, id) > (SELECT created_at, id FROM comments WHERE id = ${stretch.after})`;
  const most = newest ? Math.min(stretch.latest, mostComments) : mostComments;
  return Prisma.sql`
    SELECT id FROM (
      SELECT id, sum(size) OVER (ORDER BY ${order}) - size AS before FROM (
        SELECT id, created_at, greatest(size, octet_length(body)) AS size FROM comments
        WHERE paper_id = ${paperId} ${start} ORDER BY ${order} LIMIT ${most}) first) summed
    WHERE before < ${mostBytes}`;
}

type CommentRow = {
  id: number;
  parentId: number | null;
  body: string;
  parts: unknown;
  createdAt: Date;
  deletedAt: Date | null;
  author: string | null;
};

/**
 * A paper's comments, oldest first: at most 500, and fewer if they are very long. Deleted ones are included without their
 * text.
 * @param latest return only the newest ones, at most this many
 */
export async function listComments(paperId: number, latest?: number): Promise<Comment[]> {
  return readComments(stretchSql(paperId, latest === undefined ? { after: 0 } : { latest }));
}

/** A page of a paper's comments, and the comment after which the next one begins; null if there are no more. */
export type CommentPage = { comments: Comment[]; next: number | null };

/**
 * A page of a paper's comments, as `listComments` gives them.
 * @param after the `next` of the page before; 0, or a comment of another paper, for the first page
 */
export async function listCommentPage(paperId: number, after: number): Promise<CommentPage> {
  const start = after ? await getDb().comment.count({ where: { id: after, paperId } }) : 0;
  const comments = await readComments(stretchSql(paperId, { after: start ? after : 0 }));
  const last = comments.at(-1);
  const more = last && {
    paperId,
    OR: [{ createdAt: { gt: last.createdAt } }, { createdAt: last.createdAt, id: { gt: last.id } }],
  };
  const next = more && (await getDb().comment.findFirst({ where: more, select: { id: true } }));
  return { comments, next: next && last ? last.id : null };
}

async function readComments(ids: Prisma.Sql): Promise<Comment[]> {
  const rows = await getDb().$queryRaw<CommentRow[]>`
    SELECT c.id, c.parent_id AS "parentId", c.body, c.parts, c.created_at AS "createdAt", c.deleted_at AS "deletedAt",
      u.username AS author
    FROM comments c LEFT JOIN users u ON u.id = c.user_id
    WHERE c.id IN (${ids}) ORDER BY c.created_at, c.id`;
  return rows.map(({ id, parentId, body, parts, createdAt, deletedAt, author }) => ({
    id,
    parentId,
    body: deletedAt ? "" : body,
    parts: deletedAt ? [] : partsOf(body, parts),
    createdAt,
    deleted: deletedAt !== null,
    author: deletedAt ? null : author,
  }));
}

/**
 * Adds the viewer's comment on a listed paper, or their reply to a comment. The same text sent again within a minute adds
 * nothing. A person's first comment on a paper raises its heat by a quarter of a vote.
 * @param options.parentId the comment to reply to
 * @returns the comment's id and time
 * @throws AppError forbidden for banned accounts; not-found for the paper, or for a parent that is deleted or on another
 * paper; invalid for empty or too long text, or text of too much structure
 */
export async function addComment(
  viewer: Viewer,
  key: string,
  body: string,
  { parentId = null, now = new Date() }: { parentId?: number | null; now?: Date } = {},
): Promise<Added> {
  const words = cleanComment(body);
  assertMayPublish(viewer, "comment");
  if (!words || words.length > maxCommentLength)
    throw new AppError("invalid", `A comment has 1 to ${grouped(maxCommentLength)} characters.`);
  const problem = structureProblem(words);
  if (problem) throw new AppError("invalid", problem);
  const rendered = renderedColumns(words, renderComment(words));
  return getDb().$transaction(async (tx) => {
    const [paper] = await tx.$queryRaw<{ id: number }[]>`
      SELECT id FROM papers p WHERE key = ${key} AND ${listedSql} FOR NO KEY UPDATE`;
    if (!paper) throw new AppError("not-found", "There is no such paper here.");
    await assertAnswerable(tx, paper.id, parentId);
    const comment = { paperId: paper.id, userId: viewer.id, parentId, body: words };
    const minuteAgo = minus(now, { minutes: 1 });
    const duplicate = await tx.comment.findFirst({
      where: { ...comment, createdAt: { gt: minuteAgo } },
      select,
    });
    if (duplicate) return duplicate;
    const made = await tx.comment.create({ data: { ...comment, ...rendered, createdAt: now }, select });
    await recountComments(tx, [paper.id]);
    await addJob(tx, "tell-of-comments", { commentIds: [made.id] });
    return made;
  });
}

/**
 * Deletes the viewer's own comment; a moderator may delete anybody's.
 * @throws AppError forbidden for banned accounts; not-found, also for a comment that is deleted already
 */
export async function deleteComment(viewer: Viewer, id: number, now = new Date()): Promise<void> {
  assertMayPublish(viewer, "delete comments");
  const where = { id, deletedAt: null, ...(canModerate(viewer) ? {} : { userId: viewer.id }) };
  await getDb().$transaction(async (tx) => {
    const comment = await tx.comment.findFirst({ where });
    if (!comment) throw noSuchComment();
    await tx.$queryRaw`SELECT 1 FROM papers WHERE id = ${comment.paperId} FOR NO KEY UPDATE`;
    const { count } = await tx.comment.updateMany({ where, data: { deletedAt: now, ...emptyColumns } });
    if (count === 0) throw noSuchComment();
    await recountComments(tx, [comment.paperId]);
  });
}

function noSuchComment(): AppError {
  return new AppError("not-found", "There is no such comment of yours.");
}

async function assertAnswerable(tx: Tx, paperId: number, id: number | null): Promise<void> {
  if (id === null) return;
  const parent = await tx.comment.findFirst({ where: { id, paperId, deletedAt: null }, select });
  if (!parent) throw new AppError("not-found", "There is no such comment on this paper.");
}
