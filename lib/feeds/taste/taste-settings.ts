import { getDb } from "@/lib/base/db";
import { changeTaste } from "@/lib/feeds/taste/change-taste";
import { setReader } from "@/lib/people/reader";
import type { Viewer } from "@/lib/people/viewer";

/** A reader's settings for their own page. */
export type ReaderSettings = {
  /** Whether the hub learns from what the reader does. */
  learns: boolean;
  /** Whether `/` shows the reader's own page rather than everyone's. */
  ownPage: boolean;
};

/** The viewer's settings, or the defaults. */
export async function getReaderSettings(viewer: Viewer): Promise<ReaderSettings> {
  const select = { learns: true, ownPage: true };
  const row = await getDb().reader.findUnique({ where: { userId: viewer.id }, select });
  return row ?? { learns: true, ownPage: true };
}

/**
 * Changes the viewer's settings; omitted ones stay the same. While learning is off, interests stay until the viewer
 * removes or resets them. Once it is on again, upvotes and saves from the meantime count.
 * @returns the settings afterwards
 */
export async function changeReaderSettings(
  viewer: Viewer,
  { learns, ownPage }: { [Name in keyof ReaderSettings]?: boolean | undefined },
  now = new Date(),
): Promise<ReaderSettings> {
  if (learns !== undefined)
    await changeTaste(viewer, now, async (tx) => {
      await setReader(viewer.id, { learns }, tx);
    });
  if (ownPage !== undefined) await setReader(viewer.id, { ownPage });
  return getReaderSettings(viewer);
}

/**
 * Resets the viewer's taste: deletes their interests, feedback and library, and learns from nothing done before. Votes
 * and saves stay.
 */
export function resetTaste(viewer: Viewer, now = new Date()): Promise<void> {
  return changeTaste(viewer, now, async (tx) => {
    const where = { userId: viewer.id };
    await setReader(viewer.id, { resetAt: now }, tx);
    await tx.interest.deleteMany({ where });
    await tx.signal.deleteMany({ where });
    await tx.tasteText.deleteMany({ where });
    await tx.pendingImport.deleteMany({ where });
    await tx.tasteSkip.deleteMany({ where });
    await tx.neighbourLikes.deleteMany({ where });
  });
}
