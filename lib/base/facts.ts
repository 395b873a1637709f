import { getDb } from "@/lib/base/db";

/** What the settings remember of search: which table, how far it is, how many vectors its index was made of; what follows from it, taste too. */
export type Facts = {
  "search-table": { name: string; dimension: number };
  "search-sweep": { at: string; model: string | null };
  /** Of papers written before this, no keywords are due. */
  "keywords-sweep": { at: string };
  /** What was written before this has been learnt from, on vectors of this model. */
  "taste-sweep": { at: string; embedder: string | null };
  /** Until when the summary server is left alone, after how many failures in a row. */
  "summary-rest": { until: string; failures: number };
  /** When each map was drawn, and of which model's vectors. */
  maps: Record<string, { at: string; model: string }>;
  "search-vectors": { name: string; vectors: number };
};

/** A fact about search, or null before it was first noted. */
export async function findFact<K extends keyof Facts>(key: K): Promise<Facts[K] | null> {
  const row = await getDb().setting.findUnique({ where: { key } });
  return (row?.value ?? null) as Facts[K] | null;
}

/** Notes a fact about search in place of what was noted before. */
export async function noteFact<K extends keyof Facts>(key: K, value: Facts[K]): Promise<void> {
  await getDb().setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}
