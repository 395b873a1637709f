import { getDb } from "@/lib/base/db";
import { changeTaste, getPaperIds } from "@/lib/feeds/taste/change-taste";
import { listed } from "@/lib/papers/conditions";
import type { Viewer } from "@/lib/people/viewer";
import type { SignalKind, SignalWhy } from "@/prisma/generated/enums";

/** What the viewer can say of a paper on their page. */
type GivenSignal = { kind: "more" } | { kind: "less"; why?: SignalWhy | null };

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

/** What a reader said of a paper, and when. */
export type SignalRow = {
  key: string;
  title: string;
  kind: SignalKind;
  why: SignalWhy | null;
  givenAt: Date;
};

/** The most that a list of them tells, the newest. */
export const mostSignals = 200;

/** What the viewer said of a paper, or null; nobody says anything. */
export async function findSignal(
  viewer: Viewer | null,
  paperId: number,
): Promise<{ kind: SignalKind; why: SignalWhy | null } | null> {
  if (!viewer) return null;
  const where = { userId_paperId: { userId: viewer.id, paperId } };
  return getDb().signal.findUnique({ where, select: { kind: true, why: true } });
}

/** What the viewer said of papers, the last first; without those of lists they brought along. */
export async function listSignals(viewer: Viewer): Promise<SignalRow[]> {
  const rows = await getDb().signal.findMany({
    where: { userId: viewer.id, kind: { not: "library" }, paper: listed },
    select: { paper: { select: { key: true, title: true } }, kind: true, why: true, givenAt: true },
    orderBy: [{ givenAt: "desc" }, { paperId: "desc" }],
    take: mostSignals,
  });
  return rows.map(({ paper, ...row }) => ({ ...paper, ...row }));
}
