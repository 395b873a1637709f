import { getDb, Prisma, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { changeTaste } from "@/lib/feeds/taste/change-taste";
import { type LibraryEntry, readLibrary } from "@/lib/feeds/taste/parse-library";
import { doiSpellings } from "@/lib/papers/address";
import { listedSql, standingVoteSql } from "@/lib/papers/conditions";
import { titleKey } from "@/lib/papers/title-key";
import type { Viewer } from "@/lib/people/viewer";

/** Titles of papers that the hub does not hold, kept of one reader. */
const mostTitles = 5000;

/** What became of a list that a reader brought along. */
export type ImportedLibrary = {
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
export async function bringLibrary(
  viewer: Viewer,
  texts: string[],
  now = new Date(),
): Promise<ImportedLibrary> {
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

/** Something that a reader brought along: a paper of the hub's, or the title of one that it does not hold. */
export type LibraryRow = {
  /** By which it is taken out: a paper's key, or `title-` and a number. */
  id: string;
  title: string;
  /** Whether it has a page here. */
  here: boolean;
  /** Whether it is learnt from: not once it was taken out of an interest. */
  learnt: boolean;
  importedAt: Date;
};

export type LibraryPage = { count: number; rows: LibraryRow[]; next: string | null };

type Options = { after?: string | undefined; limit?: number };
type Row = LibraryRow & { place: number };

// Of what came at one moment the papers stand before the titles.
const papersFrom = 2 ** 32;

/** How much the viewer has brought along, and not taken out again. */
export async function countLibrary(viewer: Viewer): Promise<number> {
  const where = { userId: viewer.id };
  const [papers, titles] = await Promise.all([
    getDb().signal.count({ where: { ...where, kind: "library" } }),
    getDb().tasteText.count({ where }),
  ]);
  return papers + titles;
}

/**
 * One page of what the viewer brought along, the last first.
 * @param options.after token of the previous page's `next`; one that is not ours starts at the top
 * @param options.limit rows, 1 to 100
 */
export async function listLibrary(viewer: Viewer, { after, limit = 50 }: Options = {}): Promise<LibraryPage> {
  const size = Math.min(Math.max(limit, 1), 100);
  const [count, found] = await Promise.all([
    countLibrary(viewer),
    readRows(viewer, readLibraryPlace(after), size + 1),
  ]);
  const last = found.length > size && found[size - 1];
  return {
    count,
    rows: found.slice(0, size).map(({ place: _, ...row }) => row),
    next: last ? `${last.importedAt.getTime()}-${last.place}` : null,
  };
}

/** Where a page ended, as its token says; null when it is none of ours. */
export function readLibraryPlace(token: string | undefined): { at: Date; place: number } | null {
  const [, at, place] = /^(\d{1,13})-(\d{1,13})$/.exec(token ?? "") ?? [];
  return at && place ? { at: new Date(Number(at)), place: Number(place) } : null;
}

function readRows(viewer: Viewer, start: ReturnType<typeof readLibraryPlace>, size: number): Promise<Row[]> {
  const below = (at: Prisma.Sql, place: Prisma.Sql) =>
    start
      ? Prisma.sql`AND (${at}, ${place}) < (${start.at}::timestamptz, ${start.place}::bigint)`
      : Prisma.empty;
  const end = Prisma.sql`ORDER BY "importedAt" DESC, place DESC LIMIT ${size}`;
  const paper = Prisma.sql`(s.paper_id + ${papersFrom}::bigint)`;
  return getDb().$queryRaw<Row[]>`
    (SELECT p.key AS id, p.title, ${listedSql} AS here, s.given_at AS "importedAt", ${paper}::float8 AS place,
      NOT EXISTS (SELECT 1 FROM taste_skips k
        WHERE k.user_id = s.user_id AND k.paper_id = s.paper_id AND k.skipped_at >= s.given_at) AS learnt
      FROM signals s JOIN papers p ON p.id = s.paper_id
      WHERE s.user_id = ${viewer.id} AND s.kind = 'library' ${below(Prisma.sql`s.given_at`, paper)} ${end})
    UNION ALL (SELECT 'title-' || t.id, t.text, false, t.created_at, t.id::float8, true FROM taste_texts t
      WHERE t.user_id = ${viewer.id} ${below(Prisma.sql`t.created_at`, Prisma.sql`t.id`)}
      ORDER BY t.created_at DESC, t.id DESC LIMIT ${size})
    ${end}`;
}

/**
 * The viewer takes something they brought along out again: nothing is learnt from it any more, unless they upvoted or saved
 * it, too. Bringing it along again is bringing it anew.
 * @param id as the library lists it
 * @throws AppError not-found
 */
export function takeOutOfLibrary(viewer: Viewer, id: string, now = new Date()): Promise<void> {
  const title = Math.min(Number(/^title-(\d{1,10})$/.exec(id)?.[1] ?? 0), 2_147_483_647);
  return changeTaste(viewer, now, async (tx) => {
    const { count } = title
      ? await tx.tasteText.deleteMany({ where: { id: title, userId: viewer.id } })
      : await tx.signal.deleteMany({ where: { userId: viewer.id, kind: "library", paper: { key: id } } });
    if (count === 0) throw new AppError("not-found", "You brought no such paper along.");
    if (!title) await leaveInterests(tx, viewer, id);
  });
}

/** Also where the reader put it there themselves, or by merging interests. */
function leaveInterests(tx: Tx, viewer: Viewer, key: string): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM interest_papers ip USING interests i, papers p
    WHERE i.id = ip.interest_id AND i.user_id = ${viewer.id} AND p.id = ip.paper_id AND p.key = ${key}
      AND NOT EXISTS (SELECT 1 FROM votes v WHERE v.user_id = i.user_id AND v.paper_id = p.id AND ${standingVoteSql})
      AND NOT EXISTS (SELECT 1 FROM saves k WHERE k.user_id = i.user_id AND k.paper_id = p.id)`;
}
