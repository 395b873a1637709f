import { getDb } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { minuteMs } from "@/lib/base/time";

/**
 * What can go wrong in one process and must be seen in another: sending mail, storing something, computing embeddings,
 * writing the search table, counting rate limits in Redis, and writing to BACKUP_DIR.
 */
type TroubleKind = "mail" | "storage" | "embeddings" | "search-table" | "redis" | "backups";

type Trouble = {
  kind: string;
  /** One or two sentences for whoever runs the hub. Anybody may read them, so they contain no addresses and no names. */
  words: string;
  since: Date;
  lastAt: Date;
};

type Noted = Trouble & {
  /** Whether the database has it, too. */
  stored: boolean;
};
type Kept = { noted: Map<TroubleKind, Noted>; clearedAt: Map<TroubleKind, number> };

// Shared through globalThis: each of the two module graphs of the web process would otherwise have its own.
const hub = globalThis as { quireTroubles?: Kept };
hub.quireTroubles ??= { noted: new Map(), clearedAt: new Map() };
const { noted, clearedAt } = hub.quireTroubles;

/**
 * Notes that something went wrong, until `endTrouble` says that it works again. Logs it when it is new. It is kept in this
 * process and, if the database can be written to, there as well; a failure to do so is not thrown.
 * @param cause the error, for the log
 */
export async function noteTrouble(
  kind: TroubleKind,
  words: string,
  cause: unknown,
  now = new Date(),
): Promise<void> {
  const before = noted.get(kind);
  const trouble: Noted = { kind, words, since: before?.since ?? now, lastAt: now, stored: false };
  noted.set(kind, trouble);
  clearedAt.delete(kind);
  if (before?.words !== words) getLog().error({ err: cause }, words);
  await store(trouble);
}

async function store(trouble: Noted): Promise<void> {
  const { kind, words, since, lastAt } = trouble;
  try {
    await getDb().trouble.upsert({
      where: { kind },
      create: { kind, words, since, lastAt },
      update: { words, lastAt },
    });
    trouble.stored = true;
  } catch {
    // The database may be what is in trouble; then this process alone knows.
  }
}

/** Notes that something works: a trouble of this kind is over, whichever process had noted it. Cheap to call often. */
export async function endTrouble(kind: TroubleKind): Promise<void> {
  const wasNoted = noted.delete(kind);
  const cleared = clearedAt.get(kind) ?? Number.NEGATIVE_INFINITY;
  if (!wasNoted && performance.now() - cleared < minuteMs) return;
  clearedAt.set(kind, performance.now());
  const wasStored = await deleteStored(kind);
  if (wasNoted || wasStored) getLog().info({ trouble: kind }, "it works again");
}

/** @returns whether the database had one of this kind */
async function deleteStored(kind: TroubleKind): Promise<boolean> {
  try {
    return (await getDb().trouble.deleteMany({ where: { kind } })).count > 0;
  } catch {
    // The next call tries again.
    clearedAt.delete(kind);
    return false;
  }
}

/**
 * What has gone wrong and not worked since, longest first: as noted in the database and, while that could not be written to,
 * in this process.
 */
export async function listNotedTroubles(): Promise<Trouble[]> {
  const rows = await getDb().trouble.findMany();
  const all = new Map<string, Trouble>(rows.map((row) => [row.kind, row]));
  for (const [kind, own] of noted) {
    // Another process has deleted it from the database: it works there.
    if (own.stored && !all.has(kind)) noted.delete(kind);
    else if (!own.stored) all.set(kind, own);
  }
  return [...all.values()].sort((a, b) => a.since.getTime() - b.since.getTime());
}
