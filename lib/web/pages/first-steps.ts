import { listTopicExamples } from "@/lib/follows/first-steps";
import { listFollowed } from "@/lib/follows/follows";
import { listTopics, type TopicGroup } from "@/lib/papers/topics/topics";
import type { Viewer } from "@/lib/people/viewer";

export type TopicsStep = {
  groups: readonly TopicGroup[];
  /** The title of a hot paper, by topic id; topics without papers have none. */
  examples: Map<string, string>;
  /** The ids of the topics that the viewer follows. */
  followed: Set<string>;
};

/** The first page of the first steps: all topics with an example each, and which of them the viewer follows. */
export async function getTopicsStep(viewer: Viewer): Promise<TopicsStep> {
  const [examples, followed] = await Promise.all([listTopicExamples(), listFollowed(viewer, "topic")]);
  return { groups: listTopics(), examples, followed };
}
