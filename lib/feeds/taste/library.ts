import { getDb, Prisma, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { maxId } from "@/lib/base/row-id";
import { countBeingRead } from "@/lib/feeds/taste/being-read";
import { changeTaste } from "@/lib/feeds/taste/change-taste";
import { type LibraryEntry, parseLibrary } from "@/lib/feeds/taste/parse-library";
import { dropPending, keepPending, type PendingPaper } from "@/lib/feeds/taste/pending-imports";
import { parseArxivId } from "@/lib/papers/arxiv/ids";
import { listedSql, standingVoteSql } from "@/lib/papers/conditions";
import { doiKey } from "@/lib/papers/dois";
import { titleKey } from "@/lib/papers/title-key";
import type { Viewer } from "@/lib/people/viewer";

/** The most titles kept for one reader of papers that are not on this hub. */
const maxTitles = 5000;

/** The result of an import. */
export type ImportedLibrary = {
  /** How many papers are on this hub. */
  found: number;
  /** How many papers are not on this hub, but whose titles were saved. */
  titled: number;
  /** How many of these titles belong to papers that the hub does not wait for. */
  titleAlone: number;
  /** The ids of papers that are not on this hub and came without a title. */
  absent: string[];
  /** The arXiv ids among all of these that the hub waits for: the worker fetches them when arXiv can be reached. */
  pending: string[];
  /** The beginnings of entries that could not be parsed. */
  unread: string[];
  /** How many of all that the viewer imported does not count yet, because the hub has not computed its meaning. */
  beingRead: number;
};

/**
 * Imports papers that the viewer knows, as a sign of their taste: papers on this hub get a signal, and of the others the
 * titles are saved. Importing the same papers again changes nothing, and earlier feedback on a paper stays.
 * @param texts lists in BibTeX, RIS or plain lines, at most a megabyte and 2,000 papers each
 * @throws AppError too-large; conflict once 5,000 titles are kept
 */
export async function importLibrary(
  viewer: Viewer,
  texts: string[],
  now = new Date(),
): Promise<ImportedLibrary> {
  const entries: LibraryEntry[] = [];
  for (const text of texts) entries.push(...(await parseLibrary(text)));
  const find = await findPapers(entries);
  const found = new Set(entries.flatMap((entry) => find(entry) ?? []));
  const others = entries.filter((entry) => find(entry) === null);
  const titles = new Map(others.flatMap(({ title }) => (title ? [[titleKey(title), title]] : [])));
  const arxiv = new Map(
    others.flatMap(({ key, title }) => (key && parseArxivId(key) ? [[key, { key, title }]] : [])),
  );
  const pending = await keep(
    viewer,
    { papers: [...found], titles: [...titles.values()], pending: [...arxiv.values()] },
    now,
  );
  const waiting = new Set(pending);
  const awaited = new Set(
    [...arxiv.values()].flatMap(({ key, title }) => (title && waiting.has(key) ? [titleKey(title)] : [])),
  );
  const titleAlone = [...titles.keys()].filter((title) => !awaited.has(title)).length;
  const untitled = others.filter(({ title }) => !title);
  const absent = new Set(untitled.flatMap(({ key, doi }) => key ?? doi ?? []));
  const unread = untitled.filter(({ key, doi }) => !key && !doi).map(({ words }) => words);
  const beingRead = await countBeingRead(viewer);
  return {
    found: found.size,
    titled: titles.size,
    titleAlone,
    absent: [...absent],
    pending,
    unread,
    beingRead,
  };
}

type Kept = { papers: number[]; titles: string[]; pending: PendingPaper[] };

/** @returns the keys of the papers that are pending */
function keep(viewer: Viewer, { papers, titles, pending }: Kept, now: Date): Promise<string[]> {
  const userId = viewer.id;
  return getDb().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
    if ((await tx.tasteText.count({ where: { userId } })) + titles.length > maxTitles)
      throw new AppError("conflict", `The hub keeps ${maxTitles} titles of a reader, and no more than that.`);
    const signals = papers.map((paperId) => ({ userId, paperId, kind: "library" as const, givenAt: now }));
    await tx.signal.createMany({ data: signals, skipDuplicates: true });
    const texts = titles.map((text) => ({ userId, text, createdAt: now }));
    await tx.tasteText.createMany({ data: texts, skipDuplicates: true });
    return keepPending(tx, viewer, pending, now);
  });
}

/** Looks up the listed papers of all entries in one query. @returns a function from an entry to the id of its paper, or null */
async function findPapers(entries: LibraryEntry[]): Promise<(entry: LibraryEntry) => number | null> {
  const keys = entries.flatMap(({ key }) => key ?? []);
  const dois = entries.flatMap(({ doi }) => (doi ? doiKey(doi) : []));
  const titles = entries.flatMap(({ titleKeys }) => titleKeys);
  const rows = await getDb().$queryRaw<{ id: number; key: string; dois: string[]; title: string }[]>`
    SELECT id, key, doi_keys AS dois, title_key AS title FROM papers p
    WHERE ${listedSql} AND (key = ANY(${keys}) OR doi_keys && ${dois}::text[] OR title_key = ANY(${titles}))`;
  const by = (name: "key" | "title") => new Map(rows.map((row) => [row[name], row.id]));
  const byKey = by("key");
  const byDoi = new Map(rows.flatMap(({ id, dois: own }) => own.map((doi) => [doi, id] as const)));
  const byTitle = by("title");
  return ({ key, doi, titleKeys }) => {
    const same = titleKeys.find((title) => byTitle.has(title)) ?? "";
    return byKey.get(key ?? "") ?? byDoi.get(doiKey(doi ?? "")) ?? byTitle.get(same) ?? null;
  };
}

