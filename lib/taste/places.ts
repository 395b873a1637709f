import type { Tx } from "@/lib/db";
import type { Viewer } from "@/lib/people/viewer";
import { changeTaste, getPaperId, noSuchInterest } from "@/lib/taste/change";

/** The viewer puts a paper into an interest, where it stays; it leaves their others. @throws AppError not-found */
export function movePaper(viewer: Viewer, key: string, interestId: number, now = new Date()): Promise<void> {
  return changeTaste(viewer, now, async (tx) => {
    const where = { id: interestId, userId: viewer.id };
    if ((await tx.interest.count({ where })) === 0) throw noSuchInterest();
    await placePapers(tx, viewer, [await getPaperId(tx, key)], interestId);
  });
}

/** The viewer takes a paper out of their interests: nothing is learnt from it any more, unless it is liked again. @throws AppError not-found */
export function dropPaper(viewer: Viewer, key: string, now = new Date()): Promise<void> {
  return changeTaste(viewer, now, async (tx) => {
    const id = await getPaperId(tx, key);
    await tx.interestPaper.deleteMany({ where: { paperId: id, interest: { userId: viewer.id } } });
    await skipPapers(tx, viewer, [id], now);
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
