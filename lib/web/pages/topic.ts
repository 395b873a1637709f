import { hubDay } from "@/lib/base/hub-day";
import { findTopicFeed } from "@/lib/feeds/addresses";
import type { EmptyList } from "@/lib/feeds/empty-list";
import { feedQuery, type PageQuery } from "@/lib/feeds/feed";
import type { FeedPage } from "@/lib/feeds/feed-item";
import { listOrExplain, mapTopicCounts } from "@/lib/feeds/pages";
import type { TopicCount } from "@/lib/feeds/topic-counts";
import { type FollowState, findFollowState, listFollowed } from "@/lib/follows/follows";
import type { Topic } from "@/lib/papers/topics/topics";
import type { Viewer } from "@/lib/people/viewer";

/** All topics with the papers of the last seven days, and which of them the viewer follows. */
export async function getTopicsPage(
  viewer: Viewer | null,
  now: Date,
): Promise<{ counts: Map<string, TopicCount>; followed: Set<string> }> {
  const [counts, followed] = await Promise.all([mapTopicCounts(now), listFollowed(viewer, "topic")]);
  return { counts, followed };
}

export type TopicPage = {
  topic: Topic;
  address: string;
  page: FeedPage;
  /** Why there are no papers, if there are none. */
  empty: EmptyList | null;
  today: string;
  followState: FollowState;
};

/** The papers of a topic in the order that the query asks for; null for an unknown topic. */
export async function getTopicPage(
  viewer: Viewer | null,
  id: string,
  query: PageQuery,
  now: Date,
): Promise<TopicPage | null> {
  const today = hubDay(now);
  const named = findTopicFeed(id, query, today);
  if (!named) return null;
  const { feed, topic, address } = named;
  const [list, followState] = await Promise.all([
    listOrExplain(feed, { viewer, after: feedQuery.parse(query).after, now }),
    findFollowState(viewer, "topic", topic.id),
  ]);
  return { topic, address, ...list, followState };
}
