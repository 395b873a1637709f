import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Connection, connect, type Table } from "@lancedb/lancedb";
import { getConfig } from "@/lib/base/config";
import { AppError, isAppError } from "@/lib/base/errors";
import { getLog } from "@/lib/base/log";
import { findSetting, type Settings, saveSetting } from "@/lib/base/settings";
import { dayMs } from "@/lib/base/time";

/** Which table is searched now, and the length of its vectors. */
type CurrentTable = Settings["search-table"];

/** The table of words, and that of vectors; before version 3 they were one. */
type OpenTable = { current: CurrentTable; table: Table; vectors: Table };

type Cache = {
  connection?: Promise<Connection> | undefined;
  opened?: Promise<OpenTable | null> | undefined;
  checkedAt?: number;
  location?: string;
};

/**
 * Version of the search table's format: its columns, what their texts contain, and how its indexes are made. Raise it
 * whenever one of these changes; the worker then rebuilds the table at its first run, without embedding anything again.
 * Until then the older table is searched.
 */
export const tableVersion = 4;

const recheckMs = 2000;
const reachMs = 2000;

/** Limits retries of object storage: by default it is tried ten times within three minutes, longer than a search can wait. */
const storageOptions = { client_max_retries: "2", client_retry_timeout: "5", connect_timeout: "2s" };

// Shared through globalThis: each of the two module graphs of the web process would otherwise hold the index in memory.
const hub = globalThis as { quireSearch?: Cache };
hub.quireSearch ??= {};
const cache = hub.quireSearch;

/** Where the search tables are: a folder, or object storage. */
export function searchLocation(): string {
  return getConfig().SEARCH_URL ?? join(getConfig().QUIRE_DIR, "search");
}

/** A connection to the search tables. Readers see what a writer adds within two seconds. */
export function getEngine(): Promise<Connection> {
  const location = searchLocation();
  if (cache.location !== location)
    Object.assign(cache, { location, connection: undefined, opened: undefined });
  cache.connection ??= connect(location, { readConsistencyInterval: 2, storageOptions }).catch(
    (error: unknown) => {
      // The next call tries again: the storage may be back by then.
      cache.connection = undefined;
      throw error;
    },
  );
  return cache.connection;
}

/**
 * The table that is searched now, or null before it was first built. Looks for a newer table every two seconds.
 * @param now on the clock of `performance.now`: after Date.now() was set back, the last look would lie in the future
 * @throws AppError unavailable when the storage cannot be reached
 */
export async function findTable(now = performance.now()): Promise<OpenTable | null> {
  if (cache.opened && cache.location === searchLocation() && now - (cache.checkedAt ?? 0) < recheckMs)
    return cache.opened;
  cache.checkedAt = now;
  const before = cache.location === searchLocation() ? cache.opened : undefined;
  const opened = openCurrent(before);
  cache.opened = opened;
  opened.catch((error: unknown) => {
    // Storage that is out of reach takes seconds to find out, so that answer serves for a while, too. Any other failure,
    // as of the database, is told only to those who waited for this look.
    if (isAppError(error) || cache.opened !== opened) return;
    Object.assign(cache, { opened: before, checkedAt: Number.NEGATIVE_INFINITY });
  });
  return opened;
}

/**
 * The table that is searched now, without the two seconds in which another may have replaced it: what is written to the
 * table before would be lost. @throws AppError unavailable when the storage cannot be reached
 */
export function findTableToWrite(): Promise<OpenTable | null> {
  cache.checkedAt = Number.NEGATIVE_INFINITY;
  return findTable();
}

/** The table that is searched now. @throws AppError unavailable before it was first built, or out of reach */
export async function getTable(): Promise<OpenTable> {
  const open = await findTable();
  if (open) return open;
  throw new AppError("unavailable", "The search index is being built; please try again in a minute.", 60);
}

/** The tables of words and vectors as queries need them, with the length of the vectors. */
export type Searched = { table: Table; vectors: Table; dimension: number };

/** What a query throws when the search table could not be read; `cause` says why. */
export class TableUnreadable extends Error {}

