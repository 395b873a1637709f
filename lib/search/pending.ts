import { getDb } from "@/lib/base/db";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { listedSql } from "@/lib/papers/conditions";

/** A paper that the search table has not taken over as it is now. */
export type Pending = {
  id: number;
  title: string;
  abstract: string;
  updatedAt: Date;
  listed: boolean;
  isNew: boolean;
  textHash: string | null;
  model: string | null;
};

// A transaction that wrote a paper may commit this much later than the time it wrote down.
const overlap = 10 * 60_000;

/**
 * Papers that are new, changed, no longer listed, or embedded by another model than the present one; the hottest first.
 * Looks only at what was written since the last time that nothing was left, so that asking often costs little.
 * @param model the present model, or null where there is none
 */
export async function listPending(limit: number, model: string | null): Promise<Pending[]> {
  const sweep = await findSetting("search-sweep");
  const since = sweep && sweep.model === model ? new Date(sweep.at) : new Date(0);
  return getDb().$queryRaw<Pending[]>`
    SELECT p.id, p.title, p.abstract, p.updated_at AS "updatedAt", ${listedSql} AS listed,
      e.paper_id IS NULL AS "isNew", e.text_hash AS "textHash", e.model
    FROM papers p LEFT JOIN enrichments e ON e.paper_id = p.id
    WHERE p.updated_at >= ${since} AND (e.paper_id IS NOT NULL OR ${listedSql})
      AND (e.paper_id IS NULL OR e.paper_updated_at <> p.updated_at
        OR (${listedSql} AND ${model}::text IS NOT NULL AND e.model IS DISTINCT FROM ${model}))
    ORDER BY p.heat DESC, p.id DESC LIMIT ${limit}`;
}

/** Remembers that nothing was left of what was written before a moment. */
export async function noteSweep(at: Date, model: string | null): Promise<void> {
  await saveSetting("search-sweep", { at: new Date(at.getTime() - overlap).toISOString(), model });
}
