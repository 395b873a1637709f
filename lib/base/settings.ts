import { getDb, type Prisma, type Tx } from "@/lib/base/db";

/** What the hub stores between runs, with one row of the settings table per key. Times are ISO 8601. */
export type Settings = {
  /**
   * The search table in use, the dimension of its vectors, the version of its format (without one it is version 0), and
   * the table of the vectors (without one they are in the same table as the words).
   */
  "search-table": { name: string; dimension: number; version?: number; vectors?: string };
  /** The words of papers changed before `at` are in the search table. */
  "words-sweep": { at: string };
  /** Papers changed before `at` are in the search table completely, with vectors of this model. */
  "search-sweep": { at: string; model: string | null };
  /** The number of vectors from which the index of the table of this name was built. */
  "search-vectors": { name: string; vectors: number };
  /** The number of papers whose words and authors were last counted for suggestions and spelling. */
  "terms-counted": { papers: number };
  /** Papers changed before `at` have their keywords. */
  "keywords-sweep": { at: string };
  /** When phrases were counted, in how many papers of how many. */
  "phrase-counts": { at: string; papers: number; sampled: number };
  /** The method by which keywords are found again, in papers with an id below `before`; none are left at 0. */
  "keywords-renewal": { version: number; before: number };
  /** Readers whose signals changed before `at` are trained, on vectors of this model. */
  "taste-sweep": { at: string; embedder: string | null };
  /** The summary server is not called before `until`, because of this many failures in a row. */
  "summary-rest": { until: string; failures: number };
  /**
   * GitHub is not asked before `until` with the token of this hash. Without an answer since `since`, the last error is `error`;
   * `refused` if GitHub did not accept the token.
   */
  "github-rest": {
    until: string;
    failures: number;
    since: string | null;
    error: string | null;
    refused: boolean;
    token: string | null;
  };
  /** When each map was drawn, and from which model's vectors. */
  maps: Record<string, { at: string; model: string }>;
  /** The first day of the starter papers, when they were loaded, up to which one, and whether all are loaded. */
  starter: { firstDay: string; loadedAt: string; through: string | null; done: boolean };
  /** Up to when an earlier version had sent notifications; the first worker to start sends the rest and deletes it. */
  "notified-until": string;
  /** The key of the hashes on which bans rest. */
  "ban-key": { key: string };
  /** SHA-256, in hex, of the tokens of unused links that make their opener the first admin. */
  "admin-links": { hash: string; expiresAt: string }[];
  /** When /health last tried whether the database can be written to. */
  "storage-probe": string;
  /** How often each part of personal pages led to an upvote. */
  "part-counts": Prisma.InputJsonObject;
};

/** The settings that describe the search table. A backup leaves them out, so that a restored hub builds the table again. */
export const searchSettings: (keyof Settings)[] = [
  "search-table",
  "words-sweep",
  "search-sweep",
  "search-vectors",
];

/** A setting; null before it is first saved. */
export async function findSetting<K extends keyof Settings>(
  key: K,
  tx: Tx = getDb(),
): Promise<Settings[K] | null> {
  const row = await tx.setting.findUnique({ where: { key } });
  return (row?.value ?? null) as Settings[K] | null;
}

/** Saves a setting, replacing its last value. */
export async function saveSetting<K extends keyof Settings>(
  key: K,
  value: Settings[K],
  tx: Tx = getDb(),
): Promise<void> {
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

/** Saves a setting unless there is one already. @returns the stored value */
export async function saveFirstSetting<K extends keyof Settings>(
  key: K,
  value: Settings[K],
  tx: Tx = getDb(),
): Promise<Settings[K]> {
  await tx.setting.createMany({ data: { key, value }, skipDuplicates: true });
  return (await findSetting(key, tx)) ?? value;
}

/** A setting, locked until the transaction ends; null before it is first saved. */
export async function lockSetting<K extends keyof Settings>(tx: Tx, key: K): Promise<Settings[K] | null> {
  await tx.$queryRaw`SELECT 1 FROM settings WHERE key = ${key} FOR UPDATE`;
  return findSetting(key, tx);
}

/** Deletes a setting, if there is one. */
export async function deleteSetting(tx: Tx, key: keyof Settings): Promise<void> {
  await tx.setting.deleteMany({ where: { key } });
}
