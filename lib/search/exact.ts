import { getDb, Prisma } from "@/lib/base/db";
import { authorSlug } from "@/lib/papers/author-slug";
import { listedSql } from "@/lib/papers/conditions";
import { canonicalKey } from "@/lib/papers/keys";
import { titleKey } from "@/lib/papers/title-key";
import type { ParsedQuery } from "@/lib/search/query";
import type { SearchReason } from "@/lib/search/schema";

const mostOfAnAuthor = 100;

/**
 * What a query names outright: a paper by its id, DOI or whole title, then the papers of an author by the whole name,
 * the hottest first. In the order in which they should stand. One query.
 */
export async function findExact(query: ParsedQuery): Promise<Map<number, SearchReason>> {
  const text = query.text.trim();
  if (!text || query.must.length + query.not.length > 0) return new Map();
  const doi = /10\.\d{4,9}\/\S+/.exec(text)?.[0].toLowerCase() ?? null;
  const title = titleKey(text);
  const rows = await getDb().$queryRaw<{ id: number; what: Named }[]>`
    SELECT id, 'id' AS what FROM papers p WHERE key = ${canonicalKey(text)} AND ${listedSql}
    UNION ALL (SELECT id, 'doi' FROM papers p WHERE doi = ${doi} AND ${listedSql} LIMIT 5)
    UNION ALL (SELECT id, 'title' FROM papers p WHERE title_key = ${title.length > 3 ? title : null}
      AND ${listedSql} LIMIT 5)
    ${ofAuthor(text)}`;
  const named = new Map<number, SearchReason>();
  for (const { id, what } of rows) if (!named.has(id)) named.set(id, { kind: "exact", what });
  return named;
}

type Named = Extract<SearchReason, { kind: "exact" }>["what"];

function ofAuthor(text: string): Prisma.Sql {
  const words = text.split(/\s+/);
  if (words.length < 2 || words.length > 5 || /\d/.test(text)) return Prisma.empty;
  return Prisma.sql`UNION ALL (SELECT id, 'author' FROM papers p
    WHERE author_slugs @> ARRAY[${authorSlug(text)}]::text[] AND ${listedSql}
    ORDER BY heat DESC, id DESC LIMIT ${mostOfAnAuthor})`;
}
