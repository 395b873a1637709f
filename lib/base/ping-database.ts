import pg from "pg";
import { type FailureKind, failureKind } from "@/lib/base/database-failure";
import { databaseUrl } from "@/lib/base/db";

/**
 * Whether the database accepts a new connection and answers on it, within a time.
 * @param limitMs milliseconds for the connection and as many for the answer
 * @returns null if it does, else why not: `slow` if it accepts connections but does not answer
 */
export async function pingDatabase(limitMs: number): Promise<FailureKind | null> {
  const client = new pg.Client({
    connectionString: databaseUrl(),
    connectionTimeoutMillis: limitMs,
    query_timeout: limitMs,
  });
  let isConnected = false;
  // A lost connection is also reported as an event, which ends the process if nobody listens.
  client.on("error", () => undefined);
  try {
    await client.connect();
    isConnected = true;
    await client.query("SELECT 1");
    return null;
  } catch (error) {
    return isConnected ? "slow" : (failureKind(error) ?? "away");
  } finally {
    // Not awaited: a server that hangs does not close the connection either.
    client.end().catch(() => undefined);
  }
}
