import { Index, type Table } from "@lancedb/lancedb";
import { Bool, Field, Int32, List, Schema, Utf8 } from "apache-arrow";
import { getDb } from "@/lib/base/db";
import { findSetting } from "@/lib/base/settings";
import { minus } from "@/lib/base/time";
import { listed } from "@/lib/papers/conditions";
import { markWords, type PaperState } from "@/lib/search/index-state";
import { authorsText, searchText, titleText } from "@/lib/search/searched-texts";
import { dayNumber, findTable, findTableToWrite, getEngine, setCurrent } from "@/lib/search/table";
import { asWriter } from "@/lib/search/table-writer";
import {
  areVectorsUntidy,
  fillVectors,
  mergeVectors,
  tidyVectors,
  vectorSchema,
} from "@/lib/search/write-vectors";

/** A paper's row in the table of words. */
type SearchRow = {
  id: number;
  text: string;
  title: string;
  authors: string;
  topics: string[];
  /** Days since 1970. */
  day: number;
  code: boolean;
};

/** The columns of the table of words. */
export function wordSchema(): Schema {
  return new Schema([
    new Field("id", new Int32(), false),
    new Field("text", new Utf8(), false),
    new Field("title", new Utf8(), false),
    new Field("authors", new Utf8(), false),
    new Field("topics", new List(new Field("item", new Utf8(), true)), false),
    new Field("day", new Int32(), false),
    new Field("code", new Bool(), false),
  ]);
}

type Which = { ids: number[] } | { after: number; limit: number };

/** Rows of listed papers, in order of id, and the states of the papers that were read. @param which papers, or the next ones after an id */
async function listRows(which: Which): Promise<{ rows: SearchRow[]; states: PaperState[] }> {
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
      updatedAt: true,
    },
  });
  const rows = papers.map(({ id, title, abstract, authors, comment, journalRef, topics, day, codeUrl }) => ({
    id,
    text: searchText(title, abstract, authors, [comment, journalRef]),
    title: titleText(title),
    authors: authorsText(authors),
    topics,
    day: dayNumber(day),
    code: codeUrl !== null,
  }));
  return { rows, states: papers.map(({ id, updatedAt }) => ({ id, updatedAt })) };
}

const batch = 5000;
// Each row outside the index of words slows a search by 0.065 ms. Adding rows to that index takes about as long as making
// it anew: it is merged as a whole.
const maxUnindexed = 1000;
const maxFiles = 100;

type Progress = (done: number) => void;
/** How many papers a new table holds, and how many of them could not be found in their present state before. */
type Rebuilt = { papers: number; added: number };

/**
 * Rebuilds the search table from PostgreSQL beside the one in use, then swaps them. Nothing is embedded, because the
 * vectors are kept in PostgreSQL. Papers that change meanwhile are written again at the end.
 * @param dimension length of the vectors
 */
export function rebuildTable(dimension: number, onProgress: Progress = () => {}): Promise<Rebuilt> {
  return asWriter(() => rebuild({ dimension, onProgress }));
}

/** Rebuilds the table of words as `rebuildTable` does, and keeps the table of vectors. */
export function rebuildWords(): Promise<Rebuilt> {
  return asWriter(async () => {
    const open = await findTableToWrite();
    if (!open) return { papers: 0, added: 0 };
    const { dimension, vectors } = open.current;
    return rebuild({ dimension, vectors, onProgress: () => {} });
  });
}

/**
 * Whether rebuilding the table of words takes less time than writing some papers into the present one, and slows searches
 * down less: until its rows are indexed, a search reads each of them.
 */
export async function isRebuildQuicker(papers: number): Promise<boolean> {
  const open = await findTable();
  if (!open) return true;
  return papers > Math.min(batch, (await open.table.countRows()) / 4);
}

/** Writes the words of these papers to the search table and deletes papers that are no longer listed. Safe to repeat. */
export async function upsertPapers(ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await asWriter(async () => {
    const open = await findTableToWrite();
    if (!open) return;
    const gone = await upsertWords(open.table, ids);
    if (gone.length) await open.vectors.delete(`id IN (${gone.join(",")})`);
  });
}

/** Writes the stored vectors of these papers to the search table. Safe to repeat. */
export async function upsertVectors(ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await asWriter(async () => {
    const open = await findTableToWrite();
    if (open) await mergeVectors(open.vectors, ids, open.current.dimension);
  });
}

/**
 * Adds new rows to the indexes, merges small files and drops old versions of the tables. Rebuilds the index of vectors
 * once their number has grown by half.
 */
export function tidyTable(now: Date): Promise<void> {
  return asWriter(async () => {
    const open = await findTableToWrite();
    if (!open) return;
    await tidyWords(open.table, now);
    await tidyVectors(open.vectors, now);
    await dropTablesBut([open.table.name, open.vectors.name]);
  });
}

