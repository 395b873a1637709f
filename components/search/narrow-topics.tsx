import { searchAddress } from "@/components/search/search-address";
import { topicName } from "@/lib/papers/topics/topics";
import type { Asked } from "@/lib/search/asked";

type Props = { asked: Asked; papers: { topics: string[] }[] };

/** The commonest topics of the papers found, to search in one of them; nothing where they have one topic in all. */
export function NarrowTopics({ asked, papers }: Props) {
  const topics = commonTopics(papers);
  if (asked.topic || topics.length < 2) return null;
  return (
    <section>
      <h2>In one topic</h2>
      <ul>
        {topics.map((topic) => (
          <li key={topic} className="flex justify-between gap-3 py-1">
            <a href={searchAddress(asked, { topic })}>{topicName(topic)}</a>
            <span className="flex-none text-faint">{topic}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** At most six topics, the commonest first. */
function commonTopics(papers: Props["papers"]): string[] {
  const counts = new Map<string, number>();
  for (const topic of papers.flatMap((paper) => paper.topics))
    counts.set(topic, (counts.get(topic) ?? 0) + 1);
  const sorted = [...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
  return sorted.slice(0, 6).map(([topic]) => topic);
}
