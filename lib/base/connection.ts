import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { DatabaseUnavailable, failureKind, noteFailure } from "@/lib/base/database-failure";

/**
 * Opens a connection of its own to a database, outside the pool that all code shares. When the connection is lost, the
 * statement that runs rejects, and so does every later one.
 * @param connectTimeoutMs gives up connecting after this time
 * @param queryTimeoutMs gives up each statement after this time; without it a statement has no limit
 * @throws when the database does not answer
 */
export async function openConnection(
  url: string,
  connectTimeoutMs = 30_000,
  queryTimeoutMs?: number,
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: queryTimeoutMs,
  });
  // A lost connection is reported twice: to the statement, and as an event that ends the process if nobody listens.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return client;
}

/**
 * Opens a connection, passes it to `work`, and closes it in any case, which rolls back an unfinished transaction.
 * @throws DatabaseUnavailable when the database failed
 */
export async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  try {
    const client = await openConnection(url);
    return await work(client).finally(() => client.end().catch(() => undefined));
  } catch (error) {
    const kind = failureKind(error);
    if (!kind) throw error;
    noteFailure(kind, error);
    throw new DatabaseUnavailable(kind, error);
  }
}

/** Whether a database answers at this address within five seconds. */
export async function isAnswering(url: string): Promise<boolean> {
  const client = await openConnection(url, 5000).catch(() => null);
  await client?.end().catch(() => undefined);
  return client !== null;
}

const retryMs = 250;

/**
 * Does work that is safe to repeat, and repeats it when it fails because the database went away.
 * @param limitMs how long the database may be away; after that the failure is thrown
 */
export async function retryAfterLoss<T>(work: () => Promise<T>, limitMs = 60_000): Promise<T> {
  for (const until = performance.now() + limitMs; ; await sleep(retryMs)) {
    try {
      return await work();
    } catch (error) {
      if (!isConnectionLoss(error) || performance.now() > until) throw error;
    }
  }
}

/**
 * Whether an error means that the database went away, took too long or was full, so that the same work may succeed once it
 * answers again.
 */
export function isConnectionLoss(error: unknown): boolean {
  return failureKind(error) !== null;
}
