import { getDb } from "@/lib/base/db";
import { listedSql } from "@/lib/papers/conditions";
import { foldLatin, titleKey } from "@/lib/papers/title-key";
import { listTopics } from "@/lib/papers/topics/topics";

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
