import { getDb, Prisma } from "@/lib/base/db";
import { isoDay, minus } from "@/lib/base/time";
import { findFeedAt, newestFeed } from "@/lib/feeds/addresses";
import type { Feed } from "@/lib/feeds/feed";
import { columns, marksSql, type Row, rankRows } from "@/lib/feeds/feed-item";
import { filterSql } from "@/lib/feeds/list-feed";
import { listedSql } from "@/lib/papers/conditions";
import { toPaperFields } from "@/lib/programs/api/paper-json";
import {
  type Listener,
  mostNews,
  type News,
  type NewsPage,
  toPage,
  untoldSql,
} from "@/lib/programs/webhooks/span";
import { searchPapers } from "@/lib/search/search";
import { arrivalSql, newsDays, searchedUntil } from "@/lib/search/searched-until";

type NewRow = Row & { at: Date };

/** Papers that are new in the feed of a webhook: here since its last time, and announced in the last week. */
export async function listNewPapers(listener: Listener): Promise<NewsPage> {
  const named = await findFeedAt(listener.feed ?? newestFeed.address, null, listener.until);
  const until = named?.feed.kind === "search" ? await searchedUntil(listener) : listener.until;
  const nothing = { news: [], until };
  if (!named || !(await hasNew(listener, until))) return nothing;
  const among = await amongSql(named.feed, listener);
  const subject = Prisma.sql`'paper:' || p.key`;
  const rows = await getDb().$queryRaw<NewRow[]>`
    SELECT ${columns}, p.heat, p.upvotes, ${arrivalSql} AS at, ${marksSql(null).marks}
    FROM papers p LEFT JOIN users u ON u.id = p.submitter_id
    WHERE ${newSql(listener, until)} ${among} ${untoldSql(listener.id, subject)}
    ORDER BY at, p.id LIMIT ${mostNews}`;
  const items = rankRows(rows, 0);
  return toPage(
    items.map((item, i) => ({ item, at: rows[i]?.at ?? until })),
    until,
    ({ item }) => toNews(item),
  );
}

async function hasNew(listener: Listener, until: Date): Promise<boolean> {
  const found = await getDb().$queryRaw`SELECT 1 FROM papers p WHERE ${newSql(listener, until)} LIMIT 1`;
  return Array.isArray(found) && found.length > 0;
}

function newSql({ since }: Listener, until: Date): Prisma.Sql {
  return Prisma.sql`${listedSql} AND p.announced_at > ${minus(since, { days: newsDays })}
    AND ${arrivalSql} > ${since} AND ${arrivalSql} <= ${until}`;
}

/** A condition on papers `p`: that they are a feed's. The start of a window is left out, as new papers are within it. */
async function amongSql(feed: Feed, { since, until }: Listener): Promise<Prisma.Sql> {
  // Nobody's own page is asked for: a webhook's feed is read for nobody.
  if (feed.kind === "own") return Prisma.empty;
  if (feed.kind !== "search") return filterSql({ ...feed, from: undefined });
  // Among recent papers alone: a search ends after so many, and older ones may fill that.
  const recent = isoDay(minus(since, { days: newsDays + 1 }));
  const from = [recent, feed.search.from ?? ""].sort().at(-1) ?? recent;
  const { hits } = await searchPapers({ ...feed.search, from, sort: "newest" }, until);
  return Prisma.sql`AND p.id = ANY(${hits.map(({ id }) => id)})`;
}

function toNews(item: Parameters<typeof toPaperFields>[0]): News {
  // Marks of a reader's own, which a message to a machine has no use for.
  const { upvoted: _, note: __, saved: ___, ...paper } = toPaperFields(item);
  return { subject: `paper:${item.key}`, payload: { paper } };
}
