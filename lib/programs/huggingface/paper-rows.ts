import { z } from "zod";
import { getDb, Prisma } from "@/lib/base/db";
import { listedSql } from "@/lib/papers/conditions";
import { textHashSql } from "@/lib/papers/derived";
import { type PersonRow, personRow, personSql } from "@/lib/programs/huggingface/people";
import type { PaperSource } from "@/prisma/generated/enums";

/** What the contract says about a paper, as it comes from the database. */
export type PaperRow = {
  id: number;
  key: string;
  title: string;
  abstract: string;
  authors: string[];
  publishedAt: Date;
  announcedAt: Date;
  submittedAt: Date | null;
  /** The date in the hub's time zone, at midnight of UTC. */
  day: Date;
  createdAt: Date;
  lastVersionAt: Date | null;
  source: PaperSource;
  upvotes: number;
  commentCount: number;
  codeUrl: string | null;
  codeStars: number | null;
  projectUrl: string | null;
  organization: string | null;
  withdrawn: boolean;
  keywords: string[];
  summary: string | null;
  submitter: PersonRow | null;
  claims: ClaimRow[];
};

const claimRow = z.object({
  authorName: z.string(),
  decidedAt: z.coerce.date().nullable(),
  person: personRow,
  participating: z.boolean(),
});

/** A verified claim, and whether the person takes part in the discussion. */
export type ClaimRow = z.infer<typeof claimRow>;

const peopleOfRow = z.object({ submitter: personRow.nullable(), claims: z.array(claimRow) });

/** Listed papers in the order of these ids, at most 200, with all the contract says about them, in one query. */
export async function listPaperRows(ids: number[]): Promise<PaperRow[]> {
  if (ids.length === 0) return [];
  const rows = await readRows(Prisma.sql`p.id = ANY(${ids.slice(0, 200)}::int[])`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The listed paper with this key, or null. */
export async function findPaperRow(key: string): Promise<PaperRow | null> {
  return (await readRows(Prisma.sql`p.key = ${key}`))[0] ?? null;
}

async function readRows(wanted: Prisma.Sql): Promise<PaperRow[]> {
  const rows = await getDb().$queryRaw<PaperRow[]>`
    SELECT p.id, p.key, p.title, p.abstract, p.authors, p.published_at AS "publishedAt", p.announced_at AS "announcedAt",
      p.submitted_at AS "submittedAt", p.day, p.created_at AS "createdAt", p.source, p.upvotes,
      (p.versions -> -1 ->> 'at')::timestamptz AS "lastVersionAt", p.comment_count AS "commentCount",
      p.code_url AS "codeUrl", p.code_stars AS "codeStars", p.project_url AS "projectUrl", p.organization, p.withdrawn,
      p.keywords || coalesce(e.keywords, '{}') AS keywords,
      CASE WHEN e.summary_of = ${textHashSql} THEN e.summary END AS summary,
      CASE WHEN u.username IS NOT NULL THEN ${personSql} END AS submitter, ${claimsSql} AS claims
    FROM papers p LEFT JOIN users u ON u.id = p.submitter_id LEFT JOIN enrichments e ON e.paper_id = p.id
    WHERE ${listedSql} AND ${wanted}`;
  return rows.map((row) => ({ ...row, ...peopleOfRow.parse(row) }));
}

const claimsSql = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('authorName', c.author_name, 'decidedAt', c.decided_at, 'person', ${personSql},
    'participating', EXISTS (SELECT FROM comments o
      WHERE o.paper_id = c.paper_id AND o.user_id = c.user_id AND o.deleted_at IS NULL)) ORDER BY c.id), '[]')
  FROM claims c JOIN users u ON u.id = c.user_id
  WHERE c.paper_id = p.id AND c.status = 'verified' AND u.username IS NOT NULL)`;
