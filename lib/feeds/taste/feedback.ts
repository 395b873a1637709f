import { getDb } from "@/lib/base/db";
import { changeTaste, getPaperIds } from "@/lib/feeds/taste/change-taste";
import { listed } from "@/lib/papers/conditions";
import type { Viewer } from "@/lib/people/viewer";
import type { SignalKind, SignalWhy } from "@/prisma/generated/enums";

/** The feedback that a reader can give on a paper. */
type GivenSignal = { kind: "more" } | { kind: "less"; why?: SignalWhy | null };

/**
 * Saves "more like this" or "not for me" with a reason, in place of the viewer's earlier feedback on this paper. It
 * affects their page at once.
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

/** Deletes the viewer's feedback on a paper, if there is any. @throws AppError not-found */
export function takeBackSignal(viewer: Viewer, key: string, now = new Date()): Promise<void> {
  return changeTaste(viewer, now, async (tx) => {
    const [paperId = 0] = await getPaperIds(tx, [key]);
    await tx.signal.deleteMany({ where: { userId: viewer.id, paperId } });
  });
}

/** A reader's feedback on a paper, and when it was given. */
export type SignalRow = {
  key: string;
  title: string;
  kind: SignalKind;
  why: SignalWhy | null;
  givenAt: Date;
};

/** How many signals a list contains at most, the newest ones. */
export const maxSignals = 200;

/** The viewer's feedback on a paper; null if there is none or nobody is signed in. */
export async function findSignal(
  viewer: Viewer | null,
  paperId: number,
): Promise<{ kind: SignalKind; why: SignalWhy | null } | null> {
  if (!viewer) return null;
  const where = { userId_paperId: { userId: viewer.id, paperId } };
  return getDb().signal.findUnique({ where, select: { kind: true, why: true } });
}

/** The viewer's feedback on papers, newest first, without imported papers. */
export async function listSignals(viewer: Viewer): Promise<SignalRow[]> {
  const rows = await getDb().signal.findMany({
    where: { userId: viewer.id, kind: { not: "library" }, paper: listed },
    select: { paper: { select: { key: true, title: true } }, kind: true, why: true, givenAt: true },
    orderBy: [{ givenAt: "desc" }, { paperId: "desc" }],
    take: maxSignals,
  });
  return rows.map(({ paper, ...row }) => ({ ...paper, ...row }));
}
