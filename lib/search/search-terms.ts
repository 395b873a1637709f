import { getDb, Prisma } from "@/lib/base/db";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { listed, listedSql } from "@/lib/papers/conditions";
import { foldLatin, titleKey } from "@/lib/papers/title-key";
import { listTopics } from "@/lib/papers/topics/topics";

/** A word in fewer papers than this may well be a typing error. */
const minPapers = 2;

/**
 * Recounts in how many papers each word of a title or abstract, and each author and organisation, occurs: for suggestions and spelling.
 * Runs in one transaction, so readers see the old counts until it ends. Words of a single paper are left out.
 * @returns how many words and names were counted
 */
export async function countTerms(): Promise<{ words: number; authors: number; organizations: number }> {
  return getDb().$transaction(
    async (tx) => {
      await tx.$executeRaw`DELETE FROM search_terms`;
      const words = await tx.$executeRaw`
        INSERT INTO search_terms (kind, term, ref, label, count)
        SELECT 'word', word, word, word, count(*) FROM papers p,
          LATERAL (SELECT DISTINCT unnest(regexp_split_to_array(${foldedSql}, '[^a-z]+')) AS word) w
        WHERE ${listedSql} AND length(word) BETWEEN 3 AND 30 GROUP BY word HAVING count(*) >= ${minPapers}`;
      const authors = await tx.$executeRaw`
        INSERT INTO search_terms (kind, term, ref, label, count)
        SELECT 'author', term, slug, min(name), sum(papers) FROM (
          SELECT slug, min(name) AS name, count(*) AS papers FROM papers p, unnest(p.authors, p.author_slugs) AS a(name, slug)
          WHERE ${listedSql} GROUP BY slug) known,
          LATERAL (VALUES (replace(slug, '-', ' ')), (regexp_replace(replace(slug, '-', ' '), '^(.*) (\\S+)$', '\\2 \\1'))) t(term)
        GROUP BY term, slug`;
      const organizations = await tx.$executeRaw`
        INSERT INTO search_terms (kind, term, ref, label, count)
        SELECT 'organization', replace(organization_slug, '-', ' '), organization_slug,
          (array_agg(organization ORDER BY announced_at DESC, id DESC))[1], count(*)
        FROM papers p WHERE organization_slug > '' AND ${listedSql} GROUP BY organization_slug`;
      await saveSetting("terms-counted", { papers: await tx.paper.count({ where: listed }) }, tx);
      return { words, authors, organizations };
    },
    { timeout: 600_000 },
  );
}

/** The title and abstract of papers `p` in small letters without accents, as `foldText` spells them. */
const foldedSql = Prisma.sql`
  replace(replace(replace(replace(translate(
    regexp_replace(lower(normalize(p.title || ' ' || p.abstract, NFKD)), '[\\u0300-\\u036f]+', '', 'g'),
    'øđðłħı', 'oddlhi'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')`;

/**
 * Recounts if the number of papers has grown by a tenth since the last count, which would mislead.
 * @param taken how many papers were just indexed
 */
export async function countTermsAfter(taken: number): Promise<void> {
  if (taken === 0) return;
  const [papers, counted] = await Promise.all([
    getDb().paper.count({ where: listed }),
    findSetting("terms-counted"),
  ]);
  if (papers >= (counted?.papers ?? 0) * 1.1) await countTerms();
}

/** Whether there are papers but no counts yet. */
export async function needsTerms(): Promise<boolean> {
  const db = getDb();
  return (await db.searchTerm.findFirst()) === null && (await db.paper.findFirst()) !== null;
}

/** An author or an organisation, with the number of their papers. */
type Named = { slug: string; name: string; papers: number };

type Suggestions = {
  papers: { key: string; title: string }[];
  authors: Named[];
  organizations: Named[];
  topics: { id: string; name: string }[];
};

const maxSuggestions = { papers: 5, authors: 4, organizations: 3, topics: 3 };

/**
 * Completions of a half-typed query: papers by the start of their title, authors by full name or surname,
 * organisations by the start of any word of their name, topics.
 */
export async function suggest(text: string): Promise<Suggestions> {
  const typed = foldLatin(text).trim();
  if (typed.length < 2) return { papers: [], authors: [], organizations: [], topics: [] };
  const [papers, authors, organizations] = await Promise.all([
    listTitles(typed),
    listAuthors(typed),
    listOrganizationsLike(typed),
  ]);
  return { papers, authors, organizations, topics: listTopicsLike(typed) };
}

function listTitles(typed: string): Promise<Suggestions["papers"]> {
  const start = titleKey(typed);
  if (start.length < 3) return Promise.resolve([]);
  // A range rather than LIKE: it can use the index in any collation.
  return getDb().$queryRaw`
    SELECT key, title FROM (
      SELECT key, title, heat FROM papers p
      WHERE title_key >= ${start} AND title_key < ${`${start}\u{10FFFF}`} AND ${listedSql} LIMIT 200) beginning
    ORDER BY heat DESC LIMIT ${maxSuggestions.papers}`;
}

function listAuthors(typed: string): Promise<Named[]> {
  const start = typed.replace(/[^\p{L}\p{N}]+/gu, " ");
  return getDb().$queryRaw`
    SELECT slug, name, papers FROM (
      SELECT DISTINCT ON (ref) ref AS slug, label AS name, count AS papers FROM (
        SELECT ref, label, count FROM search_terms
        WHERE kind = 'author' AND term >= ${start} AND term < ${`${start}\u{10FFFF}`} LIMIT 2000) named
      ORDER BY ref) once
    ORDER BY papers DESC, slug LIMIT ${maxSuggestions.authors}`;
}

function listOrganizationsLike(typed: string): Promise<Named[]> {
  const start = typed.replace(/[^\p{L}\p{N}]+/gu, " ");
  return getDb().$queryRaw`
    SELECT ref AS slug, label AS name, count AS papers FROM search_terms
    WHERE kind = 'organization' AND strpos(' ' || term, ${` ${start}`}) > 0
    ORDER BY count DESC, ref LIMIT ${maxSuggestions.organizations}`;
}

function listTopicsLike(typed: string): Suggestions["topics"] {
  const all = listTopics().flatMap((group) => group.topics);
  const fits = (id: string, name: string) =>
    id.toLowerCase().startsWith(typed) || ` ${name.toLowerCase()}`.includes(` ${typed}`);
  return all
    .filter(({ id, name }) => fits(id, name))
    .slice(0, maxSuggestions.topics)
    .map(({ id, name }) => ({ id, name }));
}
