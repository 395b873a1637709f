import { Tabs } from "@/components/feeds/tabs";
import { topicAddress } from "@/lib/feeds/page-address";
import type { Topic } from "@/lib/papers/topics/topics";

/** Tabs for a topic's orders: trending, newest, and most upvoted by window. @param current the address of the shown order */
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

/** The description of a topic. */
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
