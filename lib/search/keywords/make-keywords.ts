import { skipWhileRunning } from "@/lib/base/concurrency";
import { getDb } from "@/lib/base/db";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { listed, listedSql } from "@/lib/papers/conditions";
import { type Frequencies, findKeywords } from "@/lib/search/keywords/keywords";
import { findTfIdfTerms } from "@/lib/search/keywords/tf-idf";
import { needsTerms } from "@/lib/search/search-terms";
import { wordsOf } from "@/lib/search/words";

const batch = 200;

type Due = { id: number; title: string; abstract: string; updatedAt: Date };

/**
 * Finds the keywords and TF-IDF terms of new and changed papers, newest first, once they are indexed for search and the
 * words of all papers are counted. Ends when nothing is left or on `signal`; safe to repeat.
 * @returns for how many papers
 */
export const makeKeywords = skipWhileRunning(makeAll, { papers: 0 });

async function makeAll({ signal }: { signal: AbortSignal }): Promise<{ papers: number }> {
  const [known, reached] = await Promise.all([findSetting("keywords-sweep"), findSetting("search-sweep")]);
  if (await needsTerms()) return { papers: 0 };
  let made = 0;
  let before = 2_147_483_647;
  let papers = 0;
  while (!signal.aborted) {
    const due = await listDue(known ? new Date(known.at) : new Date(0), before);
    if (due.length === 0) break;
    papers ||= await getDb().paper.count({ where: listed });
    await keep(due, await countWords(due, papers));
    made += due.length;
    before = due.at(-1)?.id ?? 0;
  }
  // Only indexed papers were looked at, so this sweep reaches as far as the search's own.
  if (!signal.aborted && reached) await saveSetting("keywords-sweep", { at: reached.at });
  return { papers: made };
}

function listDue(since: Date, before: number): Promise<Due[]> {
  return getDb().$queryRaw`
    SELECT p.id, p.title, p.abstract, p.updated_at AS "updatedAt" FROM papers p JOIN enrichments e ON e.paper_id = p.id
    WHERE p.updated_at >= ${since} AND p.id < ${before} AND ${listedSql}
      AND e.keywords_at IS DISTINCT FROM p.updated_at
    ORDER BY p.id DESC LIMIT ${batch}`;
}

/** How many papers contain each word of these texts, from the counts made for suggestions. */
async function countWords(due: Due[], papers: number): Promise<Frequencies> {
  const words = new Set(due.flatMap(({ title, abstract }) => wordsOf(`${title} ${abstract}`)));
  const rows = await getDb().$queryRaw<{ term: string; count: number }[]>`
    SELECT term, count FROM search_terms WHERE kind = 'word' AND term = ANY(${[...words]}::text[])`;
  const counts = new Map(rows.map(({ term, count }) => [term, count]));
  return { papers, of: (word) => counts.get(word) ?? 1 };
}

async function keep(due: Due[], frequencies: Frequencies): Promise<void> {
  const rows = due.map(({ id, updatedAt, ...text }) => {
    const terms = Buffer.from(findTfIdfTerms(text, frequencies)).toString("hex");
    return { id, at: updatedAt.toISOString(), keywords: findKeywords(text, frequencies), terms };
  });
  await getDb().$executeRaw`
    UPDATE enrichments e SET keywords_at = v.at, keywords = v.keywords, terms = decode(v.terms, 'hex')
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS v(id int, at timestamptz, keywords text[], terms text)
    WHERE e.paper_id = v.id`;
}
