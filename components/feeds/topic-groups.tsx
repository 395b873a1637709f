import { FollowButton } from "@/components/follows/follow-button";
import type { TopicCount } from "@/lib/feeds/topic-counts";
import type { Topic, TopicGroup } from "@/lib/papers/topics/topics";

type Props = {
  groups: readonly TopicGroup[];
  counts: Map<string, TopicCount>;
  followed: Set<string>;
};

/** All topics by group, the groups with most papers first. */
export function TopicGroups({ groups, counts, followed }: Props) {
  const papers = (topics: Topic[]) =>
    topics.reduce((sum, topic) => sum + (counts.get(topic.id)?.papers ?? 0), 0);
  const sorted = [...groups].sort((a, b) => papers(b.topics) - papers(a.topics));
  return sorted.map((group) => (
    <section key={group.id} className="border-t border-line py-7" aria-labelledby={group.id}>
      <h2 id={group.id} className="mb-4 text-[22px]">
        {group.name}
      </h2>
      <ul className="grid gap-x-10 gap-y-1.5 sm:grid-cols-2 lg:grid-cols-3">
        {group.topics.map((topic) => (
          <TopicLine
            key={topic.id}
            topic={topic}
            papers={counts.get(topic.id)?.papers ?? 0}
            followed={followed.has(topic.id)}
          />
        ))}
      </ul>
    </section>
  ));
}

type LineProps = { topic: Topic; papers: number; followed: boolean };

function TopicLine({ topic, papers, followed }: LineProps) {
  return (
    <li className="flex items-baseline justify-between gap-3 text-[14px]">
      <a href={`/topics/${topic.id}`} className={papers ? "" : "text-faint"} title={topic.id}>
        {topic.name}
      </a>
      <div className="flex items-baseline gap-3 text-[13px] text-faint">
        <span className="tabular-nums">{papers || ""}</span>
        <FollowButton kind="topic" subject={topic.id} name={topic.name} followed={followed} quiet />
      </div>
    </li>
  );
}
