import { getDb } from "@/lib/base/db";
import { changeTaste } from "@/lib/feeds/taste/change-taste";
import { setReader } from "@/lib/people/reader";
import type { Viewer } from "@/lib/people/viewer";

/** What a reader decides about their own page. */
export type ReaderSettings = {
  /** Whether the hub learns from what they do. */
  learns: boolean;
  /** Whether `/` is their own page, or everyone's. */
  ownPage: boolean;
};

/** What the viewer decided, or what holds for those who decided nothing. */
export async function getReaderSettings(viewer: Viewer): Promise<ReaderSettings> {
  const select = { learns: true, ownPage: true };
  const row = await getDb().reader.findUnique({ where: { userId: viewer.id }, select });
  return row ?? { learns: true, ownPage: true };
}

/**
 * Changes what the viewer decided about their own page; what is left out stays as it is. While nothing is learnt, their
 * interests stay until they remove or reset them; once learning is on again, what they upvoted and saved meanwhile counts.
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
 * The viewer begins anew: their interests are gone, and nothing that was done before is learnt from. Votes and saves
 * stay what they are.
 */
export function resetTaste(viewer: Viewer, now = new Date()): Promise<void> {
  return changeTaste(viewer, now, async (tx) => {
    const where = { userId: viewer.id };
    await setReader(viewer.id, { resetAt: now }, tx);
    await tx.interest.deleteMany({ where });
    await tx.signal.deleteMany({ where });
    await tx.tasteText.deleteMany({ where });
    await tx.tasteSkip.deleteMany({ where });
    await tx.neighbourLikes.deleteMany({ where });
  });
}
