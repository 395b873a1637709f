import { getConfig } from "@/lib/base/config";
import { hubDay } from "@/lib/base/hub-day";
import { findPeriodFeed, findTrendingFeed, newestFeed } from "@/lib/feeds/addresses";
import { type Around, getAround, getDay, getLatestDay, type LatestDay } from "@/lib/feeds/around";
import { type EmptyList, explainEmpty } from "@/lib/feeds/empty-list";
import { type Feed, feedQuery, type PageQuery, type Period, type Window } from "@/lib/feeds/feed";
import type { FeedPage } from "@/lib/feeds/feed-item";
import { findOwnFrontPage, type OwnPageView } from "@/lib/feeds/for-you/own-page";
import { listFeed } from "@/lib/feeds/list-feed";
import { periodNeighbours } from "@/lib/feeds/page-address";
import {
  listRisingTopics,
  listTopicCounts,
  type RisingTopic,
  type TopicCount,
} from "@/lib/feeds/topic-counts";
import type { Viewer } from "@/lib/people/viewer";

/** A request for a page: its viewer, its query, and its time. */
type PageRequest = { viewer: Viewer | null; query: PageQuery; now: Date };

/** A page of a list, why it is empty if its first page is, and the hub's day on which it is read. */
type ListPage = { page: FeedPage; empty: EmptyList | null; today: string };

/** A page of a list, with the reason if the list has no papers at all. */
export async function listOrExplain(
  feed: Feed,
  { viewer, after, now }: { viewer: Viewer | null; after: string | undefined; now: Date },
): Promise<ListPage> {
  const today = hubDay(now);
  const page = await listFeed(feed, { viewer, after, now });
  const isEmpty = page.items.length === 0 && !after;
  return { page, today, empty: isEmpty ? await explainEmpty(feed, { viewer, today, now }) : null };
}

export type TrendingPage = ListPage & {
  rising: RisingTopic[];
  /** The newest day with papers, or the past day whose page this is. */
  latest: LatestDay;
  window: Window;
  /** The past day, YYYY-MM-DD, whose page this is. */
  at: string | undefined;
  /** Who keeps the hub, as its configuration names them. */
  curators: string;
};

/** Everyone's trending page: now, in a window, or as it was at the end of a past day. */
export async function getTrendingPage({ viewer, query, now }: PageRequest): Promise<TrendingPage> {
  const { window, at, after } = feedQuery.parse(query);
  const today = hubDay(now);
  const [list, rising, latest] = await Promise.all([
    listOrExplain(findTrendingFeed(query, today).feed, { viewer, after, now }),
    listRisingTopics(today),
    at ? getDay(at) : getLatestDay(today),
  ]);
  return { ...list, rising, latest, window, at, curators: getConfig().HUB_CURATORS };
}

export type FrontPage =
  | { kind: "own"; viewer: Viewer; page: OwnPageView }
  | { kind: "everyones"; page: TrendingPage };

/**
 * What the front page shows. Readers get their own trending page, unless they prefer everyone's. Everybody else gets
 * everyone's, as does every address with a window or a past day.
 */
export async function getFrontPage({ viewer, query, now }: PageRequest): Promise<FrontPage> {
  const page = viewer && !query.window && !query.at ? await findOwnFrontPage(viewer, { query, now }) : null;
  if (viewer && page) return { kind: "own", viewer, page };
  return { kind: "everyones", page: await getTrendingPage({ viewer, query, now }) };
}

/** All papers, newest first. */
export async function getNewestPage({
  viewer,
  query,
  now,
}: PageRequest): Promise<ListPage & { title: string; address: string }> {
  const { after } = feedQuery.parse(query);
  const { feed, title, address } = newestFeed;
  return { ...(await listOrExplain(feed, { viewer, after, now })), title, address };
}

export type PeriodPage = ListPage & {
  title: string;
  address: string;
  period: Period;
  /** The period in words: "Thursday, 12 March". */
  words: string;
  around: Around;
  /** Addresses of the nearest periods before and after that have papers. */
  previous: string | null;
  next: string | null;
};

/** The papers of a day, week or month, and the nearest days around it; null for an invalid period. */
export async function getPeriodPage(
  kind: Period["kind"],
  text: string,
  { viewer, query, now }: PageRequest,
): Promise<PeriodPage | null> {
  const today = hubDay(now);
  const named = findPeriodFeed(kind, text, today);
  if (!named) return null;
  const { feed, period, words, title, address } = named;
  const { after } = feedQuery.parse(query);
  const [list, around] = await Promise.all([
    listOrExplain(feed, { viewer, after, now }),
    getAround(period.from, period.until),
  ]);
  return { ...list, title, address, period, words, around, ...neighboursOf(period, around) };
}

function neighboursOf({ kind, from }: Period, around: Around): Pick<PeriodPage, "previous" | "next"> {
  const dayAddress = (day: string | null) => day && `/date/${day}`;
  if (kind === "date") return { previous: dayAddress(around.previous), next: dayAddress(around.next) };
  const { previous, next } = periodNeighbours(kind, from);
  return { previous: around.previous && previous, next: around.next && next };
}

/** How many papers each topic had in the last seven days, by topic. */
export async function mapTopicCounts(now: Date): Promise<Map<string, TopicCount>> {
  const rows = await listTopicCounts(hubDay(now));
  return new Map(rows.map((row) => [row.topic, row]));
}
