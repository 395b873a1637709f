import type { Metadata } from "next";
import { EveryonesPage } from "@/app/trending/everyones-page";
import { feedQuery } from "@/lib/feeds/feed";
import { trendingAddress } from "@/lib/feeds/page-address";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const { window, at } = feedQuery.parse(await searchParams);
  return { alternates: { canonical: trendingAddress(at ? "all" : window, at) } };
}

export default async function TrendingPage({ searchParams }: PageProps) {
  return <EveryonesPage viewer={await getViewer()} query={await searchParams} />;
}
