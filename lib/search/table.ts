import { join } from "node:path";
import { type Connection, connect, type Table } from "@lancedb/lancedb";
import { getConfig } from "@/lib/base/config";
import { AppError } from "@/lib/base/errors";
import { findSetting, type Settings, saveSetting } from "@/lib/base/settings";

/** Which table is searched now, and the length of its vectors. */
export type Current = Settings["search-table"];

const lookAgainMs = 2000;

export type Opened = { current: Current; table: Table };
type Kept = {
  connection?: Promise<Connection>;
  opened?: Promise<Opened | null>;
  lookedAt?: number;
  place?: string;
};

// Kept on globalThis: the two module graphs of the web process would each hold the index in memory.
const hub = globalThis as { quireSearch?: Kept };
hub.quireSearch ??= {};
const kept = hub.quireSearch;

/** Where the search tables are: a folder, or object storage. */
export function searchPlace(): string {
  return getConfig().SEARCH_URL ?? join(getConfig().QUIRE_DIR, "search");
}

/** The engine; what a writer adds is seen by readers within two seconds. */
export function getEngine(): Promise<Connection> {
  const place = searchPlace();
  if (kept.place !== place) Object.assign(kept, { place, connection: undefined, opened: undefined });
  kept.connection ??= connect(place, { readConsistencyInterval: 2 }).catch((error: unknown) => {
    // Storage that cannot be reached now is asked again at the next need.
    kept.connection = undefined;
    throw error;
  });
  return kept.connection;
}

/** The table that is searched now, or null before it was first built. Looks for a newer one every two seconds. */
export async function findTable(now = Date.now()): Promise<Opened | null> {
  if (kept.opened && kept.place === searchPlace() && now - (kept.lookedAt ?? 0) < lookAgainMs)
    return kept.opened;
  kept.lookedAt = now;
  const before = kept.opened;
  const next = look(before);
  kept.opened = next.catch(() => null);
  return next;
}

/** The table that is searched now. @throws AppError unavailable before it was first built */
export async function getTable(): Promise<Opened> {
  const open = await findTable();
  if (open) return open;
  throw new AppError("unavailable", "The search index is being built; please try again in a minute.", 60);
}

/** Makes another table the one that is searched. */
export async function setCurrent(current: Current): Promise<void> {
  await saveSetting("search-table", current);
  kept.opened = undefined;
}

async function look(before: Promise<Opened | null> | undefined): Promise<Opened | null> {
  const [engine, current, open] = [await getEngine(), await findSetting("search-table"), await before];
  if (!current) return null;
  if (open?.current.name === current.name && open.table.isOpen()) return open;
  // The folder may have been deleted; it is built again by the worker.
  if (!(await engine.tableNames({ limit: 1000 })).includes(current.name)) return null;
  return { current, table: await engine.openTable(current.name) };
}

/** Days since 1970, as the table's `day` column holds them. */
export function dayNumber(day: Date): number {
  return Math.floor(day.getTime() / 86_400_000);
}
