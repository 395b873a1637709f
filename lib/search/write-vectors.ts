import { Index, type Table } from "@lancedb/lancedb";
import { Bool, Field, FixedSizeList, Float32, Int32, List, Schema, Utf8 } from "apache-arrow";
import { getDb } from "@/lib/base/db";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { minus } from "@/lib/base/time";
import { listed } from "@/lib/papers/conditions";
import { unpackVector } from "@/lib/search/embedding/vectors";
import { dayNumber } from "@/lib/search/table";

/** A paper's row in the table of vectors, with the columns that searches filter by. */
type VectorRow = { id: number; topics: string[]; day: number; code: boolean; vector: number[] };

/**
 * The columns of the table of vectors. It is apart from the table of words: vectors come one batch at a time for hours
 * after an import, and each rewritten row would have to be added to the index of words again, which is slow.
 */
export function vectorSchema(dimension: number): Schema {
  return new Schema([
    new Field("id", new Int32(), false),
    new Field("topics", new List(new Field("item", new Utf8(), true)), false),
    new Field("day", new Int32(), false),
    new Field("code", new Bool(), false),
    new Field("vector", new FixedSizeList(dimension, new Field("item", new Float32(), true)), false),
  ]);
}

type Which = { ids: number[] } | { after: number; limit: number };

/** Rows of embedded papers, from how many papers they were made, and the id of the last of these. */
type Rows = { rows: VectorRow[]; read: number; last: number };

/** Rows of listed papers with vectors of this length, in order of id. @param which papers, or the next ones after an id */
async function listRows(which: Which, dimension: number): Promise<Rows> {
  const papers = await getDb().paper.findMany({
    where: {
      ...listed,
      enrichment: { vector: { not: null } },
      id: "ids" in which ? { in: which.ids } : { gt: which.after },
    },
    orderBy: { id: "asc" },
    ...("limit" in which && { take: which.limit }),
    select: {
      id: true,
      topics: true,
      day: true,
      codeUrl: true,
      enrichment: { select: { vector: true, scale: true } },
    },
  });
  const rows = papers.flatMap(({ id, topics, day, codeUrl, enrichment }) => {
    const { vector, scale } = enrichment ?? {};
    // Another model made a vector of another length.
    if (!vector || typeof scale !== "number" || vector.length !== dimension) return [];
    const numbers = Array.from(unpackVector({ vector, scale }));
    return [{ id, topics, day: dayNumber(day), code: codeUrl !== null, vector: numbers }];
  });
  return { rows, read: papers.length, last: papers.at(-1)?.id ?? 0 };
}

const batch = 5000;
// With fewer vectors the engine compares them all, which is fast and exact.
const fewVectors = 2000;
// Comparing with two thousand vectors outside the index takes 4 ms. Adding them to it takes a second.
const maxUnindexed = 2000;
const maxFiles = 100;

/** Writes all stored vectors of this length to an empty table, and indexes them. */
export async function fillVectors(table: Table, dimension: number): Promise<void> {
  let after = 0;
  for (let read = batch; read === batch; ) {
    const page = await listRows({ after, limit: batch }, dimension);
    if (page.rows.length) await table.add(page.rows);
    ({ read, last: after } = page);
  }
  await table.optimize({ cleanupOlderThan: new Date() });
  await indexVectors(table);
  await noteIndexed(table, await table.countRows());
}

/** Makes the indexes of ids and filters, and one of vectors if there are enough to need it. */
export async function indexVectors(table: Table): Promise<void> {
  await table.createIndex("id", { config: Index.btree() });
  await table.createIndex("day", { config: Index.btree() });
  await table.createIndex("topics", { config: Index.labelList() });
  if ((await table.countRows()) >= fewVectors) await indexMeaning(table);
}

/** A graph of neighbours (HNSW, Malkov and Yashunin, 2016) over the quantised vectors. */
async function indexMeaning(table: Table): Promise<void> {
  const config = Index.hnswSq({ distanceType: "cosine", m: 16, efConstruction: 150, numPartitions: 1 });
  await table.createIndex("vector", { config });
}

/** Rebuilds the index of vectors once their number has grown by half: an index of many small parts is slow. */
async function renewMeaning(table: Table, vectors: number): Promise<void> {
  const before = await findSetting("search-vectors");
  const known = before?.name === table.name ? before.vectors : 0;
  if (vectors < fewVectors || vectors < known * 1.5) return;
  await indexMeaning(table);
  await noteIndexed(table, vectors);
}

/** Remembers how many vectors there were when their index was made. */
async function noteIndexed({ name }: Table, vectors: number): Promise<void> {
  if (vectors >= fewVectors) await saveSetting("search-vectors", { name, vectors });
}

/** Writes the present vectors of these papers, and deletes those of papers that have none of this length any more. */
export async function mergeVectors(table: Table, ids: number[], dimension: number): Promise<void> {
  for (let i = 0; i < ids.length; i += batch) {
    const some = ids.slice(i, i + batch);
    const { rows } = await listRows({ ids: some }, dimension);
    if (rows.length)
      await table.mergeInsert("id").whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(rows);
    const embedded = new Set(rows.map(({ id }) => id));
    const none = some.filter((id) => !embedded.has(id));
    if (none.length) await table.delete(`id IN (${none.join(",")})`);
  }
}

/** Adds new vectors to the index, merges small files and drops old versions of the table. */
export async function tidyVectors(table: Table, now: Date): Promise<void> {
  await table.optimize({ cleanupOlderThan: minus(now, { minutes: 10 }) });
  await renewMeaning(table, await table.countRows());
}

/** Whether unindexed vectors or many small files would slow searches down. */
export async function areVectorsUntidy(table: Table): Promise<boolean> {
  const { numRows, fragmentStats } = await table.stats();
  if (fragmentStats.numSmallFragments > maxFiles) return true;
  const known = await table.indexStats("vector_idx");
  return known ? known.numUnindexedRows > maxUnindexed : numRows >= fewVectors;
}
