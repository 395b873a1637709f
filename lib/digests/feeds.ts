import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { findFeedAt, getOpenFeed, isOwnPage, newestFeed } from "@/lib/feeds/addresses";
import type { NamedFeed } from "@/lib/feeds/feed";
import { ownPath } from "@/lib/feeds/for-you/mix";
import { listMixes } from "@/lib/feeds/for-you/mixes";
import { topicAddress, trendingPath } from "@/lib/feeds/page-address";
import { listedSql } from "@/lib/papers/conditions";
import { topicName } from "@/lib/papers/topics/topics";
import type { Viewer } from "@/lib/people/viewer";

/** The address of everyone's trending page. */
export const everyone = trendingPath;

/** A feed to choose from: the address of its page, and its name. */
export type FeedChoice = { value: string; label: string };

const words = { feed: "list", examples: "/ or /topics/cs.CL or /search?q=agents" };

/** How many topics a choice of feeds offers. */
const maxTopics = 60;
// On a large hub the topics of this many of the hottest papers, which an index finds, include every active one.
const papersLookedAt = 5000;

/** Parses the address of a feed that somebody wants by mail, as getOpenFeed does. @throws AppError invalid */
export function getDigestFeed(address: string, viewer: Viewer | null, now: Date): Promise<NamedFeed> {
  return getOpenFeed(address, { viewer, now, words });
}

/** The title of a feed for its reader. All readers' own pages have the same title, which needs no query. */
export async function titleOf(address: string, viewer: Viewer | null, now: Date): Promise<string> {
  if (address === ownPath()) return "For you";
  if (address === everyone) return "Trending papers";
  return (await findFeedAt(address, viewer, now))?.title ?? "Papers";
}

/** The title of a subscription's feed for anybody who has its link; it does not reveal the name of a member's mix. */
export async function titleForLink(address: string, now = new Date()): Promise<string> {
  const named = isOwnPage(address) ? null : await findFeedAt(address, null, now);
  return named?.title ?? "For you";
}

/** The feeds that anybody can get by mail: trending papers, new papers, and each topic that has papers. */
export async function listOpenFeeds(): Promise<FeedChoice[]> {
  const rows = await getDb().$queryRaw<{ topic: string }[]>`
    SELECT topic FROM (
      SELECT topics[1] AS topic FROM papers p WHERE ${listedSql}
      ORDER BY heat DESC, id DESC LIMIT ${papersLookedAt}) hot
    WHERE topic IS NOT NULL GROUP BY topic ORDER BY count(*) DESC LIMIT ${maxTopics}`;
  const topics = rows.map(({ topic }) => ({
    value: topicAddress(topic),
    label: `${topicName(topic)} (${topic})`,
  }));
  topics.sort((a, b) => a.label.localeCompare(b.label));
  return [
    { value: everyone, label: "Trending papers" },
    { value: newestFeed.address, label: newestFeed.title },
    ...topics,
  ];
}

/** The feeds that a member can get by mail: their own page and mixes, then the open ones. */
export async function listFeedChoices(viewer: Viewer): Promise<FeedChoice[]> {
  const [mixes, open] = await Promise.all([listMixes(viewer), listOpenFeeds()]);
  const own = mixes.map(({ slug, name }) => ({
    value: ownPath(slug),
    label: `For you: ${name}`,
  }));
  return [{ value: ownPath(), label: "For you" }, ...own, ...open];
}

/** The feed at a given address, as a choice; null if there is no such feed. */
export async function findFeedChoice(address: string, viewer: Viewer, now: Date): Promise<FeedChoice | null> {
  try {
    const feed = await getDigestFeed(address, viewer, now);
    return { value: feed.address, label: feed.title };
  } catch (reason) {
    if (reason instanceof AppError) return null;
    throw reason;
  }
}
