import { getDb, type Tx } from "@/lib/base/db";
import { isAppError } from "@/lib/base/errors";
import { minus } from "@/lib/base/time";
import type { ArxivClient } from "@/lib/papers/arxiv/client";
import { listedSql } from "@/lib/papers/conditions";
import { savePapers } from "@/lib/papers/save";
import type { Viewer } from "@/lib/people/viewer";
import { enqueue } from "@/lib/queue/enqueue";

/** A paper on arXiv that a reader imported and the hub does not hold. */
export type PendingPaper = { key: string; title: string | null };

/** How many of these the hub keeps for one reader. */
const maxPending = 2000;
/** One request to arXiv asks for so many papers; a run sends one. */
const idsPerRun = 100;
/** While arXiv does not answer, it is asked again after so long. */
const pause = { minutes: 15 };

/**
 * Keeps imported papers on arXiv that the hub does not hold, until they arrive, and has the worker fetch them. Papers
 * that were removed from the hub are left out, and so is what exceeds 2,000 for one reader.
 * @returns the keys that are kept, the same when this is repeated
 */
export async function keepPending(
  tx: Tx,
  viewer: Viewer,
  papers: PendingPaper[],
  now: Date,
): Promise<string[]> {
  if (papers.length === 0) return [];
  const rows = JSON.stringify(papers);
  await tx.$executeRaw`
    INSERT INTO pending_imports (user_id, key, title, created_at)
    SELECT ${viewer.id}, v.key, v.title, ${now} FROM jsonb_to_recordset(${rows}::jsonb) AS v(key text, title text)
    WHERE NOT EXISTS (SELECT 1 FROM papers p WHERE p.key = v.key)
    LIMIT greatest(0, ${maxPending} - (SELECT count(*) FROM pending_imports WHERE user_id = ${viewer.id}))
    ON CONFLICT (user_id, key) DO NOTHING`;
  await enqueue(tx, "fetch-imports");
  const where = { userId: viewer.id, key: { in: papers.map(({ key }) => key) } };
  return (await tx.pendingImport.findMany({ where, select: { key: true } })).map(({ key }) => key);
}

/** Removes a pending import of the viewer, with the title that came with it. @returns whether there was one */
export async function dropPending(tx: Tx, viewer: Viewer, key: string): Promise<boolean> {
  const [gone] = await tx.pendingImport.findMany({ where: { userId: viewer.id, key } });
  if (!gone) return false;
  await tx.pendingImport.delete({ where: { id: gone.id } });
  if (gone.title) await tx.tasteText.deleteMany({ where: { userId: viewer.id, text: gone.title } });
  return true;
}

type Context = {
  client: Pick<ArxivClient, "findPapers">;
  now: Date;
  timeZone: string;
};
type Fetched = { arrived: number; fetched: number; unknown: number; unavailable: boolean };

/**
 * Turns pending imports into imported papers as soon as the hub holds them, however they came, and asks arXiv for up to a
 * hundred others. What arXiv does not know, or what was withdrawn there, is marked as not found. While arXiv does not
 * answer, all wait. Safe to repeat.
 * @returns how many imports arrived, how many papers were fetched, and how many arXiv does not know
 */
export async function fetchImports({ client, now, timeZone }: Context): Promise<Fetched> {
  const before = await settle(now);
  const none = { arrived: before, fetched: 0, unknown: 0, unavailable: false };
  const keys = await listWanted(now);
  if (keys.length === 0) return none;
  try {
    const records = (await client.findPapers(keys)).filter(({ withdrawn }) => !withdrawn);
    await savePapers(records, { source: "arxiv", now, timeZone });
    const found = new Set(records.map(({ arxivId }) => arxivId));
    const unknown = keys.filter((key) => !found.has(key));
    await getDb().pendingImport.updateMany({
      where: { key: { in: unknown } },
      data: { state: "unknown", triedAt: now },
    });
    const after = await settle(now);
    return { arrived: before + after, fetched: found.size, unknown: unknown.length, unavailable: false };
  } catch (error) {
    if (!isAppError(error)) throw error;
    await getDb().pendingImport.updateMany({ where: { state: "waiting" }, data: { triedAt: now } });
    return { ...none, unavailable: true };
  }
}

/** Makes imported papers of pending ones that the hub holds by now. @returns how many */
async function settle(now: Date): Promise<number> {
  return getDb().$executeRaw`
    WITH arrived AS (
      DELETE FROM pending_imports i USING papers p WHERE p.key = i.key AND ${listedSql}
      RETURNING i.user_id, p.id AS paper_id, i.title),
    titles AS (DELETE FROM taste_texts t USING arrived a WHERE t.user_id = a.user_id AND t.text = a.title)
    INSERT INTO signals (user_id, paper_id, kind, given_at)
    SELECT user_id, paper_id, 'library', ${now} FROM arrived ON CONFLICT DO NOTHING`;
}

/** Ids to ask arXiv for, the longest waiting first; none while arXiv is left alone after a failure. */
async function listWanted(now: Date): Promise<string[]> {
  const rows = await getDb().$queryRaw<{ key: string }[]>`
    SELECT key FROM pending_imports WHERE state = 'waiting'
    GROUP BY key HAVING coalesce(max(tried_at), '-infinity') <= ${minus(now, pause)}
    ORDER BY min(created_at), key LIMIT ${idsPerRun}`;
  return rows.map(({ key }) => key);
}
