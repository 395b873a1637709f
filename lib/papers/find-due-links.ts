import { skipWhileRunning } from "@/lib/base/concurrency";
import { getDb, type Tx } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { linksVersion } from "@/lib/papers/find-links";
import { linksInText, replaceFound } from "@/lib/papers/paper-links";
import { addJob } from "@/lib/queue/enqueue";

/** Papers that are searched in one transaction. Votes for them wait as long, which is a fraction of a second. */
const batch = 200;

type Due = {
  id: number;
  abstract: string;
  comment: string | null;
  linksVersion: number;
  source: { abstract: string; comment: string | null } | null;
};

/**
 * Finds the links of all papers that were never searched for them, or by older rules, or whose text has changed since. Papers
 * whose links stay the same are neither indexed again nor listed as updated. Ends when nothing is left or on `signal`; safe to
 * repeat and to kill.
 * @returns how many papers were searched
 */
export const findDueLinks = skipWhileRunning(findAll, { searched: 0 });

async function findAll({ signal }: { signal: AbortSignal }): Promise<{ searched: number }> {
  let searched = 0;
  while (!signal.aborted) {
    const done = await getDb().$transaction(findSome, { timeout: 60_000 });
    searched += done;
    if (done === 0) break;
    if (searched % (20 * batch) === 0) getLog().info({ searched }, "papers searched for links");
  }
  return { searched };
}

async function findSome(tx: Tx): Promise<number> {
  const due = await lockDue(tx);
  if (due.length === 0) return 0;
  const found = due.map((paper) => ({ paperId: paper.id, links: linksInText(paper, paper.source) }));
  await replaceFound(tx, found);
  const ids = due.map(({ id }) => id);
  await tx.$executeRaw`UPDATE papers SET links_version = ${linksVersion} WHERE id = ANY(${ids})`;
  // What an upgrade finds in old texts is no news; code in a new version is.
  const changed = new Set(due.flatMap(({ id, linksVersion: version }) => (version < 0 ? [id] : [])));
  const coded = found.filter(
    ({ paperId, links }) => changed.has(paperId) && links.some(({ kind }) => kind === "code"),
  );
  if (coded.length > 0)
    await addJob(tx, "tell-of-changes", { paperIds: coded.map(({ paperId }) => paperId) });
  return due.length;
}

/** Papers that are being saved at this moment are left for the next batch or run. */
function lockDue(tx: Tx): Promise<Due[]> {
  return tx.$queryRaw<Due[]>`
    SELECT p.id, p.abstract, p.comment, p.links_version AS "linksVersion",
      CASE WHEN s.paper_id IS NOT NULL THEN json_build_object('abstract', s.abstract, 'comment', s.comment) END AS source
    FROM papers p LEFT JOIN source_texts s ON s.paper_id = p.id
    WHERE p.links_version < ${linksVersion} ORDER BY p.links_version, p.id LIMIT ${batch}
    FOR NO KEY UPDATE OF p SKIP LOCKED`;
}
