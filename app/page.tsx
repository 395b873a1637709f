import { OwnPage } from "@/app/for-you/own-page";
import { TrendingView } from "@/components/feeds/trending-view";
import { getFrontPage } from "@/lib/feeds/pages";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

export { generateMetadata } from "@/app/trending/page";

export default async function FrontPage({ searchParams }: PageProps) {
  const [viewer, query] = await Promise.all([getViewer(), searchParams]);
  const now = new Date();
  const front = await getFrontPage({ viewer, query, now });
  if (front.kind === "own") return <OwnPage viewer={front.viewer} page={front.page} now={now} />;
  return <TrendingView {...front.page} signedIn={viewer !== null} />;
}
