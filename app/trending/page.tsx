import type { Metadata } from "next";
import { TrendingView } from "@/components/feeds/trending-view";
import { feedQuery } from "@/lib/feeds/feed";
import { trendingAddress } from "@/lib/feeds/page-address";
import { getTrendingPage } from "@/lib/feeds/pages";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const { window, at } = feedQuery.parse(await searchParams);
  return { alternates: { canonical: trendingAddress(at ? "all" : window, at) } };
}

export default async function TrendingPage({ searchParams }: PageProps) {
  const [viewer, query] = await Promise.all([getViewer(), searchParams]);
  const page = await getTrendingPage({ viewer, query, now: new Date() });
  return <TrendingView {...page} signedIn={viewer !== null} />;
}