/** Tidies what of the search table would slow searches down: unindexed rows or many small files. */
export async function tidyWhereDue(): Promise<void> {
  const open = await findTable();
  if (!open) return;
  const { table, vectors } = open;
  if (await areWordsUntidy(table)) await asWriter(() => tidyWords(table, new Date()));
  if (await areVectorsUntidy(vectors)) await asWriter(() => tidyVectors(vectors, new Date()));
}

async function tidyWords(table: Table, now: Date): Promise<void> {
  await table.optimize({ cleanupOlderThan: minus(now, { minutes: 10 }) });
}

async function areWordsUntidy(table: Table): Promise<boolean> {
  const { numRows, fragmentStats } = await table.stats();
  const unindexed = (await table.indexStats("text_idx"))?.numUnindexedRows ?? numRows;
  return unindexed > Math.min(maxUnindexed, numRows / 10) || fragmentStats.numSmallFragments > maxFiles;
}

/** @param vectors name of the table of vectors that stays; without one it is rebuilt, too */
type Rebuild = { dimension: number; vectors?: string | undefined; onProgress: Progress };

async function rebuild(asked: Rebuild): Promise<Rebuilt> {
  const started = new Date();
  const names = {
    words: `papers_${started.getTime()}`,
    vectors: asked.vectors ?? `vectors_${started.getTime()}`,
  };
  try {
    return await rebuildAs(names, started, asked);
  } catch (error) {
    // Each failed attempt on a full disk would otherwise leave another half of a table behind.
    const current = await findSetting("search-table").catch(() => null);
    await dropTablesBut([current?.name, current?.vectors]).catch(() => undefined);
    throw error;
  }
}

type Names = { words: string; vectors: string };

async function rebuildAs(names: Names, started: Date, asked: Rebuild): Promise<Rebuilt> {
  const { dimension, onProgress } = asked;
  const engine = await getEngine();
  const table = await engine.createEmptyTable(names.words, wordSchema());
  const states = await fill(table, onProgress);
  // Merged before it is indexed: reading from hundreds of files makes a search half as slow again.
  await table.optimize({ cleanupOlderThan: new Date() });
  await indexWords(table);
  if (!asked.vectors)
    await fillVectors(await engine.createEmptyTable(names.vectors, vectorSchema(dimension)), dimension);
  await upsertWords(table, await listChanged(started, states));
  const before = await findSetting("search-table");
  await setCurrent({ name: names.words, dimension, vectors: names.vectors });
  const added = await markWords(states);
  // Readers may use the old tables for a few more seconds; the next tidying drops them.
  await dropTablesBut([names.words, names.vectors, before?.name, before?.vectors]);
  return { papers: states.length, added };
}

async function dropTablesBut(names: (string | undefined)[]): Promise<void> {
  const engine = await getEngine();
  for (const name of await engine.tableNames({ limit: 1000 }))
    if (!names.includes(name)) await engine.dropTable(name);
}

/** Writes the words of all papers to an empty table. @returns the states of the papers that were written */
async function fill(table: Table, onProgress: Progress): Promise<PaperState[]> {
  const written: PaperState[] = [];
  for (;;) {
    const { rows, states } = await listRows({ after: written.at(-1)?.id ?? 0, limit: batch });
    if (rows.length > 0) await table.add(rows);
    written.push(...states);
    onProgress(written.length);
    // An import may add papers faster than a last few are read; they come after the rebuild.
    if (rows.length < batch) return written;
  }
}

/** Makes the indexes of words and filters. */
export async function indexWords(table: Table): Promise<void> {
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

/** @returns the ids of those that are no longer listed */
async function upsertWords(table: Table, ids: number[]): Promise<number[]> {
  const gone: number[] = [];
  for (let i = 0; i < ids.length; i += batch) {
    const some = ids.slice(i, i + batch);
    const { rows } = await listRows({ ids: some });
    if (rows.length)
      await table.mergeInsert("id").whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(rows);
    const listedIds = new Set(rows.map(({ id }) => id));
    const unlisted = some.filter((id) => !listedIds.has(id));
    if (unlisted.length) await table.delete(`id IN (${unlisted.join(",")})`);
    gone.push(...unlisted);
  }
  return gone;
}

/**
 * Ids of the papers that were changed after they were read for the table. New ones are left to the next run: during an
 * import they may be thousands, and each row outside the index slows all searches.
 */
async function listChanged(since: Date, read: PaperState[]): Promise<number[]> {
  const known = new Map(read.map(({ id, updatedAt }) => [id, updatedAt.getTime()]));
  const rows = await getDb().$queryRaw<PaperState[]>`
    SELECT id, updated_at AS "updatedAt" FROM papers
    WHERE updated_at >= ${since}::timestamptz - interval '1 minute' LIMIT 100000`;
  const changed = rows.filter(
    ({ id, updatedAt }) => (known.get(id) ?? updatedAt.getTime()) !== updatedAt.getTime(),
  );
  return changed.map(({ id }) => id);
}