/** An imported paper: one on this hub, the title of one that is not, or one on arXiv that the hub waits for or arXiv does not know. */
export type LibraryRow = {
  /** What `takeOutOfLibrary` takes: a paper's key, or `title-` and a number. */
  id: string;
  title: string;
  state: "held" | "title" | "waiting" | "unknown";
  /** Whether it has a page on this hub. */
  here: boolean;
  /** Whether the hub learns from it; false after the reader has removed it from an interest. */
  learnt: boolean;
  importedAt: Date;
};

export type LibraryPage = { count: number; rows: LibraryRow[]; next: string | null };

type Options = { after?: string | undefined; limit?: number };
type Row = LibraryRow & { place: number };

// Papers get greater places than titles, so that they come first among rows imported at the same moment.
const papersFrom = 2 ** 32;
const pendingFrom = 2 ** 33;

/** Whether the title in row `t` came with an id that the hub waits for; the library then shows the id. */
const isPendingSql = Prisma.sql`EXISTS (SELECT 1 FROM pending_imports w WHERE w.user_id = t.user_id AND w.title = t.text)`;

/** The number of papers, ids and titles in the viewer's library. */
export async function countLibrary(viewer: Viewer): Promise<number> {
  const where = { userId: viewer.id };
  const [papers, titles, pending] = await Promise.all([
    getDb().signal.count({ where: { ...where, kind: "library" } }),
    getDb().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM taste_texts t WHERE user_id = ${viewer.id} AND NOT ${isPendingSql}`,
    getDb().pendingImport.count({ where }),
  ]);
  return papers + (titles[0]?.count ?? 0) + pending;
}

/** How much the viewer imported, and how much of it does not count in their interests yet. */
export async function getLibraryCounts(viewer: Viewer): Promise<{ count: number; beingRead: number }> {
  const [count, beingRead] = await Promise.all([countLibrary(viewer), countBeingRead(viewer)]);
  return { count, beingRead };
}

/**
 * One page of the viewer's library, newest first.
 * @param options.after the `next` of the previous page; an invalid token starts at the top
 * @param options.limit number of rows, 1 to 100
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

/** Parses the token of a page into the place where the previous one ended; null for an invalid token. */
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
  const waiting = Prisma.sql`(w.id + ${pendingFrom}::bigint)`;
  const paper = Prisma.sql`(s.paper_id + ${papersFrom}::bigint)`;
  return getDb().$queryRaw<Row[]>`
    (SELECT p.key AS id, p.title, 'held' AS state, ${listedSql} AS here, s.given_at AS "importedAt", ${paper}::float8 AS place,
      NOT EXISTS (SELECT 1 FROM taste_skips k
        WHERE k.user_id = s.user_id AND k.paper_id = s.paper_id AND k.skipped_at >= s.given_at) AS learnt
      FROM signals s JOIN papers p ON p.id = s.paper_id
      WHERE s.user_id = ${viewer.id} AND s.kind = 'library' ${below(Prisma.sql`s.given_at`, paper)} ${end})
    UNION ALL (SELECT 'title-' || t.id, t.text, 'title', false, t.created_at, t.id::float8, true FROM taste_texts t
      WHERE t.user_id = ${viewer.id} AND NOT ${isPendingSql} ${below(Prisma.sql`t.created_at`, Prisma.sql`t.id`)}
      ORDER BY t.created_at DESC, t.id DESC LIMIT ${size})
    UNION ALL (SELECT w.key, coalesce(w.title, 'arXiv:' || w.key), w.state::text, false, w.created_at, ${waiting}::float8, false
      FROM pending_imports w
      WHERE w.user_id = ${viewer.id} ${below(Prisma.sql`w.created_at`, waiting)}
      ORDER BY w.created_at DESC, w.id DESC LIMIT ${size})
    ${end}`;
}

/**
 * Removes a paper or title from the viewer's library. The hub no longer learns from it, unless the viewer has also
 * upvoted or saved it. It can be imported again.
 * @param id as `listLibrary` gives it
 * @throws AppError not-found
 */
export function takeOutOfLibrary(viewer: Viewer, id: string, now = new Date()): Promise<void> {
  const title = Math.min(Number(/^title-(\d{1,10})$/.exec(id)?.[1] ?? 0), maxId);
  return changeTaste(viewer, now, async (tx) => {
    const { count } = title
      ? await tx.tasteText.deleteMany({ where: { id: title, userId: viewer.id } })
      : await tx.signal.deleteMany({ where: { userId: viewer.id, kind: "library", paper: { key: id } } });
    if (count === 0 && !(await dropPending(tx, viewer, id)))
      throw new AppError("not-found", "You have imported no such paper.");
    if (!title) await leaveInterests(tx, viewer, id);
  });
}

/** Removes a paper from the viewer's interests, even if they put it there themselves, unless they upvoted or saved it. */
function leaveInterests(tx: Tx, viewer: Viewer, key: string): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM interest_papers ip USING interests i, papers p
    WHERE i.id = ip.interest_id AND i.user_id = ${viewer.id} AND p.id = ip.paper_id AND p.key = ${key}
      AND NOT EXISTS (SELECT 1 FROM votes v WHERE v.user_id = i.user_id AND v.paper_id = p.id AND ${standingVoteSql})
      AND NOT EXISTS (SELECT 1 FROM saves k WHERE k.user_id = i.user_id AND k.paper_id = p.id)`;
}
