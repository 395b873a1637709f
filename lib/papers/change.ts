import { getDb, type Tx } from "@/lib/base/db";
import { setMainLink } from "@/lib/papers/paper-links";
import { titleKey } from "@/lib/papers/title-key";
import { addJob } from "@/lib/queue/enqueue";
import type { Paper, PaperStatus } from "@/prisma/generated/client";

/** The fields of a stored paper that people may change. */
export type PaperUpdate = Partial<
  Pick<Paper, "title" | "abstract" | "topics" | "codeUrl" | "projectUrl" | "featuredAt">
>;

/**
 * Changes fields of a paper. Its links to code and project page become those that a person gave; new code tells the paper's
 * followers.
 * @param paper its id and its current links
 */
export async function updatePaper(
  { id, ...current }: Pick<Paper, "id" | "codeUrl" | "projectUrl">,
  { codeUrl, projectUrl, ...change }: PaperUpdate,
): Promise<void> {
  const otherCode = codeUrl !== undefined && codeUrl !== current.codeUrl;
  await getDb().$transaction(async (tx) => {
    await correctSource(tx, id, change);
    await tx.paper.update({
      where: { id },
      data: {
        ...change,
        ...(change.title !== undefined && { titleKey: titleKey(change.title) }),
      },
    });
    if (codeUrl !== undefined)
      await setMainLink(tx, id, { kind: "code", current: current.codeUrl, url: codeUrl });
    if (projectUrl !== undefined)
      await setMainLink(tx, id, { kind: "project", current: current.projectUrl, url: projectUrl });
    if (otherCode) await addJob(tx, "tell-of-changes", { paperIds: [id] });
  });
}

/** A corrected title or abstract takes the place of what the source said, so that reading the source again keeps it. */
async function correctSource(tx: Tx, paperId: number, { title, abstract }: PaperUpdate): Promise<void> {
  // Whoever writes a paper and its source locks the paper first.
  await tx.$queryRaw`SELECT FROM papers WHERE id = ${paperId} FOR NO KEY UPDATE`;
  await tx.$executeRaw`
    UPDATE source_texts s SET title = CASE WHEN p.title = n.title THEN s.title ELSE coalesce(n.title, s.title) END,
      abstract = CASE WHEN p.abstract = n.abstract THEN s.abstract ELSE coalesce(n.abstract, s.abstract) END
    FROM papers p, (VALUES (${title ?? null}::text, ${abstract ?? null}::text)) AS n(title, abstract)
    WHERE p.id = ${paperId} AND s.paper_id = p.id AND (n.title <> p.title OR n.abstract <> p.abstract)`;
}

/**
 * Moves a paper to another status if it currently has one of `from`.
 * @returns whether it did
 */
export async function moveStatus(key: string, from: PaperStatus[], to: PaperStatus): Promise<boolean> {
  const { count } = await getDb().paper.updateMany({
    where: { key, status: { in: from } },
    data: { status: to },
  });
  return count > 0;
}
