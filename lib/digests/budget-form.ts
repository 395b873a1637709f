import { getDb } from "@/lib/base/db";
import { budgetKey } from "@/lib/digests/choose";
import type { Budget } from "@/lib/digests/subscriptions/schema";
import { topicName } from "@/lib/papers/topics/topics";
import type { Viewer } from "@/lib/people/viewer";

type Choice = { key: string; label: string };

/** What a reader may give budgets, with what has some: interests, topics that they follow, and wild cards. */
export async function listBudgetChoices(viewer: Viewer, budgets: Budget[]): Promise<Choice[]> {
  const asked = new Set(budgets.map(budgetKey));
  const [interests, followed] = await Promise.all([listInterests(viewer, asked), listFollowed(viewer)]);
  const topics = budgets.flatMap(({ kind, ref }) => (kind === "topic" ? ref : []));
  const known = [
    ...interests,
    ...[...new Set([...followed, ...topics])].map(toTopic),
    { key: "wild", label: "Wild cards" },
  ];
  const gone = [...asked].filter((key) => !known.some((one) => one.key === key));
  return [...known, ...gone.map((key) => ({ key, label: "An interest that is no more" }))];
}

async function listInterests({ id: userId }: Viewer, asked: Set<string>): Promise<Choice[]> {
  const rows = await getDb().interest.findMany({
    where: { userId },
    select: { id: true, name: true, paused: true },
    orderBy: { id: "asc" },
    take: 100,
  });
  return rows.flatMap(({ id, name, paused }) => {
    const key = budgetKey({ kind: "interest", ref: String(id) });
    if (paused) return asked.has(key) ? { key, label: `${name} (resting)` } : [];
    return { key, label: name };
  });
}

async function listFollowed({ id: userId }: Viewer): Promise<string[]> {
  const rows = await getDb().follow.findMany({
    where: { userId, kind: "topic" },
    select: { ref: true },
    orderBy: { id: "asc" },
    take: 20,
  });
  return rows.map(({ ref }) => ref);
}

function toTopic(ref: string): Choice {
  return { key: budgetKey({ kind: "topic", ref }), label: `${topicName(ref)} (${ref})` };
}
