import { distance } from "fastest-levenshtein";
import { LRUCache } from "lru-cache";
import { getDb } from "@/lib/base/db";
import { listed, listedSql } from "@/lib/papers/conditions";
import { foldLatin, titleKey } from "@/lib/papers/title-key";
import { listTopics } from "@/lib/papers/topics/topics";

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

export type Suggestions = {
  papers: { key: string; title: string }[];
  authors: { slug: string; name: string; papers: number }[];
  topics: { id: string; name: string }[];
};

const most = { papers: 5, authors: 4, topics: 3 };

/** What half-typed words may become: papers whose title begins so, authors by full name or surname, topics. */
export async function suggest(text: string): Promise<Suggestions> {
  const typed = foldLatin(text).trim();
  if (typed.length < 2) return { papers: [], authors: [], topics: [] };
  const [papers, authors] = await Promise.all([listTitles(typed), listAuthors(typed)]);
  return { papers, authors, topics: listTopicsLike(typed) };
}

function listTitles(typed: string): Promise<Suggestions["papers"]> {
  const start = titleKey(typed);
  if (start.length < 3) return Promise.resolve([]);
  // A range rather than LIKE, so that the index serves in whatever collation the database has.
  return getDb().$queryRaw`
    SELECT key, title FROM (
      SELECT key, title, heat FROM papers p
      WHERE title_key >= ${start} AND title_key < ${`${start}\u{10FFFF}`} AND ${listedSql} LIMIT 200) beginning
    ORDER BY heat DESC LIMIT ${most.papers}`;
}

function listAuthors(typed: string): Promise<Suggestions["authors"]> {
  const start = typed.replace(/[^\p{L}\p{N}]+/gu, " ");
  return getDb().$queryRaw`
    SELECT slug, name, papers FROM (
      SELECT DISTINCT ON (ref) ref AS slug, label AS name, count AS papers FROM (
        SELECT ref, label, count FROM search_terms
        WHERE kind = 'author' AND term >= ${start} AND term < ${`${start}\u{10FFFF}`} LIMIT 2000) named
      ORDER BY ref) once
    ORDER BY papers DESC, slug LIMIT ${most.authors}`;
}

function listTopicsLike(typed: string): Suggestions["topics"] {
  const all = listTopics().flatMap((group) => group.topics);
  const fits = (id: string, name: string) =>
    id.toLowerCase().startsWith(typed) || ` ${name.toLowerCase()}`.includes(` ${typed}`);
  return all
    .filter(({ id, name }) => fits(id, name))
    .slice(0, most.topics)
    .map(({ id, name }) => ({ id, name }));
}

type Word = { term: string; count: number };
type Vocabulary = { words: Word[]; known: ReadonlySet<string> };
type Shown = { title: string; abstract: string; authors: string[] };

/** Where less than this is found, a word further from any known one may have been meant, too. */
const fewFound = 5;
/** Far fewer words than these are ever meant by a slip. */
const mostWords = 60_000;
const vocabulary = new LRUCache<string, Vocabulary>({
  max: 1,
  ttl: 600_000,
  allowStale: true,
  fetchMethod: readVocabulary,
});

/**
 * The query with its unknown words replaced by the most frequent ones near to them; marks and quotes stay.
 * @param shown the papers found first: a word in one of them is rare rather than wrong
 * @returns null where nothing is better
 */
export async function didYouMean(q: string, shown: Shown[]): Promise<string | null> {
  const { words, known } = (await vocabulary.fetch("all")) ?? { words: [], known: new Set() };
  if (words.length === 0) return null;
  const reach = shown.length < fewFound ? farReach : nearReach;
  const better = q.replace(/(?<![\w.])[a-z]{4,30}(?![\w.:])/gi, (word) => {
    const lower = word.toLowerCase();
    return known.has(lower) || standsIn(lower, shown) ? word : (nearest(lower, words, reach(lower)) ?? word);
  });
  return better === q ? null : better;
}

function standsIn(word: string, papers: Shown[]): boolean {
  return papers.some(({ title, abstract, authors }) =>
    [title, abstract, ...authors].some((text) => text.toLowerCase().includes(word)),
  );
}

// How many letters of a word may be wrong.
const farReach = ({ length }: string) => (length > 7 ? 2 : 1);
const nearReach = ({ length }: string) => (length > 5 ? 1 : 0);

function nearest(word: string, known: Word[], reach: number): string | null {
  let best: { term: string; worth: number } | null = null;
  for (const { term, count } of known) {
    if (Math.abs(term.length - word.length) > reach || term[0] !== word[0]) continue;
    const far = distance(word, term);
    const worth = count / 100 ** far;
    if (far <= reach && worth > (best?.worth ?? 0)) best = { term, worth };
  }
  return best?.term ?? null;
}

async function readVocabulary(): Promise<Vocabulary> {
  const words = await getDb().searchTerm.findMany({
    where: { kind: "word" },
    orderBy: { count: "desc" },
    take: mostWords,
    select: { term: true, count: true },
  });
  return { words, known: new Set(words.map(({ term }) => term)) };
}
