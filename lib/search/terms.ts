import { getDb } from "@/lib/base/db";
import { listed, listedSql } from "@/lib/papers/conditions";

/** A word in fewer papers than this is as likely a slip as a word. */
const fewest = 2;

/**
 * Counts in how many papers each word of a title or abstract and each author stands, for suggestions and misspelt
 * words. All anew in one transaction: readers see the old counts until it ends. Words in one paper alone are left out.
 * @returns how many words and authors are known now
 */
export async function countTerms(): Promise<{ words: number; authors: number }> {
  return getDb().$transaction(
    async (tx) => {
      await tx.$executeRaw`DELETE FROM search_terms`;
      const words = await tx.$executeRaw`
        INSERT INTO search_terms (kind, term, ref, label, count)
        SELECT 'word', word, word, word, count(*) FROM papers p,
          LATERAL (SELECT DISTINCT unnest(regexp_split_to_array(lower(p.title || ' ' || p.abstract), '[^a-z]+')) AS word) w
        WHERE ${listedSql} AND length(word) BETWEEN 3 AND 30 GROUP BY word HAVING count(*) >= ${fewest}`;
      const authors = await tx.$executeRaw`
        INSERT INTO search_terms (kind, term, ref, label, count)
        SELECT 'author', term, slug, min(name), sum(papers) FROM (
          SELECT slug, min(name) AS name, count(*) AS papers FROM papers p, unnest(p.authors, p.author_slugs) AS a(name, slug)
          WHERE ${listedSql} GROUP BY slug) known,
          LATERAL (VALUES (replace(slug, '-', ' ')), (regexp_replace(replace(slug, '-', ' '), '^(.*) (\\S+)$', '\\2 \\1'))) t(term)
        GROUP BY term, slug`;
      return { words, authors };
    },
    { timeout: 600_000 },
  );
}

/** Counts anew where so many papers were just taken over that the counts of the night before mislead. */
export async function countTermsAfter(taken: number): Promise<void> {
  if (taken === 0) return;
  const papers = await getDb().paper.count({ where: listed });
  if (taken * 10 >= papers) await countTerms();
}

/** Whether nothing was counted yet, though there are papers. */
export async function needsTerms(): Promise<boolean> {
  const db = getDb();
  return (await db.searchTerm.findFirst()) === null && (await db.paper.findFirst()) !== null;
}
