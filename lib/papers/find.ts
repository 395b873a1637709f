import { getDb } from "@/lib/db";
import { canonicalKey } from "@/lib/papers/keys";
import { titleKey } from "@/lib/papers/title-key";

/**
 * The key of the one listed paper that a reader's words name: an id or address in any spelling, a DOI, or a title.
 * @returns null where nothing here is meant
 */
export async function findKeyByWords(words: string): Promise<string | null> {
  const text = words.trim().slice(0, 300);
  const key = canonicalKey(text);
  const doi = /10\.\d{4,9}\/\S+/.exec(text)?.[0].toLowerCase();
  const folded = titleKey(text);
  const names = [key && { key }, doi && { doi }, folded.length > 3 && { titleKey: folded }].filter(
    (one) => one !== null && typeof one === "object",
  );
  if (names.length === 0) return null;
  const paper = await getDb().paper.findFirst({
    where: { status: "listed", OR: names },
    select: { key: true },
  });
  return paper?.key ?? null;
}

/** The 20 hottest of the 20,000 hottest listed papers whose title contains the words: a look, not a search. */
export function listByTitle(words: string): Promise<{ key: string; title: string; upvotes: number }[]> {
  const pattern = `%${words
    .trim()
    .slice(0, 100)
    .replace(/[\\%_]/g, "\\$&")}%`;
  return getDb().$queryRaw`
    SELECT key, title, upvotes FROM
      (SELECT id, key, title, upvotes, heat FROM papers WHERE status = 'listed' ORDER BY heat DESC, id DESC LIMIT 20000) hot
    WHERE title ILIKE ${pattern} ORDER BY heat DESC, id DESC LIMIT 20`;
}
