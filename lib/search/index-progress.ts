import { getDb, Prisma } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { findSetting } from "@/lib/base/settings";
import { grouped } from "@/lib/base/text";
import { listedSql } from "@/lib/papers/conditions";
import { findOpenModel } from "@/lib/search/embedding/embed";

/** How many of the listed papers can be found; `meaning` is null where this hub compares no meanings. */
export type IndexProgress = { papers: number; words: number; meaning: number | null };

/** The same with a sentence that says so. */
export type StatedProgress = IndexProgress & { text: string };

// A count is used for this long by all searches of a process, and for this long while the papers are counted again.
const keptMs = 5000;
const staleMs = 60_000;

type Kept = { at: number; progress: Promise<IndexProgress | null>; last: IndexProgress | null | undefined };
let kept: Kept | undefined;

/**
 * How many papers can be found, or null once all can. Cheap: it is asked for at most every five seconds, and while it is
 * counted anew the last answer serves.
 * @param now on the clock of `performance.now`
 */
export async function findIndexProgress(now = performance.now()): Promise<IndexProgress | null> {
  if (!kept || Math.abs(now - kept.at) > keptMs) {
    const next: Kept = {
      at: now,
      progress: readProgress().catch(logFailure),
      last: isRecent(kept, now) ? kept?.last : undefined,
    };
    kept = next;
    void next.progress.then((found) => {
      next.last = found;
    });
  }
  return kept.last ?? kept.progress;
}

function isRecent(one: Kept | undefined, now: number): boolean {
  return one !== undefined && Math.abs(now - one.at) <= staleMs;
}

/** The same with its sentence, or null once all papers can be found. */
export async function findStatedProgress(): Promise<StatedProgress | null> {
  const progress = await findIndexProgress();
  return progress && { ...progress, text: progressWords(progress) };
}

/** A page without this note is better than none. */
function logFailure(error: unknown): null {
  getLog().warn({ err: error }, "how many papers can be found could not be counted");
  return null;
}

async function readProgress(): Promise<IndexProgress | null> {
  const [sweep, open] = await Promise.all([findSetting("search-sweep"), findOpenModel()]);
  const model = open === undefined ? sweep?.model : open;
  // Papers written before the last complete sweep can be found, unless the model has changed since.
  const since = sweep && sweep.model === model ? new Date(sweep.at) : new Date(0);
  const due = dueSql(model);
  const [pending] = await getDb().$queryRaw<{ some: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM papers p LEFT JOIN enrichments e ON e.paper_id = p.id
      WHERE p.updated_at >= ${since} AND ${listedSql} AND (${due.words} OR ${due.meaning})) AS some`;
  return pending?.some ? countFound(model) : null;
}

/**
 * Counts how many papers can be found by words and by meaning.
 * @param model the present one; null where there is none, undefined where it is not known
 */
export async function countFound(model: string | null | undefined): Promise<IndexProgress> {
  const due = dueSql(model);
  const [row] = await getDb().$queryRaw<{ papers: number; words: number; meaning: number }[]>`
    SELECT count(*)::int AS papers, count(*) FILTER (WHERE NOT (${due.words}))::int AS words,
      count(*) FILTER (WHERE NOT (${due.meaning}) AND e.vector IS NOT NULL)::int AS meaning
    FROM papers p LEFT JOIN enrichments e ON e.paper_id = p.id WHERE ${listedSql}`;
  const { papers = 0, words = 0, meaning = 0 } = row ?? {};
  return { papers, words, meaning: model === null ? null : meaning };
}

/** SQL: whether the paper `p` with its enrichment `e`, if there is one, cannot be found yet by its words or its meaning. */
function dueSql(model: string | null | undefined): { words: Prisma.Sql; meaning: Prisma.Sql } {
  const words = Prisma.sql`(e.paper_id IS NULL OR e.paper_updated_at = 'epoch')`;
  if (model === null) return { words, meaning: Prisma.sql`false` };
  // A vector of an older text serves until it is replaced. One that was refused has settled, too: it has a model's name.
  const none = Prisma.sql`(e.vector_at IS NULL OR (e.vector_at = 'epoch' AND e.vector IS NULL))`;
  const meaning = model ? Prisma.sql`(${none} OR e.model IS DISTINCT FROM ${model})` : none;
  return { words, meaning };
}

/** How many papers can be found, in a sentence. */
export function progressWords({ papers, words, meaning }: IndexProgress): string {
  const found = `${grouped(words)} of ${grouped(papers)} papers can be found by words`;
  return `${found}${meaning === null ? "" : `, ${grouped(meaning)} by meaning`}; the rest follow.`;
}
