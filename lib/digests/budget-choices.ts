import { getDb } from "@/lib/db";
import type { Viewer } from "@/lib/people/viewer";
import { topicName } from "@/lib/topics/topics";

/** What a reader may give budgets: their interests, the topics they follow, and wild cards. */
export async function listBudgetChoices(viewer: Viewer): Promise<{ key: string; label: string }[]> {
  const [interests, follows] = await Promise.all([
    getDb().interest.findMany({
      where: { userId: viewer.id, paused: false },
      select: { id: true, name: true },
      orderBy: { id: "asc" },
      take: 20,
    }),
    getDb().follow.findMany({
      where: { userId: viewer.id, kind: "topic" },
      select: { ref: true },
      orderBy: { id: "asc" },
      take: 20,
    }),
  ]);
  return [
    ...interests.map(({ id, name }) => ({ key: `interest:${id}`, label: name })),
    ...follows.map(({ ref }) => ({ key: `topic:${ref}`, label: `${topicName(ref)} (${ref})` })),
    { key: "wild", label: "Wild cards" },
  ];
}
