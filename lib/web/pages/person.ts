import { hubDay } from "@/lib/base/hub-day";
import { findPersonFeed } from "@/lib/feeds/addresses";
import { feedQuery, type PageQuery } from "@/lib/feeds/feed";
import type { FeedPage } from "@/lib/feeds/feed-item";
import { listFeed } from "@/lib/feeds/list-feed";
import { type FollowState, findFollowState } from "@/lib/follows/follows";
import type { Person } from "@/lib/people/people";
import type { Viewer } from "@/lib/people/viewer";

export type PersonPage = {
  person: Person;
  address: string;
  page: FeedPage;
  today: string;
  followState: FollowState;
};

/** The page of a person with their submissions; null for an unknown person. */
export async function getPersonPage(
  viewer: Viewer | null,
  username: string,
  query: PageQuery,
  now: Date,
): Promise<PersonPage | null> {
  const named = await findPersonFeed(username);
  if (!named) return null;
  const { feed, person, address } = named;
  const [page, followState] = await Promise.all([
    listFeed(feed, { viewer, after: feedQuery.parse(query).after, now }),
    findFollowState(viewer, "person", person.username),
  ]);
  return { person, address, page, today: hubDay(now), followState };
}
