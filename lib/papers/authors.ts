import { getDb } from "@/lib/base/db";
import { listedSql } from "@/lib/papers/conditions";

/** How an author's name is written on the newest paper with this slug, or null where there is none. */
export async function findAuthorName(slug: string): Promise<string | null> {
  const [paper] = await getDb().$queryRaw<{ name: string }[]>`
    SELECT authors[array_position(author_slugs, ${slug})] AS name FROM papers p
    WHERE author_slugs @> ARRAY[${slug}]::text[] AND ${listedSql} ORDER BY announced_at DESC LIMIT 1`;
  return paper?.name ?? null;
}
