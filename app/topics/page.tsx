import type { Metadata } from "next";
import { TopicGroups } from "@/components/feeds/topic-groups";
import { listTopics } from "@/lib/papers/topics/topics";
import { getTopicsPage } from "@/lib/web/pages/topic";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Topics", alternates: { canonical: "/topics" } };

export default async function TopicsPage() {
  const viewer = await getViewer();
  const { counts, followed } = await getTopicsPage(viewer, new Date());
  return (
    <main id="main" className="py-10">
      <p className="kicker">arXiv's categories, with the papers of the last seven days</p>
      <h1 className="title">Topics</h1>
      <TopicGroups groups={listTopics()} counts={counts} followed={followed} />
    </main>
  );
}
