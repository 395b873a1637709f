import { distance } from "fastest-levenshtein";
import { LRUCache } from "lru-cache";
import { getDb } from "@/lib/base/db";
import { listed, listedSql } from "@/lib/papers/conditions";
import { foldLatin, titleKey } from "@/lib/papers/title-key";
import { listTopics } from "@/lib/papers/topics/topics";

/** A word in fewer papers than this may well be a typing error. */
const minPapers = 2;

/**
 * Recounts in how many papers each word of a title or abstract, and each author, occurs: for suggestions and spelling.
 * Runs in one transaction, so readers see the old counts until it ends. Words of a single paper are left out.
 * @returns how many words and author names were counted
 */
export async function countTerms(): Promise<{ words: number; authors: number }> {
  return getDb().$transaction(
    async (tx) => {
      await tx.$executeRaw`DELETE FROM search_terms`;
      const words = await tx.$executeRaw`
        INSERT INTO search_terms (kind, term, ref, label, count)
        SELECT 'word', word, word, word, count(*) FROM papers p,
          LATERAL (SELECT DISTINCT unnest(regexp_split_to_array(lower(p.title || ' ' || p.abstract), '[^a-z]+')) AS word) w
        WHERE ${listedSql} AND length(word) BETWEEN 3 AND 30 GROUP BY word HAVING count(*) >= ${minPapers}`;
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

/** Recounts if the papers just indexed are a tenth of all: last night's counts would mislead. @param taken how many were indexed */
export async function countTermsAfter(taken: number): Promise<void> {
  if (taken === 0) return;
  const papers = await getDb().paper.count({ where: listed });
  if (taken * 10 >= papers) await countTerms();
}

/** Whether there are papers but no counts yet. */
export async function needsTerms(): Promise<boolean> {
  const db = getDb();
  return (await db.searchTerm.findFirst()) === null && (await db.paper.findFirst()) !== null;
}

type Suggestions = {
  papers: { key: string; title: string }[];
  authors: { slug: string; name: string; papers: number }[];
  topics: { id: string; name: string }[];
};

const maxSuggestions = { papers: 5, authors: 4, topics: 3 };

/** Completions of a half-typed query: papers by the start of their title, authors by full name or surname, topics. */
export async function suggest(text: string): Promise<Suggestions> {
  const typed = foldLatin(text).trim();
  if (typed.length < 2) return { papers: [], authors: [], topics: [] };
  const [papers, authors] = await Promise.all([listTitles(typed), listAuthors(typed)]);
  return { papers, authors, topics: listTopicsLike(typed) };
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

function listAuthors(typed: string): Promise<Suggestions["authors"]> {
  const start = typed.replace(/[^\p{L}\p{N}]+/gu, " ");
  return getDb().$queryRaw`
    SELECT slug, name, papers FROM (
      SELECT DISTINCT ON (ref) ref AS slug, label AS name, count AS papers FROM (
        SELECT ref, label, count FROM search_terms
        WHERE kind = 'author' AND term >= ${start} AND term < ${`${start}\u{10FFFF}`} LIMIT 2000) named
      ORDER BY ref) once
    ORDER BY papers DESC, slug LIMIT ${maxSuggestions.authors}`;
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

type Word = { term: string; count: number };
/** The hub's words, and those that begin with each letter. */
type Vocabulary = { known: ReadonlySet<string>; byInitial: ReadonlyMap<string, Word[]> };
type Shown = { title: string; abstract: string; authors: string[] };

/** With fewer results than this, words further from any known one are corrected too. */
const fewFound = 5;
/** Rarer words are hardly ever the intended ones. */
const maxWords = 60_000;
/** A query in which more words are unknown is in another language, and looking for each takes a millisecond. */
const maxUnknown = 8;
const vocabulary = new LRUCache<string, Vocabulary>({
  max: 1,
  ttl: 600_000,
  allowStale: true,
  fetchMethod: readVocabulary,
});

/**
 * The query with its unknown words replaced by frequent words of similar spelling; prefixes and quotes stay.
 * @param shown the papers found first: a word that occurs in one of them is rare, not wrong
 * @returns null if there is nothing to correct
 */
export async function didYouMean(q: string, shown: Shown[]): Promise<string | null> {
  const words = await vocabulary.fetch("all");
  return words && words.known.size > 0 ? correctSpelling(q, shown, words) : null;
}

/** `didYouMean` with a given vocabulary. */
export function correctSpelling(q: string, shown: Shown[], { known, byInitial }: Vocabulary): string | null {
  const reach = shown.length < fewFound ? farReach : nearReach;
  const texts = shown.map(({ title, abstract, authors }) =>
    [title, abstract, ...authors].join("\n").toLowerCase(),
  );
  let unknown = 0;
  const better = q.replace(/(?<![\w.])[a-z]{4,30}(?![\w.:])/gi, (word) => {
    const lower = word.toLowerCase();
    if (known.has(lower) || unknown === maxUnknown) return word;
    unknown += 1;
    if (texts.some((text) => text.includes(lower))) return word;
    return nearest(lower, byInitial.get(lower.charAt(0)) ?? [], reach(lower)) ?? word;
  });
  return better === q ? null : better;
}

/** Words, the most frequent first, as a vocabulary. */
export function toVocabulary(words: Word[]): Vocabulary {
  const byInitial = new Map<string, Word[]>();
  for (const word of words) {
    const initial = word.term.charAt(0);
    const others = byInitial.get(initial);
    if (others) others.push(word);
    else byInitial.set(initial, [word]);
  }
  return { known: new Set(words.map(({ term }) => term)), byInitial };
}

// How many letters of a word may be wrong: with few results, and otherwise.
const farReach = ({ length }: string) => (length > 7 ? 2 : 1);
const nearReach = ({ length }: string) => (length > 5 ? 1 : 0);

function nearest(word: string, known: Word[], reach: number): string | null {
  let best: { term: string; score: number } | null = null;
  for (const { term, count } of known) {
    if (Math.abs(term.length - word.length) > reach) continue;
    const far = distance(word, term);
    const score = count / 100 ** far;
    if (far <= reach && score > (best?.score ?? 0)) best = { term, score };
  }
  return best?.term ?? null;
}

async function readVocabulary(): Promise<Vocabulary> {
  const words = await getDb().searchTerm.findMany({
    where: { kind: "word" },
    orderBy: { count: "desc" },
    take: maxWords,
    select: { term: true, count: true },
  });
  return toVocabulary(words);
}