/**
 * Reads from the current search table. If that fails, it opens the table again and reads once more: the table may have been
 * replaced, or its storage may have been unreachable for a moment.
 * @param read throws TableUnreadable if the table cannot be read
 * @throws AppError unavailable before the table was first built, or while it cannot be read
 */
export async function readTable<T>(read: (searched: Searched) => Promise<T>): Promise<T> {
  const first = await getTable();
  try {
    return await read(toSearched(first));
  } catch (error) {
    if (!(error instanceof TableUnreadable)) throw error;
    getLog().warn({ err: error.cause, location: searchLocation() }, "the search table could not be read");
    await forget(first);
  }
  try {
    return await read(toSearched(await getTable()));
  } catch (error) {
    throw error instanceof TableUnreadable ? unreachable(error.cause) : error;
  }
}

function toSearched({ table, vectors, current }: OpenTable): Searched {
  return { table, vectors, dimension: current.dimension };
}

/** Drops an open table from the cache, unless another has replaced it there; the next reader opens it again. */
async function forget(table: OpenTable): Promise<void> {
  const { opened } = cache;
  const known = await opened?.catch(() => null);
  if (known === table && cache.opened === opened) cache.opened = undefined;
}

/** What is wrong with the storage of the search tables, in one sentence for the operator, or null. Takes at most 2 s. */
export async function findSearchTrouble(): Promise<string | null> {
  const asked: Promise<"reached" | "failed"> = findTable().then(
    () => "reached",
    () => "failed",
  );
  const outcome = await Promise.race([asked, setTimeout(reachMs, "late", { ref: false })]);
  if (outcome === "reached") return null;
  const setting = getConfig().SEARCH_URL ? "SEARCH_URL" : "QUIRE_DIR";
  // A busy machine is late too, so an answer that has not come yet does not prove that the storage is gone.
  return outcome === "late"
    ? `The search index at ${searchLocation()} has not answered for ${reachMs / 1000} seconds: this machine or the storage behind ${setting} is slow, or cannot be reached.`
    : `The search index at ${searchLocation()} cannot be reached: check ${setting} and the storage behind it.`;
}

/** Makes another table, of this version's format, the one that is searched. */
export async function setCurrent(current: Omit<CurrentTable, "version">): Promise<void> {
  await saveSetting("search-table", { ...current, version: tableVersion });
  cache.opened = undefined;
}

async function openCurrent(before: Promise<OpenTable | null> | undefined): Promise<OpenTable | null> {
  const [current, open] = await Promise.all([findSetting("search-table"), before?.catch(() => null)]);
  if (open && isSame(open.current, current) && (await isThere(open))) return open;
  try {
    const engine = await getEngine();
    const names = await engine.tableNames({ limit: 1000 });
    // The folder may have been deleted; the worker then builds the table again.
    if (!current || !names.includes(current.name)) return null;
    const vectors = current.vectors ?? current.name;
    if (!names.includes(vectors)) return null;
    const table = await engine.openTable(current.name);
    return { current, table, vectors: vectors === current.name ? table : await engine.openTable(vectors) };
  } catch (error) {
    throw unreachable(error);
  }
}

function isSame(one: CurrentTable, other: CurrentTable | null): boolean {
  return (
    one.name === other?.name &&
    one.vectors === other.vectors &&
    one.version === other.version &&
    one.dimension === other.dimension
  );
}

/** Whether the tables can still be read: their folder may have been deleted, or their storage have gone away. */
async function isThere({ table, vectors }: OpenTable): Promise<boolean> {
  if (!table.isOpen() || !vectors.isOpen()) return false;
  return Promise.all([table.version(), vectors.version()]).then(
    () => true,
    () => false,
  );
}

function unreachable(cause: unknown): AppError {
  getLog().error({ err: cause, location: searchLocation() }, "the search index cannot be reached");
  return new AppError("unavailable", "The search index cannot be reached; please try again in a minute.", 60);
}

/** Days since 1970, as the table's `day` column holds them. */
export function dayNumber(day: Date): number {
  return Math.floor(day.getTime() / dayMs);
}
