import { getDb, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import { listed } from "@/lib/papers/conditions";
import { noteTasteChange } from "@/lib/people/reader";
import type { Viewer } from "@/lib/people/viewer";

/**
 * Changes something of what the hub knows of the viewer's taste, and trains anew at once, so that their page follows.
 * Changes of one reader take turns, and a training that began before one of them is not kept.
 */
export async function changeTaste<R>(viewer: Viewer, now: Date, change: (tx: Tx) => Promise<R>): Promise<R> {
  const result = await getDb().$transaction(async (tx) => {
    await noteTasteChange(tx, viewer.id);
    return change(tx);
  });
  const { kept } = await trainReader(viewer.id, now);
  // One that had begun before this change was kept first: it knows nothing of the change.
  if (!kept) await trainReader(viewer.id, now);
  return result;
}

/** The ids of listed papers, each once. @throws AppError not-found where one of them is not here */
export async function getPaperIds(tx: Tx, keys: string[]): Promise<number[]> {
  const where = { key: { in: keys }, ...listed };
  const papers = await tx.paper.findMany({ where, select: { id: true } });
  if (papers.length < new Set(keys).size) throw new AppError("not-found", "There is no such paper here.");
  return papers.map(({ id }) => id);
}

/** What is said where an interest is not the viewer's, or not there. */
export function noSuchInterest(): AppError {
  return new AppError("not-found", "You have no such interest.");
}
