import { type Comment, longestComment } from "@/lib/comments/rules";
import { getDb } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { recountPapers } from "@/lib/papers/recount";
import type { Viewer } from "@/lib/people/viewer";

/** A paper's comments, oldest first, at most 500; deleted ones keep their place without words. */
export async function listComments(paperId: number): Promise<Comment[]> {
  const rows = await getDb().comment.findMany({
    where: { paperId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: 500,
    include: { user: { select: { username: true } } },
  });
  return rows.map(({ id, body, createdAt, deletedAt, user }) => ({
    id,
    body: deletedAt ? "" : body,
    createdAt,
    deleted: deletedAt !== null,
    author: deletedAt ? null : (user?.username ?? null),
  }));
}

/**
 * The viewer comments on a listed paper. Sending the same words twice within a minute is one comment.
 * A person's first comment on a paper also warms it (a quarter of a vote).
 * @throws AppError forbidden for banned accounts, not-found, invalid for empty or too long words
 */
export async function addComment(
  viewer: Viewer,
  key: string,
  body: string,
  now = new Date(),
): Promise<number> {
  const words = body.trim();
  if (viewer.banned) throw new AppError("forbidden", "This account is banned and cannot comment.");
  if (!words || words.length > longestComment)
    throw new AppError("invalid", `A comment has 1 to ${longestComment.toLocaleString("en")} characters.`);
  return getDb().$transaction(async (tx) => {
    const [paper] = await tx.$queryRaw<{ id: number }[]>`
      SELECT id FROM papers WHERE key = ${key} AND status = 'listed' FOR NO KEY UPDATE`;
    if (!paper) throw new AppError("not-found", "There is no such paper here.");
    const minuteAgo = new Date(now.getTime() - 60_000);
    const twin = await tx.comment.findFirst({
      where: { paperId: paper.id, userId: viewer.id, body: words, createdAt: { gt: minuteAgo } },
    });
    if (twin) return twin.id;
    const made = await tx.comment.create({
      data: { paperId: paper.id, userId: viewer.id, body: words, createdAt: now },
    });
    await countComments(tx, paper.id);
    return made.id;
  });
}

/** The viewer takes back a comment of their own; a moderator anybody's. @throws AppError not-found */
export async function deleteComment(viewer: Viewer, id: number, now = new Date()): Promise<void> {
  const any = viewer.role === "moderator" || viewer.role === "admin";
  await getDb().$transaction(async (tx) => {
    const comment = await tx.comment.findFirst({ where: { id, ...(any ? {} : { userId: viewer.id }) } });
    if (!comment) throw new AppError("not-found", "There is no such comment of yours.");
    await tx.$queryRaw`SELECT 1 FROM papers WHERE id = ${comment.paperId} FOR NO KEY UPDATE`;
    await tx.comment.updateMany({ where: { id, deletedAt: null }, data: { deletedAt: now, body: "" } });
    await countComments(tx, comment.paperId);
  });
}

async function countComments(tx: Parameters<typeof recountPapers>[0], paperId: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE papers SET comment_count = (SELECT count(*) FROM comments WHERE paper_id = ${paperId} AND deleted_at IS NULL)
    WHERE id = ${paperId}`;
  await recountPapers(tx, [paperId]);
}
