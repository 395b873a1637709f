import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keptVectors } from "@/e2e/bench/kept-vectors";
import { amendConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { saveSetting } from "@/lib/base/settings";
import { type PoolPaper, type PoolRow, poolColumns, poolJoins, toPoolPaper } from "@/lib/feeds/for-you/pool";
import type { Reader } from "@/lib/feeds/for-you/reader";
import { forgetReferencePapers } from "@/lib/feeds/taste/reference-papers";
import type { Incoming } from "@/lib/papers/incoming";
import { savePapers } from "@/lib/papers/save";
import type { Viewer } from "@/lib/people/viewer";
import { packVector } from "@/lib/search/embedding/vectors";
import { makeKeywords } from "@/lib/search/keywords/make-keywords";
import { countTerms } from "@/lib/search/search-terms";
import { migrate } from "@/lib/server/migrate";
import { startPostgres } from "@/lib/server/postgres";

type BenchHub = { dir: string; postgres: Awaited<ReturnType<typeof startPostgres>> };

/** Runs a measurement on a database and a folder of its own, which are deleted afterwards. @param settings of PostgreSQL */
export async function withBenchHub<R>(
  measure: (hub: BenchHub) => Promise<R>,
  settings: Record<string, string> = {},
): Promise<R> {
  const dir = mkdtempSync(join(tmpdir(), "quire-bench-"));
  const postgres = await startPostgres(dir, settings);
  try {
    amendConfig({ DATABASE_URL: postgres.url });
    forgetReferencePapers();
    await migrate(postgres.url);
    return await measure({ dir, postgres });
  } finally {
    await getDb().$disconnect();
    // The next measurement must open a client of its own.
    delete (globalThis as { quireDb?: unknown }).quireDb;
    await postgres.stop();
    for (const path of [dir, postgres.home]) rmSync(path, { recursive: true, force: true });
  }
}

type Given = Pick<Incoming, "title" | "abstract" | "topics"> & { place: number; at: Date };

/** An incoming paper for a measurement. @param place its index, from which its id is made */
export function benchPaper({ place, at, ...text }: Given): Incoming {
  const arxivId = `2401.${String(place + 1).padStart(5, "0")}`;
  const unknown = { comment: null, journalRef: null, doi: null, licence: null };
  return {
    ...text,
    ...unknown,
    arxivId,
    authors: ["Ada Lovelace"],
    publishedAt: at,
    announcedAt: at,
    versions: [],
    withdrawn: false,
  };
}

/** Saves papers with vectors and keywords, as the worker does. @returns them in the given order */
export async function fillHub(papers: Incoming[], now: Date): Promise<PoolPaper[]> {
  const vectors = await keptVectors(papers);
  for (let from = 0; from < papers.length; from += 1000)
    await savePapers(papers.slice(from, from + 1000), { source: "import", now, timeZone: "UTC" });
  await addVectors(papers, vectors);
  await countTerms();
  await saveSetting("search-sweep", { at: now.toISOString(), model: null });
  await makeKeywords({ now, signal: new AbortController().signal });
  forgetReferencePapers();
  return listAll(papers.map(({ arxivId }) => arxivId));
}

async function addVectors(papers: Incoming[], vectors: Float32Array[]): Promise<void> {
  const packed = vectors.map((vector) => packVector(vector));
  await getDb().$executeRaw`
    INSERT INTO enrichments (paper_id, paper_updated_at, model, vector, scale)
    SELECT p.id, p.updated_at, 'bench', v.vector, v.scale
    FROM unnest(${papers.map(({ arxivId }) => arxivId)}::text[], ${packed.map(({ vector }) => Buffer.from(vector))}::bytea[],
      ${packed.map(({ scale }) => scale)}::real[]) AS v(key, vector, scale) JOIN papers p ON p.key = v.key`;
}

async function listAll(keys: string[]): Promise<PoolPaper[]> {
  const rows = await getDb().$queryRaw<PoolRow[]>`
    SELECT ${poolColumns} FROM papers p ${poolJoins} WHERE p.key = ANY(${keys})`;
  const known = new Map(rows.map((row) => [row.key, toPoolPaper(row)]));
  return keys.flatMap((key) => known.get(key) ?? []);
}

/** Adds this many people, after deleting those of an earlier measurement with their votes. */
export async function makeReaders(count: number): Promise<Viewer[]> {
  await getDb().$executeRaw`DELETE FROM votes`;
  await getDb().$executeRaw`DELETE FROM users`;
  const createdAt = new Date("2020-01-01T00:00:00Z");
  const names = Array.from({ length: count }, (_, i) => `reader-${i + 1}`);
  const users = await getDb().user.createManyAndReturn({
    data: names.map((username) => ({ username, createdAt })),
    select: { id: true, username: true },
  });
  const ids = new Map(users.map(({ id, username }) => [username, id]));
  return names.map((username) => ({
    id: ids.get(username) ?? 0,
    username,
    role: "member",
    banned: false,
    createdAt,
  }));
}

/** Inserts votes without updating the heat of their papers. */
export async function castVotes(votes: { user: number; paper: number; at: Date }[]): Promise<void> {
  await getDb().$executeRaw`
    INSERT INTO votes (user_id, paper_id, cast_at)
    SELECT * FROM unnest(${votes.map(({ user }) => user)}::int[], ${votes.map(({ paper }) => paper)}::int[],
      ${votes.map(({ at }) => at)}::timestamptz[])`;
}

/** The likes of other readers that count for a reader, split by source; weights by paper id. */
export type CollaborativeParts = Record<"near" | "coVoted", Map<number, number>>;

/** Splits `alike` of a reader into the part of their neighbours and that of co-votes; a page uses the sum. */
export async function collaborativeParts({ userId, collaborative }: Reader): Promise<CollaborativeParts> {
  const found = await getDb().neighbourLikes.findUnique({ where: { userId } });
  const near = new Map(found?.paperIds.map((id, i) => [id, found.weights[i] ?? 0]));
  const rest = [...collaborative].map(([id, weight]) => [id, weight - (near.get(id) ?? 0)] as const);
  return { near, coVoted: new Map(rest.filter(([, weight]) => weight > 1e-6)) };
}
