import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { amendConfig, ConfigError, getConfig } from "@/lib/base/config";
import { databaseUrl, getDb } from "@/lib/base/db";
import { readEnvFile } from "@/lib/server/env-file";
import { takeLock } from "@/lib/server/lock";
import { migrate } from "@/lib/server/migrate";
import { startPostgres } from "@/lib/server/postgres";

/**
 * Runs a command with the hub's database: the configured one, the one of the hub that is running now, or one that is
 * started for the command and stopped after it. Ends the process with code 1 and a sentence when the command throws.
 */
export async function withDatabase(command: () => Promise<void>): Promise<void> {
  let stop = async () => {};
  try {
    readEnvFile();
    stop = await findDatabase();
    await migrate(databaseUrl());
    await command();
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exitCode = 1;
  } finally {
    await disconnect();
    await stop();
  }
}

async function findDatabase(): Promise<() => Promise<void>> {
  const { DATABASE_URL, QUIRE_DIR } = getConfig();
  if (DATABASE_URL) return async () => {};
  const running = await findRunning(QUIRE_DIR);
  if (running) {
    amendConfig({ DATABASE_URL: running });
    return async () => {};
  }
  // Without the lock, a hub that is started meanwhile would stop this database as a leftover of a killed run.
  const release = takeLock(QUIRE_DIR, "the command line");
  const postgres = await startPostgres(QUIRE_DIR);
  amendConfig({ DATABASE_URL: postgres.url });
  return () => postgres.stop().finally(release);
}

/** The address of the database that a running hub has noted; null if no database answers there. */
async function findRunning(dir: string): Promise<string | null> {
  const file = join(dir, "database-url");
  if (!existsSync(file)) return null;
  const url = readFileSync(file, "utf8").trim();
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  const answers = await client.connect().then(
    () => true,
    () => false,
  );
  await client.end().catch(() => undefined);
  // A hub that was killed leaves its note behind.
  return answers ? url : null;
}

async function disconnect(): Promise<void> {
  if (getConfig().DATABASE_URL) await getDb().$disconnect();
}
