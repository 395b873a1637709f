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
 * Deliveries are kept for longer than this, so that a paper that becomes searchable again, for instance after a change, is
 * not delivered a second time.
 */
const rememberedDays = 21;

/** A webhook for the new papers of a feed. */
type Listener = { id: number; feed: string; enabledAt: Date };

type Context = { now: Date; signal: AbortSignal };
type Told = { told: number };

/** Writes the deliveries of newly listed papers to webhooks for feeds other than searches. */
export function tellOfPapers({ paperIds }: Payloads["tell-of-papers"], context: Context): Promise<Told> {
  return tell(paperIds, "listed", context);
}

/** Writes the deliveries of new papers to webhooks for searches, once the papers are searchable. */
export function tellOfSearchable(
  { paperIds }: Payloads["tell-of-searchable"],
  context: Context,
): Promise<Told> {
  return tell(paperIds, "searchable", context);
}

/** Handles one webhook after the other. @throws the last error, after all webhooks were handled, so that the job is retried */
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

/** The webhooks for papers; none if none of these papers is new. */
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

/** SQL: whether the paper `p` is in a feed. The start of a window is not checked, because new papers are always within it. */
async function amongSql(feed: Feed, now: Date): Promise<Prisma.Sql> {
  // A webhook cannot have a reader's own page as its feed, because its feed is read without a viewer.
  if (feed.kind === "own") return Prisma.empty;
  if (feed.kind !== "search") return filterSql({ ...feed, from: undefined });
  // Limited to recent papers, because a search result is limited and older papers could fill it.
  const recent = isoDay(minus(now, { days: rememberedDays + newsDays }));
  const from = [recent, feed.search.from ?? ""].sort().at(-1) ?? recent;
  const { hits } = await searchPapers({ ...feed.search, from, sort: "newest" }, now);
  return Prisma.sql`AND p.id = ANY(${hits.map(({ id }) => id)})`;
}

function toDelivery(webhookId: number, item: Parameters<typeof toPaperFields>[0]): NewDelivery {
  // A reader's own marks, which a message to a program does not need.
  const { upvoted: _, note: __, saved: ___, ...paper } = toPaperFields(item);
  return { webhookId, kind: "paper", paperKey: item.key, payload: { paper } };
}
