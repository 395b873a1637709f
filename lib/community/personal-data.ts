import { getDb, type Tx } from "@/lib/base/db";
import { emptyColumns } from "@/lib/community/comments/render";
import { exportedPaper, maxExported } from "@/lib/people/personal-data";

/** Empties the comments of a person who deletes their account; the threads keep their shape. The caller recounts the papers. */
export async function forgetPerson(tx: Tx, userId: number, now: Date): Promise<void> {
  await tx.comment.updateMany({ where: { userId, deletedAt: null }, data: { deletedAt: now } });
  await tx.comment.updateMany({ where: { userId }, data: emptyColumns });
}

/** A person's comments and claims, for their data export. */
export async function exportPerson(userId: number) {
  const [comments, claims] = await Promise.all([
    getDb().comment.findMany({
      where: { userId },
      select: { id: true, paper: exportedPaper, body: true, createdAt: true, deletedAt: true },
      orderBy: { id: "asc" },
      take: maxExported,
    }),
    getDb().claim.findMany({
      where: { userId },
      select: { paper: exportedPaper, authorName: true, status: true, createdAt: true, decidedAt: true },
      orderBy: { id: "asc" },
      take: maxExported,
    }),
  ]);
  return { comments, claims };
}
