import taxonomy from "./arxiv-topics.json" with { type: "json" };

/** An arXiv category: `cs.CL`, "Computation and Language". */
export type Topic = {
  id: string;
  name: string;
  /** `cs` of `cs.CL`, `hep-th` of `hep-th`. */
  archive: string;
  /** Group id: `cs`, `math`, `physics` … */
  group: string;
  /** One sentence; empty for some closed categories. */
  description: string;
  /** Whether arXiv still accepts papers in it. */
  active: boolean;
  /** The category that shares its papers (`math.IT` for `cs.IT`) or replaced it (`cs.CL` for `cmp-lg`). */
  alias: string | null;
};

export type TopicGroup = { id: string; name: string; topics: Topic[] };

const topics: ReadonlyMap<string, Topic> = new Map(taxonomy.topics.map((topic) => [topic.id, topic]));

const groups: TopicGroup[] = taxonomy.groups.map((group) => ({
  ...group,
  topics: taxonomy.topics.filter((topic) => topic.active && topic.group === group.id),
}));

/** The open categories by group, in arXiv's order. */
export function listTopics(): readonly TopicGroup[] {
  return groups;
}

/** The category with exactly this id, open or closed, or null. */
export function findTopic(id: string): Topic | null {
  return topics.get(id) ?? null;
}

/**
 * The category that an address means today: its id in any case, and of a retired one the category that replaced it
 * (`cmp-lg` is `cs.CL`). Closed categories that nothing replaced, such as `astro-ph`, stay themselves. Null for no category.
 */
export function findCurrentTopic(name: string): Topic | null {
  const topic = topics.get(name) ?? byFoldedId.get(name.toLowerCase()) ?? null;
  const successor = topic && !topic.active && topic.alias;
  return successor ? findTopic(successor) : topic;
}

/** The id that a filter by topic means today; one that is no category stays as it was typed. */
export function currentTopicId(name: string): string {
  return findCurrentTopic(name)?.id ?? name;
}

/**
 * The topics of a paper, each once, with those that replaced its retired ones: as at arXiv, a paper of `cmp-lg` is also one of
 * `cs.CL`. Whatever goes by topics (lists, feeds, follows, mutes) needs no rule of its own for that.
 */
export function withSuccessors(ids: string[]): string[] {
  return [...new Set([...ids, ...ids.map((id) => (isTopic(id) ? currentTopicId(id) : id))])];
}

const byFoldedId: ReadonlyMap<string, Topic> = new Map(
  taxonomy.topics.map((topic) => [topic.id.toLowerCase(), topic]),
);

/** Whether the id is an arXiv category, open or closed; false for ACM and MSC classes (`68T50`, `I.2.7`). */
export function isTopic(id: string): boolean {
  return topics.has(id);
}

/** "Computation and Language" for `cs.CL`; an unknown id is returned as it is. */
export function topicName(id: string): string {
  return topics.get(id)?.name ?? id;
}

const archives: ReadonlySet<string> = new Set(taxonomy.topics.map((topic) => topic.archive));

/** Whether arXiv has or had an archive of this name (`hep-th`, `cmp-lg`), as in ids before April 2007. */
export function isArchive(name: string): boolean {
  return archives.has(name);
}

/** All categories that arXiv has or had, without its test categories. */
export function listAllTopics(): readonly Topic[] {
  return everOpen;
}

/**
 * The ids of the categories that somebody means by a name, in any case: those of an archive, closed ones included
 * (`astro-ph`, `cs` or `cs.*`), one category (`cs.cl`), or those that begin so (`math.A*`). The one that replaced it stands
 * for a retired one (`cmp-lg`). None for an unknown name.
 */
export function listTopicsNamed(name: string): string[] {
  const wanted = name.trim().toLowerCase();
  const archive = wanted.replace(/\.?\*$|\.$/, "");
  const start = wanted.endsWith("*") && wanted.length > 1 ? wanted.slice(0, -1) : null;
  const named = everOpen.filter(
    ({ id, archive: own }) =>
      own === archive || id.toLowerCase() === archive || (start && id.toLowerCase().startsWith(start)),
  );
  return [...new Set(named.map(({ id }) => currentTopicId(id)))];
}

const everOpen = taxonomy.topics.filter(({ group }) => groups.some(({ id }) => id === group));

/** "Computer Science" for the group `cs`; an unknown id is returned as it is. */
export function topicGroupName(id: string): string {
  return groups.find((group) => group.id === id)?.name ?? id;
}
