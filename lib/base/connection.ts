import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/**
 * Opens a connection of its own to a database, outside the pool that all code shares. When the connection is lost, the
 * statement that runs rejects, and so does every later one.
 * @param connectTimeoutMs gives up connecting after this time; without it there is no limit
 * @throws when the database does not answer
 */
export async function openConnection(url: string, connectTimeoutMs?: number): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
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

/** Opens a connection, passes it to `work`, and closes it in any case, which rolls back an unfinished transaction. */
export async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await openConnection(url);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
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
  for (const until = Date.now() + limitMs; ; await sleep(retryMs)) {
    try {
      return await work();
    } catch (error) {
      if (!isConnectionLoss(error) || Date.now() > until) throw error;
    }
  }
}

/** Codes of PostgreSQL (classes 08 and 57P), Node and Prisma for a database that cannot be reached or ended connections. */
const lossCodes = new Set(
  `08000 08001 08003 08004 08006 57P01 57P02 57P03 P1001 P1002 P1008 P1017
  ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH
  DatabaseNotReachable ConnectionClosed SocketTimeout`.split(/\s+/),
);

// The driver gives no code for a connection that ends without a message of the server, or that takes too long.
const lossMessages =
  /^(Connection terminated|Client has encountered a connection error|Client was closed and is not queryable|timeout expired$|timeout exceeded when trying to connect)/;

const maxDepth = 6;

/**
 * Whether an error means that the database went away, so that the same work may succeed once it is back. Looks into the
 * causes of an error too, because Prisma wraps those of the driver.
 */
export function isConnectionLoss(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > maxDepth) return false;
  // This is how `fetch` reports that some other server cannot be reached.
  if (error instanceof TypeError) return false;
  const field = (name: string): unknown => Reflect.get(error, name);
  if (["code", "originalCode", "kind"].some((name) => lossCodes.has(String(field(name))))) return true;
  if (lossMessages.test(String(field("message")))) return true;
  return ["cause", "meta", "driverAdapterError"].some((name) => isConnectionLoss(field(name), depth + 1));
}
