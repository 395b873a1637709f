import { getDb, type Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Viewer } from "@/lib/people/viewer";
import { trainReader } from "@/lib/taste/train-reader";

/**
 * Changes something of what the hub knows of the viewer's taste, and trains anew at once, so that their page follows.
 * Changes of one reader take turns, and a training that began before one of them is not kept.
 */
export async function changeTaste<R>(viewer: Viewer, now: Date, change: (tx: Tx) => Promise<R>): Promise<R> {
  const result = await getDb().$transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO readers (user_id) VALUES (${viewer.id}) ON CONFLICT (user_id) DO UPDATE SET trained_at = NULL`;
    return change(tx);
  });
  await trainReader(viewer.id, now);
  return result;
}

/** The id of a listed paper. @throws AppError not-found */
export async function getPaperId(tx: Tx, key: string): Promise<number> {
  const paper = await tx.paper.findFirst({ where: { key, status: "listed" }, select: { id: true } });
  if (!paper) throw new AppError("not-found", "There is no such paper here.");
  return paper.id;
}

/** What is said where an interest is not the viewer's, or not there. */
export function noSuchInterest(): AppError {
  return new AppError("not-found", "You have no such interest.");
}
