import { getDb } from "@/lib/base/db";
import { titleKey } from "@/lib/papers/title-key";
import { addJob } from "@/lib/queue/enqueue";
import type { Paper, PaperStatus } from "@/prisma/generated/client";

/** What people may change on a paper that is here. */
export type PaperUpdate = Partial<
  Pick<Paper, "title" | "abstract" | "topics" | "codeUrl" | "projectUrl" | "featuredAt">
>;

/**
 * Changes what a paper says.
 * @param paper its id, and the address of its code so far: the stars go with another repository
 */
export async function updatePaper(
  { id, codeUrl }: Pick<Paper, "id" | "codeUrl">,
  change: PaperUpdate,
): Promise<void> {
  const otherCode = change.codeUrl !== undefined && change.codeUrl !== codeUrl;
  await getDb().$transaction(async (tx) => {
    await tx.paper.update({
      where: { id },
      data: {
        ...change,
        ...(change.title !== undefined && { titleKey: titleKey(change.title) }),
        ...(otherCode && { codeStars: null }),
      },
    });
    if (otherCode) await addJob(tx, "tell-of-changes", { paperIds: [id] });
  });
}

/**
 * Gives a paper another status if it has one of these now.
 * @returns whether it had
 */
export async function moveStatus(key: string, from: PaperStatus[], to: PaperStatus): Promise<boolean> {
  const { count } = await getDb().paper.updateMany({
    where: { key, status: { in: from } },
    data: { status: to },
  });
  return count > 0;
}
