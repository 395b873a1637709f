import type { Tx } from "@/lib/base/db";
import { forgetSubscriptions } from "@/lib/digests/subscriptions/personal-data";
import { standingVoteSql, visibleCommentSql } from "@/lib/papers/conditions";
import { changeTouchedPapers } from "@/lib/papers/touched-papers";
import { assertOtherAdmin } from "@/lib/people/people";
import type { Viewer } from "@/lib/people/viewer";

/**
 * Deletes the viewer's account for good, in one transaction: votes are withdrawn and the papers recounted, comments
 * emptied, submissions left without a submitter, and profile, sign-ins, sessions, claims, subscription and taste removed,
 * with what others follow and mute of theirs.
 * What remains names nobody. An account that is gone already stays so.
 * @throws AppError conflict for the only admin of a hub with other people
 */
export async function deleteAccount(viewer: Viewer, now = new Date()): Promise<void> {
  await changeTouchedPapers(viewer.id, async (tx, paperIds) => {
    const user = await tx.user.findUnique({ where: { id: viewer.id } });
    if (!user) return;
    if (user.role === "admin" && (await hasOthers(tx, user.id))) await assertOtherAdmin(tx, user.id);
    await withdrawVotes(tx, user.id, now);
    await emptyComments(tx, user.id, now, paperIds);
    if (user.email !== null) await forgetAddress(tx, user.email);
    if (user.username !== null) await forgetName(tx, user.username);
    await tx.user.delete({ where: { id: user.id } });
  });
}

async function hasOthers(tx: Tx, id: number): Promise<boolean> {
  const where = { kind: "person" as const, username: { not: null }, id: { not: id } };
  return (await tx.user.count({ where })) > 0;
}

async function withdrawVotes(tx: Tx, userId: number, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE votes v SET withdrawn_at = greatest(${now}::timestamptz, cast_at,
      (SELECT max(w.withdrawn_at) + interval '1 microsecond' FROM votes w WHERE w.paper_id = v.paper_id AND w.user_id = v.user_id))
    WHERE user_id = ${userId} AND ${standingVoteSql}`;
  // Without a person, two votes on a paper withdrawn at the same instant are one row to the unique index.
  while ((await spreadVotes(tx, userId)) > 0);
}

function spreadVotes(tx: Tx, userId: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE votes v SET withdrawn_at = withdrawn_at + (1 + floor(random() * 900)) * interval '1 microsecond'
    WHERE user_id = ${userId} AND EXISTS (SELECT 1 FROM votes o
      WHERE o.paper_id = v.paper_id AND o.user_id IS NULL AND o.withdrawn_at = v.withdrawn_at)`;
}

async function emptyComments(tx: Tx, userId: number, now: Date, paperIds: number[]): Promise<void> {
  await tx.comment.updateMany({ where: { userId, deletedAt: null }, data: { deletedAt: now } });
  await tx.comment.updateMany({ where: { userId }, data: { body: "" } });
  await tx.$executeRaw`
    UPDATE papers p SET comment_count =
      (SELECT count(*) FROM comments c WHERE c.paper_id = p.id AND ${visibleCommentSql})
    WHERE id = ANY(${paperIds})`;
}

/** Somebody may have the name later, whom nobody chose to follow or to mute. */
async function forgetName(tx: Tx, ref: string): Promise<void> {
  await tx.follow.deleteMany({ where: { kind: "person", ref } });
  await tx.mute.deleteMany({ where: { kind: "person", ref } });
}

async function forgetAddress(tx: Tx, email: string): Promise<void> {
  await forgetSubscriptions(tx, email);
  await tx.verificationToken.deleteMany({ where: { identifier: email } });
}
