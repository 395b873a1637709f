import { getDb, type Tx } from "@/lib/base/db";
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

/**
 * A paper's comments, oldest first, at most 500. Deleted ones are included without their text.
 * @param latest return only the newest ones, this many
 */
export async function listComments(paperId: number, latest?: number): Promise<Comment[]> {
  const rows = await getDb().comment.findMany({
    where: { paperId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    // A negative `take` counts from the end.
    take: latest === undefined ? 500 : -latest,
    select: {
      ...select,
      parentId: true,
      body: true,
      parts: true,
      deletedAt: true,
      user: { select: { username: true } },
    },
  });
  return rows.map(({ id, parentId, body, parts, createdAt, deletedAt, user }) => ({
    id,
    parentId,
    body: deletedAt ? "" : body,
    parts: deletedAt ? [] : partsOf(body, parts),
    createdAt,
    deleted: deletedAt !== null,
    author: deletedAt ? null : (user?.username ?? null),
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
  const rendered = renderedColumns(renderComment(words));
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
