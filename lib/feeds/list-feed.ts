import { getDb, Prisma } from "@/lib/db";
import { endOfDay } from "@/lib/feeds/calendar";
import { type Cursor, readCursor, writeCursor } from "@/lib/feeds/cursor";
import type { Feed } from "@/lib/feeds/feed";
import { halfLifeHours } from "@/lib/papers/heat";
import { heatFromRowsSql } from "@/lib/papers/heat-sql";
import type { Viewer } from "@/lib/people/viewer";
import type { SearchOutcome, SearchReason } from "@/lib/search/schema";
import type { AbstractKind, UncountedReason } from "@/prisma/generated/enums";

export type FeedItem = {
  id: number;
  key: string;
  title: string;
  abstract: string;
  abstractKind: AbstractKind;
  authors: string[];
  authorSlugs: string[];
  topics: string[];
  day: Date;
  announcedAt: Date;
  heat: number;
  upvotes: number;
  commentCount: number;
  codeUrl: string | null;
  codeStars: number | null;
  projectUrl: string | null;
  withdrawn: boolean;
  featured: boolean;
  submitter: string | null;
  /** 1 is the top of the feed. */
  rank: number;
  upvoted: boolean;
  uncounted: UncountedReason | null;
  /** In a search: why it was found. */
  reason?: SearchReason;
};

export type FeedPage = {
  items: FeedItem[];
  next: string | null;
  /** In a search: how many were found in all, and whether meaning was searched too. */
  search?: Omit<SearchOutcome, "hits">;
};

type Options = { viewer: Viewer | null; after?: string | undefined; limit?: number; timeZone?: string };

// A vote older than this many half-lives weighs less than a billionth: papers with none newer cannot be on a past page.
const memoryHalfLives = 30;

/**
 * One page of a feed: the same for everybody, with the viewer's own votes merged in afterwards. Two queries whatever its length.
 * @param options.after token of the previous page's `next`; one that is not ours starts at the top
 * @param options.limit rows, 1 to 100
 */
export async function listFeed(
  feed: Feed,
  { viewer, after, limit = 50, timeZone = "UTC" }: Options,
): Promise<FeedPage> {
  const cursor = readCursor(after);
  const size = Math.min(Math.max(limit, 1), 100);
  const rows = await getDb().$queryRaw<Row[]>(
    feed.at ? pastSql(feed, endOfDay(feed.at, timeZone), cursor, size) : presentSql(feed, cursor, size),
  );
  const mine = await listVotes(viewer, rows.slice(0, size));
  const seen = cursor?.seen ?? 0;
  const items = rows.slice(0, size).map((row, i) => ({
    ...row,
    rank: seen + i + 1,
    ...(mine.get(row.id) ?? { upvoted: false, uncounted: null }),
  }));
  const last = items.at(-1);
  const more = rows.length > size && last;
  return {
    items,
    next: more ? writeCursor({ value: last.sortValue, id: last.id, seen: seen + size }) : null,
  };
}

type Row = Omit<FeedItem, "rank" | "upvoted" | "uncounted"> & { sortValue: number };

const columns = Prisma.sql`p.id, p.key, p.title, p.abstract, p.abstract_kind AS "abstractKind", p.authors, p.author_slugs AS "authorSlugs",
  p.topics, p.day, p.announced_at AS "announcedAt", p.comment_count AS "commentCount", p.code_url AS "codeUrl", p.code_stars AS "codeStars",
  p.project_url AS "projectUrl", p.withdrawn, p.featured_at IS NOT NULL AS featured, u.username AS submitter`;

const sortKeys = {
  trending: Prisma.sql`p.heat`,
  newest: Prisma.sql`p.announced_at`,
  top: Prisma.sql`p.upvotes`,
} as const;

const sortValues = {
  trending: Prisma.sql`p.heat`,
  newest: Prisma.sql`extract(epoch from p.announced_at)::float8`,
  top: Prisma.sql`p.upvotes::float8`,
} as const;

function presentSql(feed: Feed, cursor: Cursor | null, size: number): Prisma.Sql {
  const key = sortKeys[feed.order];
  const bound =
    feed.order === "newest"
      ? Prisma.sql`to_timestamp(${cursor?.value ?? 0}::float8)`
      : Prisma.sql`${cursor?.value ?? 0}`;
  const start = cursor ? Prisma.sql`AND (${key}, p.id) < (${bound}, ${cursor.id})` : Prisma.empty;
  return Prisma.sql`
    SELECT ${columns}, p.heat, p.upvotes, ${sortValues[feed.order]} AS "sortValue"
    FROM papers p LEFT JOIN users u ON u.id = p.submitter_id
    WHERE p.status = 'listed' ${filterSql(feed)} ${start}
    ORDER BY ${key} DESC, p.id DESC LIMIT ${size + 1}`;
}

function pastSql(feed: Feed, at: Date, cursor: Cursor | null, size: number): Prisma.Sql {
  const since = new Date(at.getTime() - memoryHalfLives * halfLifeHours * 3_600_000);
  const candidates = Prisma.sql`
    SELECT id FROM papers WHERE announced_at > ${since} AND announced_at <= ${at}
    UNION SELECT paper_id FROM votes WHERE cast_at > ${since} AND cast_at <= ${at}`;
  const start = cursor ? Prisma.sql`AND (s.heat, p.id) < (${cursor.value}, ${cursor.id})` : Prisma.empty;
  return Prisma.sql`
    SELECT ${columns}, s.heat, s.upvotes, s.heat AS "sortValue"
    FROM (${heatFromRowsSql(candidates, at)}) s JOIN papers p ON p.id = s.paper_id LEFT JOIN users u ON u.id = p.submitter_id
    WHERE p.status = 'listed' ${filterSql(feed)} ${start}
    ORDER BY s.heat DESC, p.id DESC LIMIT ${size + 1}`;
}

function filterSql(feed: Feed): Prisma.Sql {
  const parts = [
    // One day is an equality, so that the index gives its papers in the order of heat.
    feed.from && feed.from === feed.until ? Prisma.sql`AND p.day = ${feed.from}::date` : Prisma.empty,
    feed.from ? Prisma.sql`AND p.day >= ${feed.from}::date` : Prisma.empty,
    feed.until ? Prisma.sql`AND p.day <= ${feed.until}::date` : Prisma.empty,
    feed.topic ? Prisma.sql`AND p.topics @> ARRAY[${feed.topic}]::text[]` : Prisma.empty,
    feed.authorSlug ? Prisma.sql`AND p.author_slugs @> ARRAY[${feed.authorSlug}]::text[]` : Prisma.empty,
    feed.submitter ? Prisma.sql`AND u.username = ${feed.submitter}` : Prisma.empty,
  ];
  return Prisma.join(parts, " ");
}

async function listVotes(
  viewer: Viewer | null,
  rows: Row[],
): Promise<Map<number, { upvoted: boolean; uncounted: UncountedReason | null }>> {
  if (!viewer || rows.length === 0) return new Map();
  const votes = await getDb().$queryRaw<{ paper: number; uncounted: UncountedReason | null }[]>`
    SELECT paper_id AS paper, uncounted_reason AS uncounted FROM votes
    WHERE user_id = ${viewer.id} AND withdrawn_at IS NULL AND paper_id = ANY(${rows.map((row) => row.id)})`;
  return new Map(votes.map(({ paper, uncounted }) => [paper, { upvoted: true, uncounted }]));
}
