import { createHash } from "node:crypto";
import { skipWhileRunning } from "@/lib/base/concurrency";
import { getDb } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { listedSql } from "@/lib/papers/conditions";
import { embeddingText, findEmbedder } from "@/lib/search/embedding/embed";
import type { Embedder } from "@/lib/search/embedding/minilm";
import { packVector } from "@/lib/search/embedding/vectors";
import { findTable } from "@/lib/search/table";
import { rebuildTable, tidyWhereDue, upsertPapers } from "@/lib/search/write-table";

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

const batch = 128;

export type Enriched = { taken: number; embedded: number };
type Context = { now: Date; signal: AbortSignal };

/**
 * Brings the search table up to date with the papers: builds it where there is none, takes new and changed papers over
 * at once by their words, then embeds them, the hottest first. Ends when nothing is left or when asked to; safe to repeat.
 */
export const enrichPapers = skipWhileRunning(enrichAll, { taken: 0, embedded: 0 });

async function enrichAll({ now, signal }: Context): Promise<Enriched> {
  const embedder = await findEmbedder();
  const built = (await findTable()) !== null;
  if (!built) await rebuildTable(embedder?.dimension ?? 384);
  const total: Enriched = { taken: 0, embedded: 0 };
  while (!signal.aborted) {
    const pending = await listPending(batch, embedder?.model ?? null);
    if (pending.length === 0) break;
    const embedded = await takeOver(pending, embedder, built);
    total.taken += pending.length;
    total.embedded += embedded;
    logProgress(total, now);
    await tidyWhereDue();
  }
  if (!signal.aborted) await noteSweep(now, embedder?.model ?? null);
  return total;
}

/** @param built whether the table stood before this run; one just built has their words already */
async function takeOver(pending: Pending[], embedder: Embedder | null, built: boolean): Promise<number> {
  // Found by their words while the slower part goes on.
  if (built) await upsertPapers(pending.filter(({ isNew }) => isNew).map(({ id }) => id));
  const listed = pending.filter((one) => one.listed);
  const embedded = embedder ? await embed(listed, embedder) : 0;
  await upsertPapers(pending.map(({ id }) => id));
  await markTaken(pending);
  return embedded;
}

/** Embeds what has no vector of this text by this model. @returns how many were embedded */
async function embed(papers: Pending[], embedder: Embedder): Promise<number> {
  const due = papers.filter((one) => one.textHash !== hashOf(one) || one.model !== embedder.model);
  if (due.length === 0) return 0;
  const vectors = (await embedder.embed(due.map(embeddingText))).map(packVector);
  const column = {
    ids: due.map(({ id }) => id),
    hashes: due.map(hashOf),
    vectors: vectors.map(({ vector }) => Buffer.from(vector)),
    scales: vectors.map(({ scale }) => scale),
  };
  // Not yet marked as taken over: a worker killed between here and there begins with these again.
  await getDb().$executeRaw`
    INSERT INTO enrichments (paper_id, paper_updated_at, text_hash, model, vector, scale)
    SELECT v.id, 'epoch', v.hash, ${embedder.model}, v.vector, v.scale
    FROM unnest(${column.ids}::int[], ${column.hashes}::text[], ${column.vectors}::bytea[], ${column.scales}::real[])
      AS v(id, hash, vector, scale) JOIN papers p ON p.id = v.id
    ON CONFLICT (paper_id) DO UPDATE SET text_hash = excluded.text_hash, model = excluded.model,
      vector = excluded.vector, scale = excluded.scale`;
  return due.length;
}

async function markTaken(pending: Pending[]): Promise<void> {
  const ids = pending.map(({ id }) => id);
  const times = pending.map(({ updatedAt }) => updatedAt);
  await getDb().$executeRaw`
    INSERT INTO enrichments (paper_id, paper_updated_at)
    SELECT v.id, v.at FROM unnest(${ids}::int[], ${times}::timestamptz[]) AS v(id, at) JOIN papers p ON p.id = v.id
    ON CONFLICT (paper_id) DO UPDATE SET paper_updated_at = excluded.paper_updated_at`;
}

/** Tells one text from another. */
export function hashOf(paper: { title: string; abstract: string }): string {
  return createHash("sha256").update(embeddingText(paper)).digest("base64url");
}

function logProgress({ taken, embedded }: Enriched, since: Date): void {
  const seconds = (Date.now() - since.getTime()) / 1000;
  getLog().info(
    { taken, embedded, perSecond: Math.round((taken / seconds) * 10) / 10 },
    "papers made searchable",
  );
}
