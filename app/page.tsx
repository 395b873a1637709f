import type { Metadata } from "next";
import { TrendingView } from "@/components/feeds/trending-view";
import { getConfig } from "@/lib/config";
import { findLatestDay, getAround } from "@/lib/feeds/around";
import { feedQuery, trendingFeed } from "@/lib/feeds/feed";
import { listFeed } from "@/lib/feeds/list-feed";
import { listRisingTopics } from "@/lib/feeds/topic-counts";
import { hubToday } from "@/lib/web/hub-day";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const { window, at } = feedQuery.parse(await searchParams);
  const canonical = at ? `/?at=${at}` : window === "all" ? "/" : `/?window=${window}`;
  return { alternates: { canonical } };
}

export default async function TrendingPage({ searchParams }: PageProps) {
  const { window, at, after } = feedQuery.parse(await searchParams);
  const { HUB_CURATORS: curators, HUB_TIME_ZONE: timeZone } = getConfig();
  const [viewer, today] = [await getViewer(), hubToday()];
  const [page, rising, day] = await Promise.all([
    listFeed(trendingFeed(window, today, at), { viewer, after, timeZone }),
    listRisingTopics(today),
    at ?? findLatestDay(today),
  ]);
  const around = await getAround(day, day);
  return (
    <TrendingView
      {...{ page, today, day, around, rising, window, at, curators }}
      signedIn={viewer !== null}
    />
  );
}
