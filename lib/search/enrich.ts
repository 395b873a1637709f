import { createHash } from "node:crypto";
import { skipWhileRunning } from "@/lib/base/concurrency";
import { getDb, Prisma } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { minus } from "@/lib/base/time";
import { listedSql } from "@/lib/papers/conditions";
import { newsSql } from "@/lib/papers/news";
import { addJobSql } from "@/lib/queue/enqueue";
import { embeddingText, findEmbedder } from "@/lib/search/embedding/embed";
import type { Embedder } from "@/lib/search/embedding/minilm";
import { packVector } from "@/lib/search/embedding/vectors";
import { findTable, tableVersion } from "@/lib/search/table";
import { rebuildTable, tidyWhereDue, upsertPapers } from "@/lib/search/write-table";

/** A paper whose present state is not in the search table yet. */
type Pending = {
  id: number;
  title: string;
  abstract: string;
  updatedAt: Date;
  listed: boolean;
  isNew: boolean;
  textHash: string | null;
  model: string | null;
};

// A transaction may commit this much later than the `updated_at` that it wrote.
const overlap = { minutes: 10 };

/**
 * Papers that are new, changed, no longer listed, or embedded by another model, hottest first. Looks only at what was
 * written since the last sweep that left nothing, so frequent calls are cheap.
 * @param model the present model, or null if there is none
 */
async function listPending(limit: number, model: string | null): Promise<Pending[]> {
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

/** Remembers that everything written before this moment is indexed. */
async function noteSweep(at: Date, model: string | null): Promise<void> {
  await saveSetting("search-sweep", { at: minus(at, overlap).toISOString(), model });
}

const batch = 128;

type Enriched = { taken: number; embedded: number };
type Context = { now: Date; signal: AbortSignal };

/**
 * Brings the search table up to date: builds it if there is none of this version, indexes the words of new papers at once, then embeds
 * new and changed ones, hottest first. Ends when nothing is left or on `signal`; safe to repeat.
 * @returns how many papers were indexed (`taken`) and embedded
 */
export const enrichPapers = skipWhileRunning(enrichAll, { taken: 0, embedded: 0 });

async function enrichAll({ now, signal }: Context): Promise<Enriched> {
  const embedder = await findEmbedder();
  // A table of another version lacks columns, or its texts were prepared in another way.
  const built = ((await findTable())?.current.version ?? 0) === tableVersion;
  if (!built) await rebuildTable(embedder?.dimension ?? 384);
  const total: Enriched = { taken: 0, embedded: 0 };
  while (!signal.aborted) {
    const pending = await listPending(batch, embedder?.model ?? null);
    if (pending.length === 0) break;
    const embedded = await indexBatch(pending, embedder, built);
    total.taken += pending.length;
    total.embedded += embedded;
    logProgress(total, now);
    await tidyWhereDue();
  }
  if (!signal.aborted) await noteSweep(now, embedder?.model ?? null);
  return total;
}

/** @param built whether the table existed before this run; a table just built contains their words already */
async function indexBatch(pending: Pending[], embedder: Embedder | null, built: boolean): Promise<number> {
  // So that they are found by their words while the embedding runs.
  if (built) await upsertPapers(pending.filter(({ isNew }) => isNew).map(({ id }) => id));
  const listed = pending.filter((one) => one.listed);
  const embedded = embedder ? await embed(listed, embedder) : 0;
  await upsertPapers(pending.map(({ id }) => id));
  await markIndexed(pending);
  return embedded;
}

/** Embeds the papers that have no vector of their present text by this model. @returns how many */
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
  // They are marked as indexed only later, so a worker that is killed in between starts with them again.
  await getDb().$executeRaw`
    INSERT INTO enrichments (paper_id, paper_updated_at, text_hash, model, vector, scale)
    SELECT v.id, 'epoch', v.hash, ${embedder.model}, v.vector, v.scale
    FROM unnest(${column.ids}::int[], ${column.hashes}::text[], ${column.vectors}::bytea[], ${column.scales}::real[])
      AS v(id, hash, vector, scale) JOIN papers p ON p.id = v.id
    ON CONFLICT (paper_id) DO UPDATE SET text_hash = excluded.text_hash, model = excluded.model,
      vector = excluded.vector, scale = excluded.scale`;
  return due.length;
}

/** Records which papers the table contains, and adds the job that announces newly searchable papers. */
async function markIndexed(pending: Pending[]): Promise<void> {
  const ids = pending.map(({ id }) => id);
  const times = pending.map(({ updatedAt }) => updatedAt);
  const job = addJobSql("tell-of-searchable", { paperIds: Prisma.sql`json_agg(fresh.id ORDER BY fresh.id)` });
  await getDb().$queryRaw`
    WITH fresh AS (
      SELECT p.id FROM papers p LEFT JOIN enrichments e ON e.paper_id = p.id
      WHERE p.id = ANY(${ids}) AND ${listedSql} AND ${newsSql} AND (e.paper_id IS NULL OR e.paper_updated_at = 'epoch')),
    taken AS (
      INSERT INTO enrichments (paper_id, paper_updated_at)
      SELECT v.id, v.at FROM unnest(${ids}::int[], ${times}::timestamptz[]) AS v(id, at) JOIN papers p ON p.id = v.id
      ON CONFLICT (paper_id) DO UPDATE SET paper_updated_at = excluded.paper_updated_at)
    SELECT ${job} FROM fresh HAVING count(*) > 0`;
}

/** A hash of the text that is embedded. */
function hashOf(paper: { title: string; abstract: string }): string {
  return createHash("sha256").update(embeddingText(paper)).digest("base64url");
}

function logProgress({ taken, embedded }: Enriched, since: Date): void {
  const seconds = (Date.now() - since.getTime()) / 1000;
  getLog().info(
    { taken, embedded, perSecond: Math.round((taken / seconds) * 10) / 10 },
    "papers made searchable",
  );
}
