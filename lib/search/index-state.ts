import { createHash } from "node:crypto";
import { getDb, Prisma } from "@/lib/base/db";
import { listedSql } from "@/lib/papers/conditions";
import { newsSql } from "@/lib/papers/news";
import { addJobSql } from "@/lib/queue/enqueue";
import { embeddingText } from "@/lib/search/embedding/embed";
import { packVector } from "@/lib/search/embedding/vectors";

/** A paper, and the state of it that was read. */
export type PaperState = { id: number; updatedAt: Date };

/** A paper whose vector in the search table is missing or older than the paper. */
export type VectorDue = PaperState & {
  title: string;
  abstract: string;
  textHash: string | null;
  model: string | null;
};

// `e.paper_id IS NULL` is asked for separately: a paper that was never listed has nothing to index.
const wordsDueSql = Prisma.sql`(e.paper_id IS NOT NULL OR ${listedSql})
  AND (e.paper_id IS NULL OR e.paper_updated_at <> p.updated_at)`;

export type WordsDue = PaperState & { listed: boolean };

/**
 * Papers written since a moment that are new, changed or no longer listed, and whose words in the search table do not say
 * so yet, hottest first.
 */
export function listWordsDue(since: Date, limit: number): Promise<WordsDue[]> {
  return getDb().$queryRaw<WordsDue[]>`
    SELECT p.id, p.updated_at AS "updatedAt", ${listedSql} AS listed FROM papers p LEFT JOIN enrichments e ON e.paper_id = p.id
    WHERE p.updated_at >= ${since} AND ${wordsDueSql} ORDER BY p.heat DESC, p.id DESC LIMIT ${limit}`;
}

const chunk = 5000;

/** Records that the search table contains the words of these papers. @returns for how many it did not before */
export async function markWords(papers: PaperState[]): Promise<number> {
  let marked = 0;
  for (let i = 0; i < papers.length; i += chunk) {
    const some = papers.slice(i, i + chunk);
    marked += await getDb().$executeRaw`
      INSERT INTO enrichments (paper_id, paper_updated_at)
      SELECT v.id, v.at
      FROM unnest(${some.map(({ id }) => id)}::int[], ${some.map(({ updatedAt }) => updatedAt)}::timestamptz[]) AS v(id, at)
        JOIN papers p ON p.id = v.id
      ON CONFLICT (paper_id) DO UPDATE SET paper_updated_at = excluded.paper_updated_at
      WHERE enrichments.paper_updated_at <> excluded.paper_updated_at`;
  }
  return marked;
}

/**
 * Papers that have words in the search table but no vector of their present state there, hottest first. Without a model,
 * those that were never announced as searchable.
 * @param since only papers written since then, and with a model those whose vector is marked as due again, whatever their age
 */
export function listVectorsDue(since: Date, model: string | null, limit: number): Promise<VectorDue[]> {
  const due = model
    ? Prisma.sql`(e.vector_at IS DISTINCT FROM p.updated_at OR e.model IS DISTINCT FROM ${model})`
    : Prisma.sql`e.vector_at IS NULL`;
  // Without a model the vectors of all papers wait, and are not looked for at each run.
  const again = model
    ? Prisma.sql`UNION ALL SELECT paper_id FROM enrichments WHERE vector_at = 'epoch'`
    : Prisma.empty;
  return getDb().$queryRaw<VectorDue[]>`
    SELECT p.id, p.title, p.abstract, p.updated_at AS "updatedAt", e.text_hash AS "textHash", e.model
    FROM papers p JOIN enrichments e ON e.paper_id = p.id
    WHERE p.id IN (SELECT id FROM papers WHERE updated_at >= ${since} ${again})
      AND ${listedSql} AND ${due} ORDER BY p.heat DESC, p.id DESC LIMIT ${limit}`;
}

/** A hash of the text that is embedded. */
export function hashOf(paper: { title: string; abstract: string }): string {
  return createHash("sha256").update(embeddingText(paper)).digest("base64url");
}

/** Before a hash: the vector was perhaps made of the text's first 256 tokens only, as by an earlier version of this hub. */
export const cutMark = "cut ";

/** Removes that mark, since the text was short enough. */
export async function confirmVectors(ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await getDb().$executeRaw`
    UPDATE enrichments SET text_hash = substr(text_hash, ${cutMark.length + 1}::int)
    WHERE paper_id = ANY(${ids}) AND starts_with(text_hash, ${cutMark})`;
}

type Embedded = { id: number; hash: string; vector: Float32Array | null };

/** Stores the vectors of texts, with the hashes of the texts; null stands for a text that the model refuses. */
export async function saveVectors(embedded: Embedded[], model: string): Promise<void> {
  if (embedded.length === 0) return;
  const packed = embedded.map(({ vector }) => vector && packVector(vector));
  const ids = embedded.map(({ id }) => id);
  const hashes = embedded.map(({ hash }) => hash);
  const vectors = packed.map((one) => one && Buffer.from(one.vector));
  const scales = packed.map((one) => one?.scale ?? null);
  await getDb().$executeRaw`
    UPDATE enrichments e SET text_hash = v.hash, model = ${model}, vector = v.vector, scale = v.scale
    FROM unnest(${ids}::int[], ${hashes}::text[], ${vectors}::bytea[], ${scales}::real[]) AS v(id, hash, vector, scale)
    WHERE e.paper_id = v.id`;
}

/**
 * Records that the search table contains the vectors of these papers, and adds the job that announces those that can be
 * searched completely for the first time.
 * @param at what is recorded: the state of each paper, or 1970 where there is no model and the vector stays due
 */
export async function markVectors(papers: PaperState[], at: "state" | "epoch"): Promise<void> {
  if (papers.length === 0) return;
  const ids = papers.map(({ id }) => id);
  const times = papers.map(({ updatedAt }) => (at === "state" ? updatedAt : new Date(0)));
  const job = addJobSql("tell-of-searchable", { paperIds: Prisma.sql`json_agg(fresh.id ORDER BY fresh.id)` });
  await getDb().$queryRaw`
    WITH fresh AS (
      SELECT p.id FROM papers p JOIN enrichments e ON e.paper_id = p.id
      WHERE p.id = ANY(${ids}) AND ${listedSql} AND ${newsSql} AND e.vector_at IS NULL),
    marked AS (
      UPDATE enrichments e SET vector_at = v.at FROM unnest(${ids}::int[], ${times}::timestamptz[]) AS v(id, at)
      WHERE e.paper_id = v.id)
    SELECT ${job} FROM fresh HAVING count(*) > 0`;
}
