import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SimpleFeed } from "@/components/feeds/simple-feed";
import { TopicAside, TopicBar } from "@/components/feeds/topic-parts";
import { FollowButton } from "@/components/follows/follow-button";
import { topicAddress } from "@/lib/feeds/addresses";
import { feedQuery, windowStart } from "@/lib/feeds/feed";
import { listFeed } from "@/lib/feeds/list-feed";
import { findStance } from "@/lib/follows/stance";
import { findTopic } from "@/lib/papers/topics/topics";
import { hubToday } from "@/lib/web/hub-day";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

type Props = PageProps<{ topic: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const topic = findTopic((await params).topic);
  return topic
    ? { title: `${topic.name} (${topic.id})`, alternates: { canonical: `/topics/${topic.id}` } }
    : {};
}

export default async function TopicPage({ params, searchParams }: Props) {
  const topic = findTopic((await params).topic) ?? notFound();
  const { order = "trending", window, after } = feedQuery.parse(await searchParams);
  const [viewer, today] = [await getViewer(), hubToday()];
  const from = order === "top" ? windowStart(window, today) : undefined;
  const [page, stance] = await Promise.all([
    listFeed({ order, topic: topic.id, ...(from && { from }) }, { viewer, after }),
    findStance(viewer, "topic", topic.id),
  ]);
  const signedIn = viewer !== null;
  return (
    <SimpleFeed
      {...{ page, today, signedIn }}
      address={topicAddress(topic.id, order, window)}
      kicker={topic.id}
      title={topic.name}
      actions={
        <FollowButton kind="topic" subject={topic.id} name={topic.name} {...{ ...stance, signedIn }} />
      }
      bar={<TopicBar id={topic.id} order={order} window={window} />}
      aside={<TopicAside topic={topic} />}
    />
  );
}
