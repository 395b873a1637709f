import { OwnPage } from "@/app/for-you/own-page";
import { EveryonesPage } from "@/app/trending/everyones-page";
import { findAskedMix } from "@/lib/feeds/for-you/mix";
import { getReader } from "@/lib/feeds/for-you/reader";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

export { generateMetadata } from "@/app/trending/page";

/**
 * The front page. Readers get their own trending page, unless they prefer everyone's. Everybody else gets everyone's, as
 * does every address with a window or a past day.
 */
export default async function FrontPage({ searchParams }: PageProps) {
  const [viewer, query] = await Promise.all([getViewer(), searchParams]);
  const everyones = <EveryonesPage viewer={viewer} query={query} />;
  if (!viewer || query.window || query.at) return everyones;
  const reader = await getReader(viewer);
  const own = reader.ownPage || findAskedMix(query) !== null;
  return own ? <OwnPage viewer={viewer} reader={reader} query={query} path="/" /> : everyones;
}
