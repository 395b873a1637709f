import { getDb } from "@/lib/base/db";
import { listed } from "@/lib/papers/conditions";
import type { Viewer } from "@/lib/people/viewer";
import type { SignalKind, SignalWhy } from "@/prisma/generated/enums";

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
