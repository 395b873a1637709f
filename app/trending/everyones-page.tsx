import { TrendingView } from "@/components/feeds/trending-view";
import { getConfig } from "@/lib/base/config";
import type { PageQuery } from "@/lib/feeds/feed";
import { getTrendingPage } from "@/lib/feeds/pages";
import type { Viewer } from "@/lib/people/viewer";

/** The trending page for everyone: now, in a window, or as it was at the end of a past day. */
export async function EveryonesPage({ viewer, query }: { viewer: Viewer | null; query: PageQuery }) {
  const shown = await getTrendingPage({ viewer, query, now: new Date() });
  return <TrendingView {...shown} curators={getConfig().HUB_CURATORS} signedIn={viewer !== null} />;
}
