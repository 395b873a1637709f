import type { Metadata } from "next";
import { TopicGroups } from "@/components/feeds/topic-groups";
import { listTopicCounts } from "@/lib/feeds/topic-counts";
import { listFollowed } from "@/lib/follows/stance";
import { listTopics } from "@/lib/papers/topics/topics";
import { hubToday } from "@/lib/web/hub-day";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Topics", alternates: { canonical: "/topics" } };

export default async function TopicsPage() {
  const viewer = await getViewer();
  const [rows, followed] = await Promise.all([listTopicCounts(hubToday()), listFollowed(viewer, "topic")]);
  const counts = new Map(rows.map((row) => [row.topic, row]));
  return (
    <main id="main" className="py-10">
      <p className="kicker">arXiv's categories, with the papers of the last seven days</p>
      <h1 className="title">Topics</h1>
      <TopicGroups groups={listTopics()} {...{ counts, followed }} signedIn={viewer !== null} />
    </main>
  );
}
