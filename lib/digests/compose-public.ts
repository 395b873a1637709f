import { DateTime } from "luxon";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { addDays, weekOf } from "@/lib/base/time";
import { isWorthIt } from "@/lib/digests/eligibility";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import { everyonesFeed, type Feed, papersFeed, parsePeriod } from "@/lib/feeds/feed";
import { type FeedItem, listItems } from "@/lib/feeds/feed-item";
import { listFeed } from "@/lib/feeds/list-feed";

/** The most papers in one. */
const longestPublic = 20;

/** The hour, in the hub's time zone, from which there is a digest of the day. */
export const publicHour = 6;

/** A paper comes once in so many days. */
const memoryDays = 30;

/** How many days' digests a mail chooses from: what was not in a short mail has another chance. */
const daysOf = { daily: 3, weekdays: 4, weekly: 8 } as const;

/**
 * Composes the digest of everyone's feed for the present day, and for the week before once it is over, unless they are
 * there: kept as they were composed, with the papers worth a mail that none of the last thirty days' had. One that would
 * hold nothing waits until there is something.
 * @returns the periods that were composed
 */
export async function composePublic(now: Date): Promise<string[]> {
  const day = dayOf(now);
  const week = weekOf(addDays(day, -7));
  const there = await getDb().publicDigest.findMany({
    where: { period: { in: [day, week] }, paperIds: { isEmpty: false } },
    select: { period: true },
  });
  const missing = [day, week].filter((period) => !there.some((one) => one.period === period));
  const composed: string[] = [];
  for (const period of missing) {
    const paperIds = period === day ? await chooseForDay(day, now) : await chooseForWeek(week, now);
    if (paperIds.length === 0) continue;
    await getDb().$executeRaw`
      INSERT INTO public_digests AS d (period, paper_ids, composed_at) VALUES (${period}, ${paperIds}, ${now})
      ON CONFLICT (period) DO UPDATE SET paper_ids = excluded.paper_ids, composed_at = excluded.composed_at
      WHERE cardinality(d.paper_ids) = 0`;
    composed.push(period);
  }
  return composed;
}

/** Papers of the latest digests of days, for a mail of this cadence: the hottest first, or of a week the most upvoted. */
export async function listEveryones(cadence: Schedule["cadence"], now: Date): Promise<FeedItem[]> {
  const ids = await listDayPapers(addDays(dayOf(now), 1 - daysOf[cadence]), dayOf(now));
  const items = await listItems(ids, null);
  const order = cadence === "weekly" ? "upvotes" : "heat";
  return items.sort((a, b) => b[order] - a[order] || b.id - a.id);
}

/** The day whose digest is the latest at a moment, YYYY-MM-DD. */
export function dayOf(now: Date): string {
  const local = DateTime.fromJSDate(now, { zone: getConfig().HUB_TIME_ZONE });
  return (local.hour < publicHour ? local.minus({ days: 1 }) : local).toFormat("yyyy-MM-dd");
}

async function chooseForDay(day: string, now: Date): Promise<number[]> {
  const mailed = new Set(await listDayPapers(addDays(day, -memoryDays), addDays(day, -1)));
  const { items } = await listFeed(everyonesFeed, { viewer: null, limit: 100, now });
  const good = items.filter((item) => isWorthIt(item, everyonesFeed, now) && !mailed.has(item.id));
  return good.slice(0, longestPublic).map(({ id }) => id);
}

async function chooseForWeek(week: string, now: Date): Promise<number[]> {
  const period = parsePeriod("week", week);
  if (!period) return [];
  const items = await listItems(await listDayPapers(period.from, period.until), null);
  // A week without digests of its days is one before the hub began: the best of its papers stand for them.
  const all = items.length > 0 ? items : await listUpvoted(papersFeed({ period }, dayOf(now)), now);
  all.sort((a, b) => b.upvotes - a.upvotes || b.id - a.id);
  return all.slice(0, longestPublic).map(({ id }) => id);
}

async function listUpvoted(feed: Feed, now: Date): Promise<FeedItem[]> {
  const { items } = await listFeed(feed, { viewer: null, limit: longestPublic, now });
  return items.filter(({ upvotes }) => upvotes > 0);
}

async function listDayPapers(from: string, until: string): Promise<number[]> {
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    SELECT DISTINCT unnest(paper_ids) AS id FROM public_digests
    WHERE period BETWEEN ${from} AND ${until} AND period NOT LIKE '%W%'`;
  return rows.map(({ id }) => id);
}
