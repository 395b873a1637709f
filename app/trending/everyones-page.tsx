import { TrendingView } from "@/components/feeds/trending-view";
import { getConfig } from "@/lib/base/config";
import { getDay, getLatestDay } from "@/lib/feeds/around";
import { feedQuery, trendingFeed } from "@/lib/feeds/feed";
import { listFeed } from "@/lib/feeds/list-feed";
import { listRisingTopics } from "@/lib/feeds/topic-counts";
import type { Viewer } from "@/lib/people/viewer";
import { hubToday } from "@/lib/web/hub-day";

type Props = { viewer: Viewer | null; query: Record<string, string | string[] | undefined> };

/** Everyone's trending page: now, in a window, or as it stood at the end of a past day. */
export async function EveryonesPage({ viewer, query }: Props) {
  const { window, at, after } = feedQuery.parse(query);
  const { HUB_CURATORS: curators, HUB_TIME_ZONE: timeZone } = getConfig();
  const today = hubToday();
  const [page, rising, latest] = await Promise.all([
    listFeed(trendingFeed(window, today, at), { viewer, after, timeZone }),
    listRisingTopics(today),
    at ? getDay(at) : getLatestDay(today),
  ]);
  return (
    <TrendingView {...{ page, today, latest, rising, window, at, curators }} signedIn={viewer !== null} />
  );
}
