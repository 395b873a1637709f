import { getDb, Prisma } from "@/lib/base/db";
import { listedSql } from "@/lib/papers/conditions";
import type { Viewer } from "@/lib/people/viewer";

/** Something that a reader brought along: a paper of the hub's, or the title of one that it does not hold. */
export type LibraryRow = {
  /** By which it is taken out: a paper's key, or `title-` and a number. */
  id: string;
  title: string;
  /** Whether it has a page here. */
  here: boolean;
  /** Whether it is learnt from: not once it was taken out of an interest. */
  learnt: boolean;
  broughtAt: Date;
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
    next: last ? `${last.broughtAt.getTime()}-${last.place}` : null,
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
  const end = Prisma.sql`ORDER BY "broughtAt" DESC, place DESC LIMIT ${size}`;
  const paper = Prisma.sql`(s.paper_id + ${papersFrom}::bigint)`;
  return getDb().$queryRaw<Row[]>`
    (SELECT p.key AS id, p.title, ${listedSql} AS here, s.given_at AS "broughtAt", ${paper}::float8 AS place,
      NOT EXISTS (SELECT 1 FROM taste_skips k
        WHERE k.user_id = s.user_id AND k.paper_id = s.paper_id AND k.skipped_at >= s.given_at) AS learnt
      FROM signals s JOIN papers p ON p.id = s.paper_id
      WHERE s.user_id = ${viewer.id} AND s.kind = 'library' ${below(Prisma.sql`s.given_at`, paper)} ${end})
    UNION ALL (SELECT 'title-' || t.id, t.text, false, t.created_at, t.id::float8, true FROM taste_texts t
      WHERE t.user_id = ${viewer.id} ${below(Prisma.sql`t.created_at`, Prisma.sql`t.id`)}
      ORDER BY t.created_at DESC, t.id DESC LIMIT ${size})
    ${end}`;
}
