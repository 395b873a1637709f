import { getDb } from "@/lib/base/db";
import type { Link } from "@/lib/papers/link-sites";
import { mostLinks, putLink, removeLink } from "@/lib/papers/paper-links";
import type { Paper } from "@/lib/papers/papers";
import { addJob } from "@/lib/queue/enqueue";

/**
 * Puts a link that a person gave among a paper's links, or removes one. A paper's first code tells its followers.
 * @returns false if the paper would have too many links, and nothing was changed
 */
export async function changeLinks(
  { id, codeUrl }: Pick<Paper, "id" | "codeUrl">,
  { put, remove }: { put?: Link; remove?: string },
): Promise<boolean> {
  return getDb().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT FROM papers WHERE id = ${id} FOR NO KEY UPDATE`;
    if (remove !== undefined) await removeLink(tx, id, remove);
    if (put) {
      const others = { paperId: id, url: { not: put.url }, removedAt: null };
      if ((await tx.paperLink.count({ where: others })) >= mostLinks) return false;
      await putLink(tx, id, put);
      if (put.kind === "code" && codeUrl === null) await addJob(tx, "tell-of-changes", { paperIds: [id] });
    }
    return true;
  });
}
