import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { addDays, dayIn, hourIn, weekOf } from "@/lib/base/time";
import { isEligible } from "@/lib/digests/eligibility";
import { type Period, parsePeriod, periodName, toPeriod, toPeriodColumns } from "@/lib/digests/period";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import { everyonesFeed, type Feed, papersFeed } from "@/lib/feeds/feed";
import { type FeedItem, listItems } from "@/lib/feeds/feed-item";
import { listFeed } from "@/lib/feeds/list-feed";

/** How many papers a public digest holds at most. */
const maxPublicPapers = 20;

/** The hour, in the hub's time zone, from which the day's public digest is composed. */
export const publicHour = 6;

/** A paper is in at most one public digest within this many days. */
const memoryDays = 30;

/** The candidates for mails are the public digests of this many days, so that a paper left out of a short mail can be in a later one. */
const daysOf = { daily: 3, weekdays: 4, weekly: 8 } as const;

/**
 * Composes the public digest of the current day and, once it is over, of the past week, unless they exist. A digest
 * consists of the eligible papers that were in no digest of the last thirty days, and never changes afterwards. A digest
 * without papers is composed later, once there are some.
 * @returns the names of the periods that were composed
 */
export async function composePublicDigests(now: Date): Promise<string[]> {
  const today = publicDayOf(now);
  const day: Period = { kind: "day", start: today };
  const week = parsePeriod(weekOf(addDays(today, -7)));
  const missing = await listMissing(week ? [day, week] : [day]);
  const composed: string[] = [];
  for (const period of missing) {
    const paperIds =
      period.kind === "day" ? await chooseForDay(today, now) : await chooseForWeek(period, now);
    if (paperIds.length === 0) continue;
    await keepPublicDigest(period, paperIds, now);
    composed.push(periodName(period));
  }
  return composed;
}

/** The candidates for mails of everyone's feed: hottest first for daily mails, most upvoted first for weekly ones. */
export async function listEveryones(cadence: Schedule["cadence"], now: Date): Promise<FeedItem[]> {
  const day = publicDayOf(now);
  const ids = await listPapersOfDays(addDays(day, 1 - daysOf[cadence]), day);
  const items = await listItems(ids, null);
  const order = cadence === "weekly" ? "upvotes" : "heat";
  return items.sort((a, b) => b[order] - a[order] || b.id - a.id);
}

/** The day of the latest public digest at a moment, YYYY-MM-DD. */
export function publicDayOf(now: Date): string {
  const { HUB_TIME_ZONE } = getConfig();
  const day = dayIn(HUB_TIME_ZONE, now);
  return hourIn(HUB_TIME_ZONE, now) < publicHour ? addDays(day, -1) : day;
}

/** The periods that have no public digest, or an empty one. */
async function listMissing(periods: Period[]): Promise<Period[]> {
  const rows = await getDb().publicDigest.findMany({
    where: { OR: periods.map(toPeriodColumns), paperIds: { isEmpty: false } },
    select: { periodKind: true, periodStart: true },
  });
  const there = new Set(rows.map((row) => periodName(toPeriod(row))));
  return periods.filter((period) => !there.has(periodName(period)));
}

/** Stores a public digest, unless another worker has stored one of the same period. */
async function keepPublicDigest({ kind, start }: Period, paperIds: number[], now: Date): Promise<void> {
  await getDb().$executeRaw`
    INSERT INTO public_digests AS d (period_kind, period_start, paper_ids, composed_at)
    VALUES (${kind}::"PeriodKind", ${start}::date, ${paperIds}, ${now})
    ON CONFLICT (period_kind, period_start)
      DO UPDATE SET paper_ids = excluded.paper_ids, composed_at = excluded.composed_at
      WHERE cardinality(d.paper_ids) = 0`;
}

async function chooseForDay(day: string, now: Date): Promise<number[]> {
  const earlier = new Set(await listPapersOfDays(addDays(day, -memoryDays), addDays(day, -1)));
  const { items } = await listFeed(everyonesFeed, { viewer: null, limit: 100, now });
  const eligible = items.filter((item) => isEligible(item, everyonesFeed, now) && !earlier.has(item.id));
  return eligible.slice(0, maxPublicPapers).map(({ id }) => id);
}

async function chooseForWeek(week: Period, now: Date): Promise<number[]> {
  const days = { kind: "week", from: week.start, until: addDays(week.start, 6) } as const;
  const items = await listItems(await listPapersOfDays(days.from, days.until), null);
  // A week without daily digests was before the hub began; its most upvoted papers are used instead.
  const all =
    items.length > 0 ? items : await listUpvoted(papersFeed({ period: days }, publicDayOf(now)), now);
  all.sort((a, b) => b.upvotes - a.upvotes || b.id - a.id);
  return all.slice(0, maxPublicPapers).map(({ id }) => id);
}

async function listUpvoted(feed: Feed, now: Date): Promise<FeedItem[]> {
  const { items } = await listFeed(feed, { viewer: null, limit: maxPublicPapers, now });
  return items.filter(({ upvotes }) => upvotes > 0);
}

/** The ids of the papers in the public digests of a range of days, both ends included. */
async function listPapersOfDays(from: string, until: string): Promise<number[]> {
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    SELECT DISTINCT unnest(paper_ids) AS id FROM public_digests
    WHERE period_kind = 'day' AND period_start BETWEEN ${from}::date AND ${until}::date`;
  return rows.map(({ id }) => id);
}
