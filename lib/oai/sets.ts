import { LRUCache } from "lru-cache";
import { getDb } from "@/lib/db";
import { OaiRefusal } from "@/lib/oai/refusal";
import { findTopic, listAllTopics, topicGroupName, topicName } from "@/lib/topics/topics";

export type OaiSet = { spec: string; name: string };

/** arXiv's own name of a topic's set: `cs:cs:CL`, `physics:hep-th`, `physics:astro-ph:GA`. */
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

/**
 * The sets that have papers: every group, archive and topic, those above before those below.
 * @throws OaiRefusal noSetHierarchy while there are none
 */
export async function listSets(): Promise<OaiSet[]> {
  const used = await topicsInUse.forceFetch("all");
  if (used.length === 0) throw new OaiRefusal("noSetHierarchy", "There are no papers in any topic yet.");
  const sets = new Map<string, string>();
  for (const id of used) {
    const spec = setSpec(id) ?? "";
    const [group = "", archive = ""] = spec.split(":");
    sets.set(group, topicGroupName(group));
    // An archive of a group of its own name, such as math, has no name besides.
    sets.set(`${group}:${archive}`, archive === group ? topicGroupName(group) : topicName(archive));
    sets.set(spec, topicName(id));
  }
  return [...sets].map(([spec, name]) => ({ spec, name })).sort((a, b) => (a.spec < b.spec ? -1 : 1));
}

// Looking at every topic of a large hub costs, and a hub seldom gets a new one.
const topicsInUse = new LRUCache<string, string[]>({ max: 1, ttl: 600_000, fetchMethod: queryTopicsInUse });

async function queryTopicsInUse(): Promise<string[]> {
  const ids = listAllTopics().map(({ id }) => id);
  const rows = await getDb().$queryRaw<{ topic: string }[]>`
    SELECT topic FROM unnest(${ids}::text[]) AS topic
    WHERE EXISTS (SELECT FROM papers WHERE topics @> ARRAY[topic] AND status = 'listed')`;
  return rows.map(({ topic }) => topic);
}
