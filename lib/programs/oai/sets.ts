import { findTopic, listAllTopics, topicGroupName, topicName } from "@/lib/papers/topics/topics";

export type OaiSet = { spec: string; name: string };

/** arXiv's own name of a topic's set: `cs:cs:CL`, `physics:hep-th`, `physics:astro-ph:GA`; null for what is no topic. */
export function setSpec(topicId: string): string | null {
  const topic = findTopic(topicId);
  if (!topic) return null;
  const part = topic.id.split(".")[1];
  return [topic.group, topic.archive, ...(part ? [part] : [])].join(":");
}

/** The topics that a set holds, those of the sets below it included; none where there is no such set. */
export function topicsOfSet(spec: string): string[] {
  return listAllTopics()
    .map(({ id }) => id)
    .filter((id) => `${setSpec(id)}:`.startsWith(`${spec}:`));
}

/** All sets, with papers or without: every group, archive and topic, those above before those below. */
export function listSets(): OaiSet[] {
  const names = new Map<string, string>();
  for (const { id, group, archive } of listAllTopics()) {
    names.set(group, topicGroupName(group));
    // An archive of its group's name, such as math, has no name besides.
    names.set(`${group}:${archive}`, archive === group ? topicGroupName(group) : topicName(archive));
    names.set(setSpec(id) ?? group, topicName(id));
  }
  return [...names].map(([spec, name]) => ({ spec, name })).sort((a, b) => (a.spec < b.spec ? -1 : 1));
}
