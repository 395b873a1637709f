import { getDb, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import { listed } from "@/lib/papers/conditions";
import { noteTasteChange } from "@/lib/people/reader";
import type { Viewer } from "@/lib/people/viewer";

/**
 * Changes what the hub knows about the viewer's taste and retrains at once, so that their page reflects the change.
 * Changes of one reader wait for each other, and a training that began before a change is discarded.
 * @param change makes the change within the given transaction
 * @returns what `change` returned
 */
export async function changeTaste<R>(viewer: Viewer, now: Date, change: (tx: Tx) => Promise<R>): Promise<R> {
  const result = await getDb().$transaction(async (tx) => {
    await noteTasteChange(tx, viewer.id);
    return change(tx);
  });
  const { kept } = await trainReader(viewer.id, now);
  // A training that began before this change was saved first; it does not include the change.
  if (!kept) await trainReader(viewer.id, now);
  return result;
}

/** The ids of listed papers, without duplicates. @throws AppError not-found if any of them is not on this hub */
export async function getPaperIds(tx: Tx, keys: string[]): Promise<number[]> {
  const where = { key: { in: keys }, ...listed };
  const papers = await tx.paper.findMany({ where, select: { id: true } });
  if (papers.length < new Set(keys).size) throw new AppError("not-found", "There is no such paper here.");
  return papers.map(({ id }) => id);
}

/** The error for an interest that does not exist or belongs to somebody else. */
export function noSuchInterest(): AppError {
  return new AppError("not-found", "You have no such interest.");
}
