import { withConnection } from "@/lib/base/connection";
import { databaseUrl } from "@/lib/base/db";
import { storageWords } from "@/lib/base/storage-failures";
import { endTrouble, noteTrouble } from "@/lib/base/troubles";

// Numbers of the advisory locks ("quire" on a telephone's keys, and the next one).
const writerLock = 78473;
const indexerLock = 78474;

const staleWords = "New and changed papers cannot be found until it can be; searches go on.";

/**
 * Writes to the search table, one writer at a time across processes. A full or broken storage is noted for /health.
 * @throws what `work` throws, and when the connection that holds the lock was lost
 */
export async function asWriter<T>(work: () => Promise<T>): Promise<T> {
  // The lock belongs to a connection of its own, so it is released when this process dies.
  return withConnection(databaseUrl(), async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [writerLock]);
    const done = await work().catch(noteFailure);
    // Whoever lost the connection lost the lock, and another process may have written too: that counts as a failure.
    await client.query("SELECT 1");
    await endTrouble("search-table");
    return done;
  });
}

/** Does the work of the one process that indexes papers. @returns null if another process does it now */
export function asIndexer<T>(work: () => Promise<T>): Promise<T | null> {
  return withConnection(databaseUrl(), async (client) => {
    const { rows } = await client.query("SELECT pg_try_advisory_lock($1) AS free", [indexerLock]);
    return rows[0]?.free === true ? work() : null;
  });
}

async function noteFailure(error: unknown): Promise<never> {
  const reason = storageWords(error);
  if (reason)
    await noteTrouble("search-table", `The search index cannot be written: ${reason}. ${staleWords}`, error);
  throw error;
}
