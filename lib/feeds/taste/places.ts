import type { Tx } from "@/lib/base/db";
import { changeTaste, getPaperIds, noSuchInterest } from "@/lib/feeds/taste/change";
import type { Viewer } from "@/lib/people/viewer";

/** The viewer puts papers into an interest, where they stay; they leave their others. @throws AppError not-found */
export function movePapers(
  viewer: Viewer,
  keys: string[],
  interestId: number,
  now = new Date(),
): Promise<void> {
  return changeTaste(viewer, now, async (tx) => {
    const where = { id: interestId, userId: viewer.id };
    if ((await tx.interest.count({ where })) === 0) throw noSuchInterest();
    await placePapers(tx, viewer, await getPaperIds(tx, keys), interestId);
  });
}

/** The viewer takes papers out of their interests: nothing is learnt from them any more, unless they are liked again. @throws AppError not-found */
export function dropPapers(viewer: Viewer, keys: string[], now = new Date()): Promise<void> {
  return changeTaste(viewer, now, async (tx) => {
    const ids = await getPaperIds(tx, keys);
    await tx.interestPaper.deleteMany({ where: { paperId: { in: ids }, interest: { userId: viewer.id } } });
    await skipPapers(tx, viewer, ids, now);
  });
}

/** Papers go into one interest of the viewer's and out of all others, for good. */
export async function placePapers(tx: Tx, viewer: Viewer, ids: number[], interestId: number): Promise<void> {
  const where = { userId: viewer.id, paperId: { in: ids } };
  await tx.tasteSkip.deleteMany({ where });
  await tx.interestPaper.deleteMany({ where: { paperId: { in: ids }, interest: { userId: viewer.id } } });
  await tx.interestPaper.createMany({ data: ids.map((paperId) => ({ interestId, paperId, kept: true })) });
}

/** Nothing is learnt any more of what the viewer did with these papers up to now. */
export async function skipPapers(tx: Tx, viewer: Viewer, ids: number[], now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO taste_skips (user_id, paper_id, skipped_at) SELECT ${viewer.id}, id, ${now} FROM unnest(${ids}::int[]) id
    ON CONFLICT (user_id, paper_id) DO UPDATE SET skipped_at = excluded.skipped_at`;
}
