import { Index, type Table } from "@lancedb/lancedb";
import { Bool, Field, FixedSizeList, Float32, Int32, List, Schema, Utf8 } from "apache-arrow";
import { withConnection } from "@/lib/base/connection";
import { databaseUrl, getDb } from "@/lib/base/db";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { storageWords } from "@/lib/base/storage-failures";
import { minus } from "@/lib/base/time";
import { endTrouble, noteTrouble } from "@/lib/base/troubles";
import { listed } from "@/lib/papers/conditions";
import { unpackVector } from "@/lib/search/embedding/vectors";
import { authorsText, searchText, titleText } from "@/lib/search/searched-texts";
import { dayNumber, findTable, getEngine, setCurrent } from "@/lib/search/table";

/** A paper's row in the search table. */
type SearchRow = {
  id: number;
  text: string;
  title: string;
  authors: string;
  topics: string[];
  /** Days since 1970. */
  day: number;
  code: boolean;
  vector: number[] | null;
};

/** The table's columns; `vector` is null until the paper is embedded. */
export function rowSchema(dimension: number): Schema {
  const item = new Field("item", new Utf8(), true);
  return new Schema([
    new Field("id", new Int32(), false),
    new Field("text", new Utf8(), false),
    new Field("title", new Utf8(), false),
    new Field("authors", new Utf8(), false),
    new Field("topics", new List(item), false),
    new Field("day", new Int32(), false),
    new Field("code", new Bool(), false),
    new Field("vector", new FixedSizeList(dimension, new Field("item", new Float32(), true)), true),
  ]);
}

type Which = { ids: number[] } | { after: number; limit: number };

/**
 * Rows of listed papers, in order of id.
 * @param which the papers of these ids, or the next ones after an id
 * @param dimension vectors of another length (of another model) are left out
 */
async function listRows(which: Which, dimension: number): Promise<SearchRow[]> {
  const papers = await getDb().paper.findMany({
    where: { ...listed, id: "ids" in which ? { in: which.ids } : { gt: which.after } },
    orderBy: { id: "asc" },
    ...("limit" in which && { take: which.limit }),
    select: {
      id: true,
      title: true,
      abstract: true,
      authors: true,
      comment: true,
      journalRef: true,
      topics: true,
      day: true,
      codeUrl: true,
      enrichment: { select: { vector: true, scale: true } },
    },
  });
  return papers.map(
    ({ id, title, abstract, authors, comment, journalRef, topics, day, codeUrl, enrichment }) => ({
      id,
      text: searchText(title, abstract, authors, [comment, journalRef]),
      title: titleText(title),
      authors: authorsText(authors),
      topics,
      day: dayNumber(day),
      code: codeUrl !== null,
      vector: vectorOf(enrichment, dimension),
    }),
  );
}

type Packed = { vector: Uint8Array | null; scale: number | null } | null;

function vectorOf(packed: Packed, dimension: number): number[] | null {
  if (!packed?.vector || packed.scale === null || packed.vector.length !== dimension) return null;
  return Array.from(unpackVector({ vector: packed.vector, scale: packed.scale }));
}

// Number of the advisory lock that lets one writer at a time in, across processes ("quire" on a telephone's keys).
const writerLock = 78473;
const batch = 5000;
// With fewer vectors the engine compares them all, which is fast and exact.
const fewVectors = 2000;
// Each row outside the index slows a search by 0.065 ms; compacting a million papers takes 38 s.
const maxUnindexed = 1000;
const maxFiles = 100;

type Progress = (done: number) => void;

/**
 * Rebuilds the search table from PostgreSQL beside the one in use, then swaps them. Nothing is embedded, because the
 * vectors are kept in PostgreSQL. Papers that change meanwhile are added at the end.
 * @param dimension length of the vectors
 * @returns how many papers it holds
 */
export function rebuildTable(dimension: number, onProgress: Progress = () => {}): Promise<number> {
  return asWriter(() => rebuild(dimension, onProgress));
}

/** Writes the papers of these ids to the search table and deletes those no longer listed. Safe to repeat. */
export async function upsertPapers(ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await asWriter(async () => {
    const open = await findTable();
    if (open) await upsert(open.table, ids, open.current.dimension);
  });
}

/**
 * Adds new rows to the indexes, merges small files and drops old versions of the table. Rebuilds the index of vectors
 * once their number has grown by half.
 */
export function tidyTable(now: Date): Promise<void> {
  return asWriter(async () => {
    const open = await findTable();
    if (!open) return;
    await open.table.optimize({ cleanupOlderThan: minus(now, { minutes: 10 }) });
    await renewMeaning(open.table);
    await dropTablesBut([open.current.name]);
  });
}

/** Tidies the table if unindexed rows or many small files would slow searches down. */
export async function tidyWhereDue(): Promise<void> {
  const open = await findTable();
  if (!open) return;
  const { numRows, fragmentStats } = await open.table.stats();
  const unindexed = (await open.table.indexStats("text_idx"))?.numUnindexedRows ?? numRows;
  if (unindexed > Math.min(maxUnindexed, numRows / 10) || fragmentStats.numSmallFragments > maxFiles)
    await tidyTable(new Date());
}

