import { getDb, Prisma } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { isoDay, minus } from "@/lib/base/time";
import { findFeedAt, newestFeed } from "@/lib/feeds/addresses";
import type { Feed } from "@/lib/feeds/feed";
import { columns, marksSql, type Row, rankRows } from "@/lib/feeds/feed-item";
import { filterSql } from "@/lib/feeds/list-feed";
import { listedSql } from "@/lib/papers/conditions";
import { arrivalSql, newsDays, newsSql } from "@/lib/papers/news";
import { toPaperFields } from "@/lib/programs/api/paper-json";
import { onSql } from "@/lib/programs/webhooks/deliver";
import { type NewDelivery, writeDeliveries } from "@/lib/programs/webhooks/write-deliveries";
import type { Payloads } from "@/lib/queue/enqueue";
import { searchPapers } from "@/lib/search/search";

/**
 * Deliveries are kept for longer than this, so that a paper which is searchable again, as after it changed, is not told
 * of as new a second time.
 */
const rememberedDays = 21;

/** A webhook for the new papers of a feed. */
type Listener = { id: number; feed: string; enabledAt: Date };

type Context = { now: Date; signal: AbortSignal };
type Told = { told: number };

/** Tells webhooks of papers that were listed, where these are in a webhook's feed. Searches wait until they can be found. */
export function tellOfPapers({ paperIds }: Payloads["tell-of-papers"], context: Context): Promise<Told> {
  return tell(paperIds, "listed", context);
}

/** Tells webhooks of searches of new papers, once these can be found. */
export function tellOfSearchable(
  { paperIds }: Payloads["tell-of-searchable"],
  context: Context,
): Promise<Told> {
  return tell(paperIds, "searchable", context);
}

/** @throws what the last webhook that could not be told met, after all others were told: the job is then tried again */
async function tell(ids: number[], as: "listed" | "searchable", { now, signal }: Context): Promise<Told> {
  let told = 0;
  let problem: unknown;
  for (const listener of await listListeners(ids)) {
    signal.throwIfAborted();
    try {
      told += await tellOne(listener, ids, as, now);
    } catch (error) {
      getLog().warn({ err: error, webhook: listener.id }, "webhook not told of papers");
      problem = error;
    }
  }
  if (problem) throw problem;
  return { told };
}

/** Webhooks for papers, if any of these papers is news. */
async function listListeners(ids: number[]): Promise<Listener[]> {
  return getDb().$queryRaw<Listener[]>`
    SELECT w.id, coalesce(w.feed, ${newestFeed.address}) AS feed, w.enabled_at AS "enabledAt"
    FROM webhooks w JOIN users u ON u.id = w.user_id
    WHERE w.event = 'paper' AND ${onSql} AND EXISTS (
      SELECT 1 FROM papers p WHERE p.id = ANY(${ids}) AND ${listedSql} AND ${newsSql})
    ORDER BY w.id`;
}

async function tellOne(
  { id, feed, enabledAt }: Listener,
  ids: number[],
  as: "listed" | "searchable",
  now: Date,
): Promise<number> {
  const named = await findFeedAt(feed, null, now);
  if (!named || (named.feed.kind === "search" ? "searchable" : "listed") !== as) return 0;
  const among = await amongSql(named.feed, now);
  const from = new Date(Math.max(enabledAt.getTime(), minus(now, { days: rememberedDays }).getTime()));
  const rows = await getDb().$queryRaw<Row[]>`
    SELECT ${columns}, p.heat, p.upvotes, ${marksSql(null).marks}
    FROM papers p LEFT JOIN users u ON u.id = p.submitter_id
    WHERE p.id = ANY(${ids}) AND ${listedSql} AND ${newsSql} AND ${arrivalSql} > ${from} ${among}
    ORDER BY ${arrivalSql}, p.id`;
  return writeDeliveries(
    rankRows(rows, 0).map((item) => toDelivery(id, item)),
    now,
  );
}

/** A condition on papers `p`: that they are a feed's. The start of a window is left out, as new papers are within it. */
async function amongSql(feed: Feed, now: Date): Promise<Prisma.Sql> {
  // Nobody's own page is asked for: a webhook's feed is read for nobody.
  if (feed.kind === "own") return Prisma.empty;
  if (feed.kind !== "search") return filterSql({ ...feed, from: undefined });
  // Among recent papers alone: a search ends after so many, and older ones may fill that.
  const recent = isoDay(minus(now, { days: rememberedDays + newsDays }));
  const from = [recent, feed.search.from ?? ""].sort().at(-1) ?? recent;
  const { hits } = await searchPapers({ ...feed.search, from, sort: "newest" }, now);
  return Prisma.sql`AND p.id = ANY(${hits.map(({ id }) => id)})`;
}

function toDelivery(webhookId: number, item: Parameters<typeof toPaperFields>[0]): NewDelivery {
  // Marks of a reader's own, which a message to a machine has no use for.
  const { upvoted: _, note: __, saved: ___, ...paper } = toPaperFields(item);
  return { webhookId, kind: "paper", paperKey: item.key, payload: { paper } };
}
