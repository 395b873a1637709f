import "@/app/map/map.css";
import type { Metadata } from "next";
import { MapView } from "@/components/map/map-view";
import { getMap } from "@/lib/feeds/map/map";
import { mapQuery } from "@/lib/feeds/map/windows";
import { pageNonce } from "@/lib/web/nonce";
import type { PageProps } from "@/lib/web/page-props";

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const { window } = mapQuery.parse(await searchParams);
  return {
    title: "Map of papers",
    alternates: { canonical: window === "week" ? "/map" : `/map?window=${window}` },
  };
}

export default async function MapPage({ searchParams }: PageProps) {
  const { window, topic } = mapQuery.parse(await searchParams);
  const [map, nonce] = await Promise.all([getMap(window), pageNonce()]);
  return (
    <>
      <MapView map={map} topic={topic} now={new Date()} />
      <script src="/map.js" nonce={nonce} defer data-keep suppressHydrationWarning />
    </>
  );
}
