import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { skipWhileRunning } from "@/lib/base/concurrency";
import { getDb, Prisma } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { listed, listedSql } from "@/lib/papers/conditions";
import { findKeywords, keywordsVersion, type PhraseCounts } from "@/lib/search/keywords/keywords";
import { readPhraseCounts, refreshPhraseCounts } from "@/lib/search/keywords/phrase-counts";
import { findTfIdfTerms, type WordCounts } from "@/lib/search/keywords/tf-idf";
import { needsTerms } from "@/lib/search/search-terms";
import { wordsOf } from "@/lib/search/words";

const batch = 200;
/** The most batches of papers in a run whose keywords an earlier method found; the next run goes on with the rest. */
const renewedBatches = 20;
/** More than any paper's id. */
const end = 2_147_483_647;

type Due = { id: number; title: string; abstract: string; updatedAt: Date };
type Context = { now: Date; signal: AbortSignal };
type Counts = { papers: number; phrases: PhraseCounts };

/**
 * Finds the keywords and TF-IDF terms of new and changed papers, newest first, once they are indexed for search and the
 * words of all papers are counted; then, some thousands a run, those of all papers anew if the method has changed or the
 * hub has grown so much that its phrases were counted again. Ends when nothing is left or on `signal`; safe to repeat.
 * @returns for how many papers, and for how many of them again
 */
export const makeKeywords = skipWhileRunning(makeAll, { papers: 0, again: 0 });

async function makeAll({ now, signal }: Context): Promise<{ papers: number; again: number }> {
  if (signal.aborted || (await needsTerms())) return { papers: 0, again: 0 };
  if (await refreshPhraseCounts({ now, signal })) await saveRenewal(end);
  const [known, reached] = await Promise.all([findSetting("keywords-sweep"), findSetting("words-sweep")]);
  const since = known ? new Date(known.at) : new Date(0);
  let counts: Counts | null = null;
  const find = async (due: Due[]) => {
    counts ??= await readCounts();
    await keep(due, counts);
  };
  let made = 0;
  for (let before = end; !signal.aborted; ) {
    const due = await listDue(
      Prisma.sql`p.updated_at >= ${since} AND e.keywords_at IS DISTINCT FROM p.updated_at`,
      before,
    );
    if (due.length === 0) break;
    await find(due);
    made += due.length;
    before = due.at(-1)?.id ?? 0;
  }
  // Only indexed papers were looked at, so this sweep reaches as far as the search's own.
  if (!signal.aborted && reached) await saveSetting("keywords-sweep", { at: reached.at });
  const again = await renew(find, signal);
  return { papers: made + again, again };
}

/** Finds keywords again where an earlier method found them, newest papers first. @returns for how many papers */
async function renew(find: (due: Due[]) => Promise<void>, signal: AbortSignal): Promise<number> {
  const last = await findSetting("keywords-renewal");
  let before = last?.version === keywordsVersion ? last.before : end;
  if (before === 0) return 0;
  const started = performance.now();
  let made = 0;
  for (let i = 0; i < renewedBatches && before > 0 && !signal.aborted; i++) {
    const due = await listDue(Prisma.sql`e.keywords_at IS NOT NULL`, before);
    if (due.length > 0) await find(due);
    made += due.length;
    before = due.length < batch ? 0 : (due.at(-1)?.id ?? 0);
    await saveRenewal(before);
  }
  const msEach = Math.round((100 * (performance.now() - started)) / Math.max(1, made)) / 100;
  getLog().info({ papers: made, msEach, left: before > 0 }, "keywords found again");
  return made;
}

async function saveRenewal(before: number): Promise<void> {
  await saveSetting("keywords-renewal", { version: keywordsVersion, before });
}

async function readCounts(): Promise<Counts> {
  const [papers, phrases] = await Promise.all([getDb().paper.count({ where: listed }), readPhraseCounts()]);
  return { papers, phrases };
}

function listDue(condition: Prisma.Sql, before: number): Promise<Due[]> {
  return getDb().$queryRaw`
    SELECT p.id, p.title, p.abstract, p.updated_at AS "updatedAt" FROM papers p JOIN enrichments e ON e.paper_id = p.id
    WHERE p.id < ${before} AND ${listedSql} AND ${condition} ORDER BY p.id DESC LIMIT ${batch}`;
}

/** How many papers contain each word of these texts, from the counts made for suggestions. */
async function countWords(due: Due[], papers: number): Promise<WordCounts> {
  const words = new Set(due.flatMap(({ title, abstract }) => wordsOf(`${title} ${abstract}`)));
  const rows = await getDb().$queryRaw<{ term: string; count: number }[]>`
    SELECT term, count FROM search_terms WHERE kind = 'word' AND term = ANY(${[...words]}::text[])`;
  const counts = new Map(rows.map(({ term, count }) => [term, count]));
  return { papers, of: (word) => counts.get(word) ?? 1 };
}

async function keep(due: Due[], { papers, phrases }: Counts): Promise<void> {
  const words = await countWords(due, papers);
  const rows = [];
  for (const { id, updatedAt, ...text } of due) {
    const terms = Buffer.from(findTfIdfTerms(text, words)).toString("hex");
    rows.push({ id, at: updatedAt.toISOString(), keywords: findKeywords(text, phrases), terms });
    // A batch takes most of a second; other jobs of this process go on between two papers.
    await yieldToEventLoop();
  }
  await getDb().$executeRaw`
    UPDATE enrichments e SET keywords_at = v.at, keywords = v.keywords, terms = decode(v.terms, 'hex')
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS v(id int, at timestamptz, keywords text[], terms text)
    WHERE e.paper_id = v.id`;
}
