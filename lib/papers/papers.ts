import { z } from "zod";
import { getDb, Prisma, plannedOnce } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { countedVoteSql, listed, listedSql } from "@/lib/papers/conditions";
import type { Viewer } from "@/lib/people/viewer";
import type { UncountedReason } from "@/prisma/generated/enums";

const versionsShape = z.array(z.object({ version: z.number(), at: z.coerce.date() })).catch([]);

const include = { submitter: { select: { username: true } } } satisfies Prisma.PaperInclude;

export type Paper = Omit<Prisma.PaperGetPayload<{ include: typeof include }>, "versions"> & {
  versions: { version: number; at: Date }[];
};

/** The paper with this public key, whatever its status, or null. */
export async function findPaper(key: string): Promise<Paper | null> {
  const paper = await getDb().paper.findUnique({ where: { key }, include });
  return paper && { ...paper, versions: versionsShape.parse(paper.versions) };
}

/** A paper that everyone may see. @throws AppError not-found for unknown papers and those not listed */
export async function getListedPaper(key: string): Promise<Paper> {
  const paper = await findPaper(key);
  if (paper?.status !== "listed") throw new AppError("not-found", "There is no such paper here.");
  return paper;
}

/** Whether the viewer has upvoted a paper, and why that vote does not count, if it does not. */
export async function findVote(
  viewer: Viewer | null,
  paperId: number,
): Promise<{ upvoted: boolean; uncounted: UncountedReason | null }> {
  const vote =
    viewer && (await getDb().vote.findFirst({ where: { paperId, userId: viewer.id, withdrawnAt: null } }));
  return { upvoted: Boolean(vote), uncounted: vote?.uncountedReason ?? null };
}

/** Counted upvotes by day (`YYYY-MM-DD` in the time zone), oldest first; days without votes are left out. At most 400. */
export function listVotesByDay(paperId: number, timeZone: string): Promise<{ day: string; votes: number }[]> {
  return getDb().$queryRaw`
    ${plannedOnce} SELECT to_char(cast_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day, count(*)::int AS votes FROM votes v
    WHERE paper_id = ${paperId} AND ${countedVoteSql} GROUP BY 1 ORDER BY 1 LIMIT 400`;
}

/** A paper's current rank among the papers of its day, by heat: `{ place: 1, of: 31 }` is the top. */
export async function getPlaceOfDay(
  paper: Pick<Paper, "id" | "day" | "heat">,
): Promise<{ place: number; of: number }> {
  const [row] = await getDb().$queryRaw<{ place: number; of: number }[]>`
    SELECT (1 + count(*) FILTER (WHERE (heat, id) > (${paper.heat}, ${paper.id})))::int AS place, count(*)::int AS of
    FROM papers p WHERE day = ${paper.day}::date AND ${listedSql}`;
  return row ?? { place: 1, of: 1 };
}

/** A listed paper's upvotes, and its current rank among the papers of its day as getPlaceOfDay tells it; null for any other key. */
export async function findRank(
  key: string,
): Promise<{ upvotes: number; place: { place: number; of: number } } | null> {
  const [row] = await getDb().$queryRaw<{ upvotes: number; place: number; of: number }[]>`
    SELECT ranked.upvotes, (1 + count(*) FILTER (WHERE (p.heat, p.id) > (ranked.heat, ranked.id)))::int AS place,
      count(*)::int AS of
    FROM (SELECT id, day, heat, upvotes FROM papers p WHERE key = ${key} AND ${listedSql}) ranked
    JOIN papers p ON p.day = ranked.day AND ${listedSql}
    GROUP BY ranked.id, ranked.heat, ranked.upvotes`;
  return row ? { upvotes: row.upvotes, place: { place: row.place, of: row.of } } : null;
}

/** Keys and modification times of one slice of all listed papers, for the sitemap. Slices are ranges of `size` ids. */
export function listKeys(part: number, size: number): Promise<{ key: string; updatedAt: Date }[]> {
  // Slices are id ranges, because an offset would make later slices slower.
  return getDb().paper.findMany({
    where: { ...listed, id: { gt: part * size, lte: (part + 1) * size } },
    select: { key: true, updatedAt: true },
    orderBy: { id: "asc" },
  });
}

/** The highest paper id, which decides how many slices the sitemap has; 0 without papers. */
export async function findLastId(): Promise<number> {
  return (await getDb().paper.aggregate({ _max: { id: true } }))._max.id ?? 0;
}

/**
 * An author by the slug of the name, or by one that it had before names were read better ("gabriel-petre1").
 * @returns today's slug, and the name as the newest listed paper with it writes it; null if no paper has it
 */
export async function findAuthor(slug: string): Promise<{ slug: string; name: string } | null> {
  // A name may have been read better more than once.
  const [author] = await getDb().$queryRaw<{ slug: string; name: string }[]>`
    WITH RECURSIVE led (slug, step) AS (
      SELECT ${slug}::text, 0
      UNION ALL SELECT f.current, step + 1 FROM led JOIN former_author_slugs f ON f.former = led.slug WHERE step < 5)
    SELECT led.slug, newest.name FROM led CROSS JOIN LATERAL (
      SELECT authors[array_position(author_slugs, led.slug)] AS name FROM papers p
      WHERE author_slugs @> ARRAY[led.slug] AND ${listedSql} ORDER BY announced_at DESC LIMIT 1) newest
    ORDER BY step LIMIT 1`;
  return author ?? null;
}

/** Data that the worker computes from a paper's text. */
export type Derived = { keywords: string[]; summary: string | null; summaryModel: string | null };

/** SQL: a hash of the text of the paper `p`, to tell whether a summary was made from the current text. */
export const textHashSql = Prisma.sql`md5(p.title || p.abstract)`;

/** A paper's keywords and summary from the worker. The summary is left out when the text has changed since it was made. */
export async function findDerived(paperId: number): Promise<Derived> {
  const [found] = await getDb().$queryRaw<Derived[]>`
    ${plannedOnce} SELECT e.keywords, s.summary, s.summary_model AS "summaryModel"
    FROM enrichments e JOIN papers p ON p.id = e.paper_id
    LEFT JOIN enrichments s ON s.paper_id = p.id AND s.summary_of = ${textHashSql}
    WHERE e.paper_id = ${paperId}`;
  return found ?? { keywords: [], summary: null, summaryModel: null };
}
