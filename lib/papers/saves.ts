import { getDb, Prisma } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { listedSql } from "@/lib/papers/conditions";
import { untrainSql } from "@/lib/people/reader";
import type { Viewer } from "@/lib/people/viewer";

/**
 * Saves a listed paper for later. Saving it again changes nothing, the time of saving included.
 * @param key the paper's public key
 * @throws AppError not-found
 */
export async function savePaper(viewer: Viewer, key: string, now = new Date()): Promise<void> {
  const found = await getDb().$queryRaw<{ id: number }[]>`
    WITH paper AS (SELECT id FROM papers p WHERE key = ${key} AND ${listedSql}),
    made AS (
      INSERT INTO saves (user_id, paper_id, saved_at) SELECT ${viewer.id}, id, ${now} FROM paper
      ON CONFLICT (user_id, paper_id) DO NOTHING)
    SELECT id FROM paper`;
  if (found.length === 0) throw noSuchPaper();
}

/**
 * Removes a paper from the viewer's saved papers, even when it is no longer listed. Without a save nothing changes.
 * @throws AppError not-found for a paper that is neither listed nor saved by the viewer
 */
export async function unsavePaper(viewer: Viewer, key: string): Promise<void> {
  const found = await getDb().$queryRaw<{ id: number }[]>`
    WITH gone AS (
      DELETE FROM saves s USING papers p
      WHERE p.key = ${key} AND s.paper_id = p.id AND s.user_id = ${viewer.id} RETURNING s.paper_id),
    due AS (${untrainSql(Prisma.sql`SELECT ${viewer.id}::int FROM gone`)})
    SELECT paper_id AS id FROM gone UNION SELECT id FROM papers p WHERE key = ${key} AND ${listedSql}`;
  if (found.length === 0) throw noSuchPaper();
}

/** Whether the viewer has saved a paper; false when nobody is signed in. */
export async function isSaved(viewer: Viewer | null, paperId: number): Promise<boolean> {
  if (!viewer) return false;
  const where = { userId_paperId: { userId: viewer.id, paperId } };
  return (await getDb().save.findUnique({ where })) !== null;
}

function noSuchPaper(): AppError {
  return new AppError("not-found", "There is no such paper here.");
}
