import { getDb, type Tx } from "@/lib/base/db";
import { standingVoteSql } from "@/lib/papers/conditions";
import { exportedPaper, maxExported } from "@/lib/people/personal-data";

/** Withdraws the votes of a person who deletes their account. The rows stay without a voter. The caller recounts the papers. */
export async function forgetPerson(tx: Tx, userId: number, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE votes v SET withdrawn_at = greatest(${now}::timestamptz, cast_at,
      (SELECT max(w.withdrawn_at) + interval '1 microsecond' FROM votes w WHERE w.paper_id = v.paper_id AND w.user_id = v.user_id))
    WHERE user_id = ${userId} AND ${standingVoteSql}`;
  // Rows without a voter share one unique key per paper and time of withdrawal, so equal times are moved apart.
  while ((await separateWithdrawals(tx, userId)) > 0);
}

/** A person's votes, saves and submissions, for their data export. */
export async function exportPerson(userId: number) {
  const [votes, saves, submissions] = await Promise.all([
    getDb().vote.findMany({
      where: { userId },
      select: {
        paper: exportedPaper,
        castAt: true,
        withdrawnAt: true,
        uncountedAt: true,
        uncountedReason: true,
      },
      orderBy: { id: "asc" },
      take: maxExported,
    }),
    getDb().save.findMany({
      where: { userId },
      select: { paper: exportedPaper, savedAt: true },
      orderBy: { savedAt: "asc" },
      take: maxExported,
    }),
    getDb().paper.findMany({
      where: { submitterId: userId },
      select: { key: true, title: true, status: true, submittedAt: true },
      orderBy: { id: "asc" },
      take: maxExported,
    }),
  ]);
  return { votes, saves, submissions };
}

function separateWithdrawals(tx: Tx, userId: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE votes v SET withdrawn_at = withdrawn_at + (1 + floor(random() * 900)) * interval '1 microsecond'
    WHERE user_id = ${userId} AND EXISTS (SELECT 1 FROM votes o
      WHERE o.paper_id = v.paper_id AND o.user_id IS NULL AND o.withdrawn_at = v.withdrawn_at)`;
}
