import { getDb, type Prisma, type Tx } from "@/lib/base/db";

/** What the hub remembers between runs, one row of the settings table for each key. Times are ISO 8601. */
export type Settings = {
  /** The search table in use, and the length of its vectors. */
  "search-table": { name: string; dimension: number };
  /** Papers changed before `at` are in the search table, with vectors of this model. */
  "search-sweep": { at: string; model: string | null };
  /** How many vectors the search table's index was built of. */
  "search-vectors": { name: string; vectors: number };
  /** Papers changed before `at` have their keywords. */
  "keywords-sweep": { at: string };
  /** Readers whose signals changed before `at` are trained, on vectors of this model. */
  "taste-sweep": { at: string; embedder: string | null };
  /** The summary server is not called before `until`, after so many failures in a row. */
  "summary-rest": { until: string; failures: number };
  /** When each map was drawn, and from which model's vectors. */
  maps: Record<string, { at: string; model: string }>;
  /** From when the starter papers count, up to when they are loaded, and whether all of them are. */
  starter: { firstDay: string; loadedAt: string; through: string | null; done: boolean };
  /** Up to when an earlier version had told of everything; the first worker to start tells the rest and removes it. */
  "notified-until": string;
  /** How often each part of readers' own pages led to an upvote. */
  "part-counts": Prisma.InputJsonObject;
};

/** A setting, or null before it was first saved. */
export async function findSetting<K extends keyof Settings>(
  key: K,
  tx: Tx = getDb(),
): Promise<Settings[K] | null> {
  const row = await tx.setting.findUnique({ where: { key } });
  return (row?.value ?? null) as Settings[K] | null;
}

/** Saves a setting in place of its last value. */
export async function saveSetting<K extends keyof Settings>(
  key: K,
  value: Settings[K],
  tx: Tx = getDb(),
): Promise<void> {
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

/** Saves a setting unless there is one already, and gives the one that holds. */
export async function saveFirstSetting<K extends keyof Settings>(
  key: K,
  value: Settings[K],
): Promise<Settings[K]> {
  await getDb().setting.createMany({ data: { key, value }, skipDuplicates: true });
  return (await findSetting(key)) ?? value;
}

/** A setting, locked until the transaction ends; null before it was first saved. */
export async function lockSetting<K extends keyof Settings>(tx: Tx, key: K): Promise<Settings[K] | null> {
  await tx.$queryRaw`SELECT 1 FROM settings WHERE key = ${key} FOR UPDATE`;
  return findSetting(key, tx);
}

/** Removes a setting, where there is one. */
export async function deleteSetting(tx: Tx, key: keyof Settings): Promise<void> {
  await tx.setting.deleteMany({ where: { key } });
}
