import { getDb, type Tx } from "@/lib/base/db";
import { exportedPaper, mostExported } from "@/lib/people/personal-data";

/** Empties a leaving person's comments, which keep their place in their threads. The caller recounts the papers. */
export async function forgetPerson(tx: Tx, userId: number, now: Date): Promise<void> {
  await tx.comment.updateMany({ where: { userId, deletedAt: null }, data: { deletedAt: now } });
  await tx.comment.updateMany({ where: { userId }, data: { body: "" } });
}

/** A person's comments and claims. */
export async function exportPerson(userId: number) {
  const [comments, claims] = await Promise.all([
    getDb().comment.findMany({
      where: { userId },
      select: { id: true, paper: exportedPaper, body: true, createdAt: true, deletedAt: true },
      orderBy: { id: "asc" },
      take: mostExported,
    }),
    getDb().claim.findMany({
      where: { userId },
      select: { paper: exportedPaper, authorName: true, status: true, createdAt: true, decidedAt: true },
      orderBy: { id: "asc" },
      take: mostExported,
    }),
  ]);
  return { comments, claims };
}