async function rebuild(dimension: number, onProgress: Progress): Promise<number> {
  const started = new Date();
  const name = `papers_${started.getTime()}`;
  try {
    return await rebuildAs(name, started, { dimension, onProgress });
  } catch (error) {
    // Each failed attempt on a full disk would otherwise leave another half of a table behind.
    await dropUnused(name).catch(() => undefined);
    throw error;
  }
}

type Rebuild = { dimension: number; onProgress: Progress };

async function rebuildAs(name: string, started: Date, { dimension, onProgress }: Rebuild): Promise<number> {
  const engine = await getEngine();
  const table = await engine.createEmptyTable(name, rowSchema(dimension));
  const count = await fill(table, dimension, onProgress);
  // Merged before it is indexed: reading from hundreds of files makes a search half as slow again.
  await table.optimize({ cleanupOlderThan: new Date() });
  await indexTable(table);
  await saveSetting("search-vectors", { name, vectors: await countVectors(table) });
  await upsert(table, await listChanged(started), dimension);
  const before = await findSetting("search-table");
  await setCurrent({ name, dimension });
  // Readers may use the old table for a few more seconds; the next tidying drops it.
  await dropTablesBut([name, before?.name]);
  return count;
}

/** Drops a table, unless it has become the one that is searched. */
async function dropUnused(name: string): Promise<void> {
  const current = await findSetting("search-table");
  if (current?.name !== name) await (await getEngine()).dropTable(name);
}

async function dropTablesBut(names: (string | undefined)[]): Promise<void> {
  const engine = await getEngine();
  for (const name of await engine.tableNames({ limit: 1000 }))
    if (!names.includes(name)) await engine.dropTable(name);
}

async function fill(table: Table, dimension: number, onProgress: Progress): Promise<number> {
  let after = 0;
  let count = 0;
  for (;;) {
    const rows = await listRows({ after, limit: batch }, dimension);
    const last = rows.at(-1);
    if (!last) return count;
    await table.add(rows);
    [after, count] = [last.id, count + rows.length];
    onProgress(count);
  }
}

/** Makes the indexes of words and filters, and one of vectors if there are enough to need it. */
export async function indexTable(table: Table): Promise<void> {
  await indexWords(table);
  if ((await countVectors(table)) >= fewVectors) await indexMeaning(table);
}

async function indexWords(table: Table): Promise<void> {
  const words = { language: "English", asciiFolding: true, lowercase: true, withPosition: true };
  const english = Index.fts({ ...words, stem: true, removeStopWords: true });
  await table.createIndex("text", { config: english });
  await table.createIndex("title", { config: Index.fts({ ...words, stem: true, removeStopWords: true }) });
  await table.createIndex("authors", {
    config: Index.fts({ ...words, stem: false, removeStopWords: false }),
  });
  await table.createIndex("id", { config: Index.btree() });
  await table.createIndex("day", { config: Index.btree() });
  await table.createIndex("topics", { config: Index.labelList() });
}

/** A graph of neighbours (HNSW, Malkov and Yashunin, 2016) over the quantised vectors. */
async function indexMeaning(table: Table): Promise<void> {
  const config = Index.hnswSq({ distanceType: "cosine", m: 16, efConstruction: 150, numPartitions: 1 });
  await table.createIndex("vector", { config });
}

function countVectors(table: Table): Promise<number> {
  return table.countRows("vector IS NOT NULL");
}

/** Rebuilds the index of vectors once their number has grown by half: an index of many small parts is slow. */
async function renewMeaning(table: Table): Promise<void> {
  const vectors = await countVectors(table);
  const before = await findSetting("search-vectors");
  const known = before?.name === table.name ? before.vectors : 0;
  if (vectors < fewVectors || vectors < known * 1.5) return;
  await indexMeaning(table);
  await saveSetting("search-vectors", { name: table.name, vectors });
}

async function upsert(table: Table, ids: number[], dimension: number): Promise<void> {
  for (let i = 0; i < ids.length; i += batch) {
    const some = ids.slice(i, i + batch);
    const rows = await listRows({ ids: some }, dimension);
    if (rows.length)
      await table.mergeInsert("id").whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(rows);
    const listed = new Set(rows.map(({ id }) => id));
    const gone = some.filter((id) => !listed.has(id));
    if (gone.length) await table.delete(`id IN (${gone.join(",")})`);
  }
}

/** Ids of the papers written while the table was being built. */
async function listChanged(since: Date): Promise<number[]> {
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    SELECT id FROM papers WHERE updated_at >= ${since}::timestamptz - interval '1 minute' LIMIT 100000`;
  return rows.map(({ id }) => id);
}

const staleWords = "New and changed papers cannot be found until it can be; searches go on.";

async function asWriter<T>(work: () => Promise<T>): Promise<T> {
  // The lock belongs to a connection of its own, so it is released when this process dies.
  return withConnection(databaseUrl(), async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [writerLock]);
    const done = await work().catch(noteFailure);
    // Whoever lost the connection lost the lock, and another process may have written too: that counts as a failure.
    await client.query("SELECT 1");
    await endTrouble("search-table");
    return done;
  });
}

async function noteFailure(error: unknown): Promise<never> {
  const reason = storageWords(error);
  if (reason)
    await noteTrouble("search-table", `The search index cannot be written: ${reason}. ${staleWords}`, error);
  throw error;
}
