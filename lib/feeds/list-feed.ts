import { getConfig } from "@/lib/base/config";
import { getDb, Prisma } from "@/lib/base/db";
import { endOfDay, minus } from "@/lib/base/time";
import { type Cursor, countOf, readCursor, secondsOf, writeCursor } from "@/lib/feeds/cursor";
import { everyonesFeed, type Feed, type PaperFilter, type PapersFeed, type PastFeed } from "@/lib/feeds/feed";
import { columns, type FeedPage, listItems, marksSql, type Row, rankRows } from "@/lib/feeds/feed-item";
import { listOwnFeed } from "@/lib/feeds/for-you/list-own-feed";
import type { Reader } from "@/lib/feeds/for-you/reader";
import { listedSql } from "@/lib/papers/conditions";
import { halfLifeHours } from "@/lib/papers/heat";
import { heatFromRowsSql } from "@/lib/papers/heat-sql";
import { listTopicsNamed } from "@/lib/papers/topics/topics";
import type { Viewer } from "@/lib/people/viewer";
import type { SearchRequest } from "@/lib/search/request";
import { searchAsMeant } from "@/lib/search/search-as-meant";

export type { FeedItem, FeedPage } from "@/lib/feeds/feed-item";

type Options = {
  viewer: Viewer | null;
  after?: string | undefined;
  limit?: number;
  /** Rows to skip at the top, at most 10,000: for programs that page by number. */
  skip?: number;
  now?: Date;
  /** For the viewer's own page: the viewer as a reader, if it has been read already. */
  reader?: Reader | undefined;
};

const maxSkipped = 10_000;

// After this many half-lives a vote weighs less than a billionth, so papers without newer votes are left out of past pages.
const memoryHalfLives = 30;

/**
 * One page of a feed, with the viewer's own upvotes, saves and signals. One query whatever its length, or up to three for
 * the viewer's own page.
 * @param options.after the previous page's `next`; an invalid token starts at the top
 * @param options.limit rows, 1 to 100
 */
export async function listFeed(
  feed: Feed,
  { viewer, after, limit = 50, skip = 0, now = new Date(), reader }: Options,
): Promise<FeedPage> {
  const cursor = readCursor(after);
  const size = Math.min(Math.max(limit, 1), 100);
  if (skip > maxSkipped) return { items: [], next: null };
  const seen = (cursor?.seen ?? 0) + skip;
  if (feed.kind === "search") return listFound(feed.search, { viewer, seen, size, now });
  if (feed.kind === "own" && viewer) return listOwnFeed(feed.mix, { viewer, reader, after, size, skip, now });
  const slice = { viewer, cursor, size, skip };
  const rows = await getDb().$queryRaw<SortedRow[]>(
    feed.kind === "past"
      ? pastSql(feed, slice)
      : presentSql(feed.kind === "own" ? everyonesFeed : feed, slice),
  );
  const last = rows.length > size && rows[size - 1];
  return {
    items: rankRows(rows.slice(0, size), seen),
    next: last ? writeCursor({ value: last.sortValue, id: last.id, seen: seen + size }) : null,
  };
}

type Part = { viewer: Viewer | null; seen: number; size: number; now: Date };

// Papers that were hidden since the search table was last written are replaced by the next hits.
const spare = 10;

/** One page of what a search finds. Each page searches again, so that no state is kept between pages. */
async function listFound(search: SearchRequest, { viewer, seen, size, now }: Part): Promise<FeedPage> {
  const { hits, ...outcome } = await searchAsMeant(search, now, seen + size + spare);
  const some = hits.slice(seen, seen + size);
  const reasons = new Map(some.map(({ id, reason }) => [id, reason]));
  const items = await listItems(
    some.map(({ id }) => id),
    viewer,
    seen,
  );
  const next = seen + size;
  return {
    items: items.map((item) => ({ ...item, reason: reasons.get(item.id) ?? { kind: "words" } })),
    next: next < hits.length ? writeCursor({ value: 0, id: 1, seen: next }) : null,
    search: outcome,
  };
}

type Slice = { viewer: Viewer | null; cursor: Cursor | null; size: number; skip: number };

