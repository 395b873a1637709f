import { Tabs } from "@/components/feeds/tabs";
import { topicAddress } from "@/lib/feeds/page-address";
import type { Topic } from "@/lib/papers/topics/topics";

/** Trending, newest, and the most upvoted of a window. */
export function TopicBar({ id, current }: { id: string; current: string }) {
  const tabs = [
    { href: topicAddress(id, "trending"), name: "Trending" },
    { href: topicAddress(id, "newest"), name: "Newest" },
    { href: topicAddress(id, "top", "week"), name: "Top of the week" },
    { href: topicAddress(id, "top", "month"), name: "Of the month" },
    { href: topicAddress(id, "top"), name: "Of all time" },
  ];
  return <Tabs label="Orders" tabs={tabs} current={current} />;
}

/** What the topic is about. */
export function TopicAside({ topic }: { topic: Topic }) {
  return (
    <section>
      <h2>{topic.id}</h2>
      {topic.description && <p className="mb-2">{topic.description}</p>}
      <a href="/topics" className="link">
        All topics
      </a>
    </section>
  );
}
