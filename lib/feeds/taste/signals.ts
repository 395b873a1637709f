import { changeTaste, getPaperIds } from "@/lib/feeds/taste/change";
import { setReader } from "@/lib/people/reader";
import type { Viewer } from "@/lib/people/viewer";
import type { SignalWhy } from "@/prisma/generated/enums";

/** What the viewer can say of a paper on their page. */
export type GivenSignal = { kind: "more" } | { kind: "less"; why?: SignalWhy | null };

/**
 * "More like this", or "not for me" with why: takes the place of what the viewer said of this paper before, and acts on
 * their page at once.
 * @param key the paper's public key
 * @throws AppError not-found
 */
export function giveSignal(
  viewer: Viewer,
  key: string,
  signal: GivenSignal,
  now = new Date(),
): Promise<void> {
  return changeTaste(viewer, now, async (tx) => {
    const [paperId = 0] = await getPaperIds(tx, [key]);
    const data = {
      kind: signal.kind,
      why: signal.kind === "less" ? (signal.why ?? null) : null,
      givenAt: now,
    };
    const where = { userId_paperId: { userId: viewer.id, paperId } };
    await tx.signal.upsert({ where, create: { userId: viewer.id, paperId, ...data }, update: data });
  });
}

/** The viewer takes back what they said of a paper; where they said nothing, nothing changes. @throws AppError not-found */
export function takeBackSignal(viewer: Viewer, key: string, now = new Date()): Promise<void> {
  return changeTaste(viewer, now, async (tx) => {
    const [paperId = 0] = await getPaperIds(tx, [key]);
    await tx.signal.deleteMany({ where: { userId: viewer.id, paperId } });
  });
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
