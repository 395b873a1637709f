import { hubDay } from "@/lib/base/hub-day";
import { findAuthorFeed } from "@/lib/feeds/addresses";
import { feedQuery, type PageQuery } from "@/lib/feeds/feed";
import type { FeedPage } from "@/lib/feeds/feed-item";
import { listFeed } from "@/lib/feeds/list-feed";
import { type FollowState, findFollowState } from "@/lib/follows/follows";
import type { Viewer } from "@/lib/people/viewer";

export type AuthorPage = {
  slug: string;
  name: string;
  address: string;
  page: FeedPage;
  today: string;
  followState: FollowState;
};

/** The page of an author's papers, with today's slug of the name if it had another before; null for an unknown name. */
export async function getAuthorPage(
  viewer: Viewer | null,
  given: string,
  query: PageQuery,
  now: Date,
): Promise<AuthorPage | null> {
  const named = await findAuthorFeed(given, query);
  if (!named) return null;
  const { feed, name, slug, address } = named;
  const [page, followState] = await Promise.all([
    listFeed(feed, { viewer, after: feedQuery.parse(query).after, now }),
    findFollowState(viewer, "author", slug),
  ]);
  return { slug, name, address, page, today: hubDay(now), followState };
}
