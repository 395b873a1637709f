import { Tabs } from "@/components/feeds/tabs";
import { topicAddress } from "@/lib/feeds/addresses";
import type { Order, Window } from "@/lib/feeds/feed";
import type { Topic } from "@/lib/papers/topics/topics";

/** Trending, newest, and the most upvoted of a window. */
export function TopicBar({ id, order, window }: { id: string; order: Order; window: Window }) {
  const tabs = [
    { href: topicAddress(id, "trending", "all"), name: "Trending" },
    { href: topicAddress(id, "newest", "all"), name: "Newest" },
    { href: topicAddress(id, "top", "week"), name: "Top of the week" },
    { href: topicAddress(id, "top", "month"), name: "Of the month" },
    { href: topicAddress(id, "top", "all"), name: "Of all time" },
  ];
  return <Tabs label="Orders" tabs={tabs} current={topicAddress(id, order, window)} />;
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
