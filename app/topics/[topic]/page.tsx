import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { SimpleFeed } from "@/components/feeds/simple-feed";
import { TopicAside, TopicBar } from "@/components/feeds/topic-parts";
import { FollowButton } from "@/components/follows/follow-button";
import { topicAddress } from "@/lib/feeds/page-address";
import { findCurrentTopic } from "@/lib/papers/topics/topics";
import type { PageProps } from "@/lib/web/page-props";
import { getTopicPage } from "@/lib/web/pages/topic";
import { getViewer } from "@/lib/web/viewer";

type Props = PageProps<{ topic: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const topic = findCurrentTopic((await params).topic);
  return topic
    ? { title: `${topic.name} (${topic.id})`, alternates: { canonical: topicAddress(topic.id) } }
    : {};
}

export default async function TopicPage({ params, searchParams }: Props) {
  const [viewer, { topic: id }, query] = await Promise.all([getViewer(), params, searchParams]);
  const shown = (await getTopicPage(viewer, id, query, new Date())) ?? notFound();
  const { topic, address, page, empty, today, followState } = shown;
  if (topic.id !== id) permanentRedirect(address);
  const signedIn = viewer !== null;
  return (
    <SimpleFeed
      page={page}
      empty={empty}
      emptyHref={topicAddress(topic.id, "newest")}
      never="No paper on this hub has this topic yet."
      today={today}
      signedIn={signedIn}
      address={address}
      kicker={topic.id}
      title={topic.name}
      actions={<FollowButton kind="topic" subject={topic.id} name={topic.name} {...followState} />}
      bar={<TopicBar id={topic.id} current={address} />}
      aside={<TopicAside topic={topic} />}
    />
  );
}
