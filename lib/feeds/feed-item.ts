import { getDb, Prisma, plannedOnce } from "@/lib/base/db";
import type { Sum } from "@/lib/feeds/for-you/sum";
import { listedSql, standingVoteSql } from "@/lib/papers/conditions";
import { linksSql, type PaperLink } from "@/lib/papers/paper-links";
import type { Viewer } from "@/lib/people/viewer";
import type { SearchReason } from "@/lib/search/request";
import type { MeantOutcome } from "@/lib/search/search-as-meant";
import type { AbstractKind, UncountedReason, WithdrawnBy } from "@/prisma/generated/enums";

export type FeedItem = {
  id: number;
  key: string;
  title: string;
  abstract: string;
  abstractKind: AbstractKind;
  authors: string[];
  authorSlugs: string[];
  organization: string | null;
  /** The organisation's form in addresses; null until it has one. */
  organizationSlug: string | null;
  topics: string[];
  day: Date;
  announcedAt: Date;
  publishedAt: Date;
  /** When a person submitted it here; null for papers that came otherwise. */
  submittedAt: Date | null;
  doi: string | null;
  sourceUrl: string | null;
  heat: number;
  upvotes: number;
  commentCount: number;
  codeUrl: string | null;
  codeStars: number | null;
  projectUrl: string | null;
  /** All its links, by kind. */
  links: PaperLink[];
  withdrawn: boolean;
  withdrawnBy: WithdrawnBy | null;
  featured: boolean;
  submitter: string | null;
  /** 1 is the top of the feed. */
  rank: number;
  upvoted: boolean;
  uncounted: UncountedReason | null;
  /** Whether the viewer saved it. */
  saved: boolean;
  /** Whether the viewer asked for more like it. */
  wantsMore: boolean;
  /** For searches: why it was found. */
  reason?: SearchReason;
  /** For the viewer's own page: the sum that determines its place. */
  sum?: Sum;
};

export type FeedPage = {
  items: FeedItem[];
  next: string | null;
  /** For searches: how many papers were found in total, whether meanings were searched, too, and how the query was understood. */
  search?: Omit<MeantOutcome, "hits">;
};

/** A row of the database; with a rank it becomes an item. */
export type Row = Omit<FeedItem, "rank" | "reason" | "sum">;

/** The columns of an item except heat and upvotes, which differ for past pages. `p` is papers, `u` the submitter. */
export const columns = Prisma.sql`p.id, p.key, p.title, p.abstract, p.abstract_kind AS "abstractKind", p.authors, p.author_slugs AS "authorSlugs",
  p.organization, nullif(p.organization_slug, '') AS "organizationSlug", p.topics, p.day, p.announced_at AS "announcedAt", p.published_at AS "publishedAt", p.submitted_at AS "submittedAt", p.doi,
  p.source_url AS "sourceUrl", p.comment_count AS "commentCount", p.code_url AS "codeUrl", p.code_stars AS "codeStars",
  p.project_url AS "projectUrl", ${linksSql} AS links, p.withdrawn, p.withdrawn_by AS "withdrawnBy", p.featured_at IS NOT NULL AS featured, u.username AS submitter`;

/** The columns for the viewer's upvotes, saves and signals on papers `p`, and the joins that they need. */
export function marksSql(viewer: Viewer | null): { marks: Prisma.Sql; joins: Prisma.Sql } {
  if (!viewer)
    return {
      marks: Prisma.sql`false AS upvoted, NULL AS uncounted, false AS saved, false AS "wantsMore"`,
      joins: Prisma.empty,
    };
  return {
    marks: Prisma.sql`v.id IS NOT NULL AS upvoted, v.uncounted_reason AS uncounted, s.paper_id IS NOT NULL AS saved,
      g.paper_id IS NOT NULL AS "wantsMore"`,
    joins: Prisma.sql`
      LEFT JOIN votes v ON v.paper_id = p.id AND v.user_id = ${viewer.id} AND ${standingVoteSql}
      LEFT JOIN saves s ON s.paper_id = p.id AND s.user_id = ${viewer.id}
      LEFT JOIN signals g ON g.paper_id = p.id AND g.user_id = ${viewer.id} AND g.kind = 'more'`,
  };
}

/** Listed papers by id, in the order of the ids, with the viewer's own marks. @param seen how many rows come before these */
export async function listItems(ids: number[], viewer: Viewer | null, seen = 0): Promise<FeedItem[]> {
  if (ids.length === 0) return [];
  const { marks, joins } = marksSql(viewer);
  const rows = await getDb().$queryRaw<Row[]>`
    ${plannedOnce} SELECT ${columns}, p.heat, p.upvotes, ${marks}
    FROM papers p LEFT JOIN users u ON u.id = p.submitter_id ${joins}
    WHERE p.id = ANY(${ids}) AND ${listedSql}`;
  const known = new Map(rows.map((row) => [row.id, row]));
  return rankRows(
    ids.flatMap((id) => known.get(id) ?? []),
    seen,
  );
}

/** Gives rows their ranks. @param seen how many rows come before these */
export function rankRows(rows: Row[], seen: number): FeedItem[] {
  return rows.map((row, i) => ({ ...row, rank: seen + i + 1 }));
}
