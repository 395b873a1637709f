import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { everyone, getDigestFeed } from "@/lib/digests/feed";
import { newestFeed } from "@/lib/feeds/addresses";
import { ownPath } from "@/lib/feeds/for-you/mix";
import { listMixes } from "@/lib/feeds/for-you/mixes";
import { topicAddress } from "@/lib/feeds/page-address";
import { listedSql } from "@/lib/papers/conditions";
import { topicName } from "@/lib/papers/topics/topics";
import type { Viewer } from "@/lib/people/viewer";

/** A list to choose from: the address of its page, and what it is called. */
export type FeedChoice = { value: string; label: string };

/** Topics that a choice of lists names. */
const mostTopics = 60;
// The hottest of a large hub have every lively topic among them, and are found without reading all.
const looked = 5000;

/** The lists that anybody can get by mail: what trends, what is new, each topic with papers. */
export async function listOpenFeeds(): Promise<FeedChoice[]> {
  const rows = await getDb().$queryRaw<{ topic: string }[]>`
    SELECT topic FROM (
      SELECT topics[1] AS topic FROM papers p WHERE ${listedSql} ORDER BY heat DESC, id DESC LIMIT ${looked}) hot
    WHERE topic IS NOT NULL GROUP BY topic ORDER BY count(*) DESC LIMIT ${mostTopics}`;
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

/** The lists that a member can choose from: their own page and mixes, then the open ones. */
export async function listFeedChoices(viewer: Viewer): Promise<FeedChoice[]> {
  const mixes = await listMixes(viewer);
  const own = mixes.map(({ slug, name }) => ({
    value: ownPath(slug),
    label: `For you: ${name}`,
  }));
  return [{ value: ownPath(), label: "For you" }, ...own, ...(await listOpenFeeds())];
}

/** A list as a choice, from its address as somebody gives it; null where that is no list's. */
export async function findFeedChoice(
  feed: string,
  viewer: Viewer,
  now = new Date(),
): Promise<FeedChoice | null> {
  try {
    const { address, title } = await getDigestFeed(feed, viewer, now);
    return { value: address, label: title };
  } catch (reason) {
    if (reason instanceof AppError) return null;
    throw reason;
  }
}
