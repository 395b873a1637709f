import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { type LibraryEntry, readLibrary } from "@/lib/feeds/taste/read-library";
import { doiSpellings } from "@/lib/papers/address";
import { listedSql } from "@/lib/papers/conditions";
import { titleKey } from "@/lib/papers/title-key";
import type { Viewer } from "@/lib/people/viewer";

/** Titles of papers that the hub does not hold, kept of one reader. */
const mostTitles = 5000;

/** What became of a list that a reader brought along. */
export type Brought = {
  /** Papers that the hub holds. */
  found: number;
  /** Papers that it does not hold, and whose titles were taken. */
  titled: number;
  /** Ids without a title of papers that it does not hold. */
  absent: string[];
  /** Beginnings of what was not understood. */
  unread: string[];
};

/**
 * The viewer brings papers along that they know, to show their taste: those the hub holds are noted as such, of others
 * the titles. Bringing them again changes nothing, and what the viewer said of a paper before stands.
 * @param texts lists in BibTeX, RIS or lines, at most a megabyte and 2,000 papers each
 * @throws AppError too-large; conflict once 5,000 titles are kept
 */
export async function bringLibrary(viewer: Viewer, texts: string[], now = new Date()): Promise<Brought> {
  const entries: LibraryEntry[] = [];
  for (const text of texts) entries.push(...(await readLibrary(text)));
  const find = await findPapers(entries);
  const found = new Set(entries.flatMap((entry) => find(entry) ?? []));
  const others = entries.filter((entry) => find(entry) === null);
  const titles = new Map(others.flatMap(({ title }) => (title ? [[titleKey(title), title]] : [])));
  await keep(viewer, [...found], [...titles.values()], now);
  const untitled = others.filter(({ title }) => !title);
  const absent = new Set(untitled.flatMap(({ key, doi }) => key ?? doi ?? []));
  const unread = untitled.filter(({ key, doi }) => !key && !doi).map(({ words }) => words);
  return { found: found.size, titled: titles.size, absent: [...absent], unread };
}

async function keep(viewer: Viewer, papers: number[], titles: string[], now: Date): Promise<void> {
  const userId = viewer.id;
  await getDb().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
    if ((await tx.tasteText.count({ where: { userId } })) + titles.length > mostTitles)
      throw new AppError(
        "conflict",
        `The hub keeps ${mostTitles} titles of a reader, and no more than that.`,
      );
    const signals = papers.map((paperId) => ({ userId, paperId, kind: "library" as const, givenAt: now }));
    await tx.signal.createMany({ data: signals, skipDuplicates: true });
    const texts = titles.map((text) => ({ userId, text, createdAt: now }));
    await tx.tasteText.createMany({ data: texts, skipDuplicates: true });
  });
}

/** All listed papers of a list in one query. @returns finds the id of an entry's paper, or null */
async function findPapers(entries: LibraryEntry[]): Promise<(entry: LibraryEntry) => number | null> {
  const keys = entries.flatMap(({ key }) => key ?? []);
  const dois = entries.flatMap(({ doi }) => (doi ? doiSpellings(doi) : []));
  const titleKeys = entries.flatMap(({ title }) => (title ? titleKey(title) : [])).filter(Boolean);
  const rows = await getDb().$queryRaw<{ id: number; key: string; doi: string | null; title: string }[]>`
    SELECT id, key, lower(doi) AS doi, title_key AS title FROM papers p
    WHERE ${listedSql} AND (key = ANY(${keys}) OR doi = ANY(${dois}) OR title_key = ANY(${titleKeys}))`;
  const by = (name: "key" | "doi" | "title") => new Map(rows.map((row) => [row[name], row.id]));
  const [byKey, byDoi, byTitle] = [by("key"), by("doi"), by("title")];
  return ({ key, doi, title }) =>
    byKey.get(key ?? "") ?? byDoi.get(doi?.toLowerCase() ?? "") ?? byTitle.get(titleKey(title ?? "")) ?? null;
}
