import { hubDay } from "@/lib/base/hub-day";
import { findOrganizationFeed } from "@/lib/feeds/addresses";
import { feedQuery, type PageQuery } from "@/lib/feeds/feed";
import type { FeedPage } from "@/lib/feeds/feed-item";
import { listFeed } from "@/lib/feeds/list-feed";
import { type FollowState, findFollowState, listFollowed } from "@/lib/follows/follows";
import { listOrganizations, maxOrganizations, type Organization } from "@/lib/papers/organizations";
import type { Viewer } from "@/lib/people/viewer";

export type OrganizationPage = {
  organization: Organization;
  address: string;
  page: FeedPage;
  today: string;
  followState: FollowState;
};

/** The page of an organisation's papers; null if no paper here has it. */
export async function getOrganizationPage(
  viewer: Viewer | null,
  slug: string,
  query: PageQuery,
  now: Date,
): Promise<OrganizationPage | null> {
  const named = await findOrganizationFeed(slug, query);
  if (!named) return null;
  const { feed, organization, address } = named;
  const [page, followState] = await Promise.all([
    listFeed(feed, { viewer, after: feedQuery.parse(query).after, now }),
    findFollowState(viewer, "organization", slug),
  ]);
  return { organization, address, page, today: hubDay(now), followState };
}

/** The organisations with the most papers, whether they are all that there are, and the slugs of those that the viewer follows. */
export async function getOrganizationsPage(
  viewer: Viewer | null,
): Promise<{ organizations: Organization[]; areAll: boolean; followed: Set<string> }> {
  const [organizations, followed] = await Promise.all([
    listOrganizations(),
    listFollowed(viewer, "organization"),
  ]);
  return { organizations, areAll: organizations.length < maxOrganizations, followed };
}
