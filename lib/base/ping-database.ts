import { openConnection } from "@/lib/base/connection";
import { type FailureKind, failureKind } from "@/lib/base/database-failure";
import { databaseUrl } from "@/lib/base/db";

/**
 * Whether the database accepts a new connection and answers on it, within a time.
 * @param limitMs milliseconds for the connection and as many for the answer
 * @returns null if it does, else why not: `slow` if it accepts connections but does not answer
 */
export async function pingDatabase(limitMs: number): Promise<FailureKind | null> {
  const client = await openConnection(databaseUrl(), limitMs, limitMs).catch(
    (error: unknown) => failureKind(error) ?? "away",
  );
  if (typeof client === "string") return client;
  const answers = await client.query("SELECT 1").then(
    () => true,
    () => false,
  );
  // Not awaited: a server that hangs does not close the connection either.
  client.end().catch(() => undefined);
  return answers ? null : "slow";
}
