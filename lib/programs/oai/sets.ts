import { findTopic, listAllTopics, topicGroupName, topicName } from "@/lib/papers/topics/topics";

type OaiSet = { spec: string; name: string };

/** arXiv's own name of a topic's set: `cs:cs:CL`, `physics:hep-th`, `physics:astro-ph:GA`; null for an unknown topic. */
export function setSpec(topicId: string): string | null {
  const topic = findTopic(topicId);
  if (!topic) return null;
  const part = topic.id.split(".")[1];
  return [topic.group, topic.archive, ...(part ? [part] : [])].join(":");
}

/** The ids of the topics in a set and in the sets below it; none for an unknown set. */
export function topicsOfSet(spec: string): string[] {
  return listAllTopics()
    .map(({ id }) => id)
    .filter((id) => `${setSpec(id)}:`.startsWith(`${spec}:`));
}

/** All sets, even empty ones: every group, archive and topic, in alphabetical order of their specs. */
export function listSets(): OaiSet[] {
  const names = new Map<string, string>();
  for (const { id, group, archive } of listAllTopics()) {
    names.set(group, topicGroupName(group));
    // An archive with the name of its group, such as math, has no name of its own.
    names.set(`${group}:${archive}`, archive === group ? topicGroupName(group) : topicName(archive));
    names.set(setSpec(id) ?? group, topicName(id));
  }
  return [...names].map(([spec, name]) => ({ spec, name })).sort((a, b) => (a.spec < b.spec ? -1 : 1));
}