type SortedRow = Row & { sortValue: number };

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

/** The sort value of the last row of the page before, in the type of the column. */
const endValues = {
  trending: ({ value }: Cursor) => Prisma.sql`${value}::float8`,
  newest: (cursor: Cursor) => Prisma.sql`to_timestamp(${secondsOf(cursor)}::float8)`,
  top: (cursor: Cursor) => Prisma.sql`${countOf(cursor)}::int`,
} as const;

function presentSql(feed: PapersFeed, { viewer, cursor, size, skip }: Slice): Prisma.Sql {
  const { marks, joins } = marksSql(viewer);
  const key = sortKeys[feed.order];
  const start = cursor
    ? Prisma.sql`AND (${key}, p.id) < (${endValues[feed.order](cursor)}, ${cursor.id})`
    : Prisma.empty;
  return Prisma.sql`
    SELECT ${columns}, p.heat, p.upvotes, ${sortValues[feed.order]} AS "sortValue", ${marks}
    FROM papers p LEFT JOIN users u ON u.id = p.submitter_id ${joins}
    WHERE ${listedSql} ${filterSql(feed)} ${start}
    ORDER BY ${key} DESC, p.id DESC LIMIT ${size + 1} OFFSET ${skip}`;
}

function pastSql(feed: PastFeed, { viewer, cursor, size, skip }: Slice): Prisma.Sql {
  const at = endOfDay(feed.at, getConfig().HUB_TIME_ZONE);
  const { marks, joins } = marksSql(viewer);
  const start = cursor
    ? Prisma.sql`AND (h.heat, p.id) < (${cursor.value}::float8, ${cursor.id})`
    : Prisma.empty;
  return Prisma.sql`
    SELECT ${columns}, h.heat, h.upvotes, h.heat AS "sortValue", ${marks}
    FROM (${heatFromRowsSql(aliveSql(at), at)}) h JOIN papers p ON p.id = h.paper_id LEFT JOIN users u ON u.id = p.submitter_id ${joins}
    WHERE ${listedSql} ${filterSql(feed)} ${start}
    ORDER BY h.heat DESC, p.id DESC LIMIT ${size + 1} OFFSET ${skip}`;
}

/** SQL for the ids of all papers that can be on a past page. @param hours the half-life of votes */
export function aliveSql(at: Date, hours = halfLifeHours): Prisma.Sql {
  const since = minus(at, { hours: memoryHalfLives * hours });
  return Prisma.sql`
    SELECT id FROM papers WHERE announced_at > ${since} AND announced_at <= ${at}
    UNION SELECT paper_id FROM votes WHERE cast_at > ${since} AND cast_at <= ${at}`;
}

/** An archive such as astro-ph, which was once a topic itself, has the papers of all its topics. */
function inTopicSql(topic: string): Prisma.Sql {
  const [first, ...others] = listTopicsNamed(topic);
  return first === undefined || others.length === 0
    ? Prisma.sql`AND p.topics @> ARRAY[${topic}]::text[]`
    : Prisma.sql`AND p.topics && ${[first, ...others]}::text[]`;
}

/** The conditions of a filter on papers `p` with submitter `u`, as SQL that begins with AND or is empty. */
export function filterSql({
  from,
  until,
  topic,
  authorSlug,
  organizationSlug,
  submitter,
}: PaperFilter): Prisma.Sql {
  const parts = [
    // One day is an equality, so that the index gives its papers in the order of heat.
    from && from === until ? Prisma.sql`AND p.day = ${from}::date` : Prisma.empty,
    from ? Prisma.sql`AND p.day >= ${from}::date` : Prisma.empty,
    until ? Prisma.sql`AND p.day <= ${until}::date` : Prisma.empty,
    topic ? inTopicSql(topic) : Prisma.empty,
    authorSlug ? Prisma.sql`AND p.author_slugs @> ARRAY[${authorSlug}]::text[]` : Prisma.empty,
    organizationSlug ? Prisma.sql`AND p.organization_slug = ${organizationSlug}` : Prisma.empty,
    submitter ? Prisma.sql`AND u.username = ${submitter}` : Prisma.empty,
  ];
  return Prisma.join(parts, " ");
}
