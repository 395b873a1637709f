import type { Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { changeTaste } from "@/lib/feeds/taste/change";
import { standingVoteSql } from "@/lib/papers/conditions";
import type { Viewer } from "@/lib/people/viewer";

/**
 * The viewer takes something they brought along out again: nothing is learnt from it any more, unless they upvoted or saved
 * it, too. Bringing it along again is bringing it anew.
 * @param id as the library lists it
 * @throws AppError not-found
 */
export function takeOutOfLibrary(viewer: Viewer, id: string, now = new Date()): Promise<void> {
  const title = Math.min(Number(/^title-(\d{1,10})$/.exec(id)?.[1] ?? 0), 2_147_483_647);
  return changeTaste(viewer, now, async (tx) => {
    const { count } = title
      ? await tx.tasteText.deleteMany({ where: { id: title, userId: viewer.id } })
      : await tx.signal.deleteMany({ where: { userId: viewer.id, kind: "library", paper: { key: id } } });
    if (count === 0) throw new AppError("not-found", "You brought no such paper along.");
    if (!title) await leaveInterests(tx, viewer, id);
  });
}

/** Also where the reader put it there themselves, or by merging interests. */
function leaveInterests(tx: Tx, viewer: Viewer, key: string): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM interest_papers ip USING interests i, papers p
    WHERE i.id = ip.interest_id AND i.user_id = ${viewer.id} AND p.id = ip.paper_id AND p.key = ${key}
      AND NOT EXISTS (SELECT 1 FROM votes v WHERE v.user_id = i.user_id AND v.paper_id = p.id AND ${standingVoteSql})
      AND NOT EXISTS (SELECT 1 FROM saves k WHERE k.user_id = i.user_id AND k.paper_id = p.id)`;
}
