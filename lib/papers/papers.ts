import { z } from "zod";
import { getDb, Prisma } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { countedVoteSql, listed, listedSql } from "@/lib/papers/conditions";
import type { Viewer } from "@/lib/people/viewer";
import type { UncountedReason } from "@/prisma/generated/enums";

const versionsShape = z.array(z.object({ version: z.number(), at: z.coerce.date() })).catch([]);

const include = { submitter: { select: { username: true } } } satisfies Prisma.PaperInclude;

export type Paper = Omit<Prisma.PaperGetPayload<{ include: typeof include }>, "versions"> & {
  versions: { version: number; at: Date }[];
};

/** The paper of a public key, whatever its status, or null. */
export async function findPaper(key: string): Promise<Paper | null> {
  const paper = await getDb().paper.findUnique({ where: { key }, include });
  return paper && { ...paper, versions: versionsShape.parse(paper.versions) };
}

/** A paper that everyone may see. @throws AppError not-found for unknown, hidden and pending ones */
export async function getListedPaper(key: string): Promise<Paper> {
  const paper = await findPaper(key);
  if (paper?.status !== "listed") throw new AppError("not-found", "There is no such paper here.");
  return paper;
}

/** Whether the viewer's upvote stands on a paper, and why it may not count. */
export async function findVote(
  viewer: Viewer | null,
  paperId: number,
): Promise<{ upvoted: boolean; uncounted: UncountedReason | null }> {
  const vote =
    viewer && (await getDb().vote.findFirst({ where: { paperId, userId: viewer.id, withdrawnAt: null } }));
  return { upvoted: Boolean(vote), uncounted: vote?.uncountedReason ?? null };
}

/** Standing counted upvotes by day since the first one, oldest first, at most 400 days. */
export function listVotesByDay(paperId: number, timeZone: string): Promise<{ day: string; votes: number }[]> {
  return getDb().$queryRaw`
    SELECT to_char(cast_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day, count(*)::int AS votes FROM votes v
    WHERE paper_id = ${paperId} AND ${countedVoteSql} GROUP BY 1 ORDER BY 1 LIMIT 400`;
}

/** Where a paper stands among the papers of its day, by heat: `{ place: 1, of: 31 }` is the top. */
export async function getPlaceOfDay(
  paper: Pick<Paper, "id" | "day" | "heat">,
): Promise<{ place: number; of: number }> {
  const [row] = await getDb().$queryRaw<{ place: number; of: number }[]>`
    SELECT (1 + count(*) FILTER (WHERE (heat, id) > (${paper.heat}, ${paper.id})))::int AS place, count(*)::int AS of
    FROM papers p WHERE day = ${paper.day}::date AND ${listedSql}`;
  return row ?? { place: 1, of: 1 };
}

/** Keys and change dates of a slice of all listed papers, for the sitemap. */
export function listKeys(part: number, size: number): Promise<{ key: string; updatedAt: Date }[]> {
  // A slice by id range, not by offset: every part costs the same.
  return getDb().paper.findMany({
    where: { ...listed, id: { gt: part * size, lte: (part + 1) * size } },
    select: { key: true, updatedAt: true },
    orderBy: { id: "asc" },
  });
}

/** The highest paper id: how far the sitemap reaches. */
export async function findLastId(): Promise<number> {
  return (await getDb().paper.aggregate({ _max: { id: true } }))._max.id ?? 0;
}

/** How an author's name is written on the newest paper with this slug, or null where there is none. */
export async function findAuthorName(slug: string): Promise<string | null> {
  const [paper] = await getDb().$queryRaw<{ name: string }[]>`
    SELECT authors[array_position(author_slugs, ${slug})] AS name FROM papers p
    WHERE author_slugs @> ARRAY[${slug}]::text[] AND ${listedSql} ORDER BY announced_at DESC LIMIT 1`;
  return paper?.name ?? null;
}

/** What programs made of a paper's text. */
export type Derived = { keywords: string[]; summary: string | null; summaryModel: string | null };

/** Tells one text of a paper `p` from another, for its summary. */
export const textHashSql = Prisma.sql`md5(p.title || p.abstract)`;

/** What the worker has made of a paper's text; a summary only while the text is the one that was summed up. */
export async function findDerived(paperId: number): Promise<Derived> {
  const [found] = await getDb().$queryRaw<Derived[]>`
    SELECT e.keywords, s.summary, s.summary_model AS "summaryModel"
    FROM enrichments e JOIN papers p ON p.id = e.paper_id
    LEFT JOIN enrichments s ON s.paper_id = p.id AND s.summary_of = ${textHashSql}
    WHERE e.paper_id = ${paperId}`;
  return found ?? { keywords: [], summary: null, summaryModel: null };
}
