import type { Followed } from "@/lib/feeds/for-you/reader";

type Refs = { id: number; topics: string[]; authorSlugs: string[]; submitter: string | null };

/** Papers by what can be followed on them: their ids. */
export type RefIndex = Record<"topic" | "author" | "person", Map<string, number[]>>;

/** Looking up what one reader follows takes far less than looking at every topic and author of thousands of papers. */
export function indexRefs(papers: Iterable<Refs>): RefIndex {
  const index: RefIndex = { topic: new Map(), author: new Map(), person: new Map() };
  for (const { id, topics, authorSlugs, submitter } of papers) {
    for (const topic of topics) add(index.topic, topic, id);
    for (const slug of authorSlugs) add(index.author, slug, id);
    if (submitter !== null) add(index.person, submitter, id);
  }
  return index;
}

/** Ids of the papers with a topic, an author or a submitter that is followed. */
export function touchedBy(
  index: RefIndex,
  followed: Record<keyof RefIndex, Map<string, Followed>>,
): Set<number> {
  const touched = new Set<number>();
  for (const kind of ["topic", "author", "person"] as const)
    for (const ref of followed[kind].keys()) for (const id of index[kind].get(ref) ?? []) touched.add(id);
  return touched;
}

function add(ids: Map<string, number[]>, ref: string, id: number): void {
  const known = ids.get(ref);
  if (known) known.push(id);
  else ids.set(ref, [id]);
}
