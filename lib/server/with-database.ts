import { setTimeout as sleep } from "node:timers/promises";
import { amendConfig, ConfigError, getConfig } from "@/lib/base/config";
import { isAnswering, isConnectionLoss } from "@/lib/base/connection";
import { toAppError } from "@/lib/base/database-failure";
import { databaseUrl, getDb } from "@/lib/base/db";
import { readEnvFile } from "@/lib/base/env-file";
import { isLive, readRun, runFile, runningDatabaseUrl } from "@/lib/base/hub-folder";
import { outliveClosedOutput } from "@/lib/base/log";
import { takeLock } from "@/lib/server/lock";
import { migrate } from "@/lib/server/migrate";
import { startPostgres } from "@/lib/server/postgres";

/** How long a command waits for a database that its hub is starting again. */
const awayMs = 60_000;
const pollMs = 250;
/** How often a command is run again after it lost the database. */
const maxRuns = 5;

/**
 * Runs a command with the hub's database: the configured one, the one of the hub that is running now, or one that is
 * started for the command and stopped after it. If the database goes away meanwhile, the command is run again once it is
 * back. Ends the process with code 1 and a sentence when the command throws.
 * @param command is safe to repeat
 * @param options.migrated whether the database is first brought up to date, as all commands need that use the schema
 */
export function withDatabase(command: () => Promise<void>, { migrated = true } = {}): Promise<void> {
  return runCommand(findDatabase, () =>
    runThroughLosses(async () => {
      if (migrated) await migrate(databaseUrl());
      await command();
    }),
  );
}

/**
 * Like `withDatabase`, for a command that replaces the database: refuses while a hub runs on this folder, and keeps one
 * from starting meanwhile. Applies no migrations.
 */
export function withStoppedHub(command: () => Promise<void>): Promise<void> {
  return runCommand(async () => {
    const { DATABASE_URL, QUIRE_DIR } = getConfig();
    return DATABASE_URL ? (await takeLock(QUIRE_DIR, "A command")).release : startDatabase(QUIRE_DIR);
  }, command);
}

async function runCommand(
  find: () => Promise<() => Promise<void> | void>,
  command: () => Promise<void>,
): Promise<void> {
  let stop: () => Promise<void> | void = () => {};
  outliveClosedOutput();
  try {
    readEnvFile();
    stop = await find();
    await command();
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : (toAppError(error)?.message ?? error));
    process.exitCode = 1;
  } finally {
    await disconnect();
    await stop();
  }
}

async function runThroughLosses(command: () => Promise<void>): Promise<void> {
  for (let run = 1; ; run++) {
    try {
      return await command();
    } catch (error) {
      if (run === maxRuns || !isConnectionLoss(error)) throw error;
      console.error("The database went away. Waiting for it to run this again …");
      if (!(await isBackIn(awayMs, databaseUrl()))) throw error;
    }
  }
}

async function isBackIn(ms: number, url: string): Promise<boolean> {
  for (const until = performance.now() + ms; performance.now() < until; await sleep(pollMs))
    if (await isAnswering(url)) return true;
  return false;
}

async function findDatabase(): Promise<() => Promise<void>> {
  const { DATABASE_URL, QUIRE_DIR } = getConfig();
  if (DATABASE_URL) return async () => {};
  const running = await findRunning(QUIRE_DIR);
  if (running) {
    amendConfig({ DATABASE_URL: running });
    return async () => {};
  }
  return startDatabase(QUIRE_DIR);
}

/** Starts the hub's own PostgreSQL under the lock of its folder. @returns a function that stops it */
async function startDatabase(dir: string): Promise<() => Promise<void>> {
  // Without the lock, a hub that is started meanwhile would stop this database as a leftover of a killed run.
  const lock = await takeLock(dir, "A command");
  try {
    const postgres = await startPostgres(dir);
    amendConfig({ DATABASE_URL: postgres.url });
    return () => postgres.stop().finally(lock.release);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * The address of the database of the hub that is running on a folder. If that hub is still starting, or is starting its
 * database again, this waits for it. Null if no hub is running and no database answers.
 */
async function findRunning(dir: string): Promise<string | null> {
  for (const until = performance.now() + awayMs; ; await sleep(pollMs)) {
    const url = runningDatabaseUrl(dir);
    if (url && (await isAnswering(url))) return url;
    const run = readRun(runFile(dir));
    // A hub that was killed leaves its files behind.
    if (!run || !isLive(run, dir) || !run.url.startsWith("http")) return null;
    if (performance.now() > until) throw new Error(`The database of the hub at ${run.url} does not answer.`);
  }
}

async function disconnect(): Promise<void> {
  if (getConfig().DATABASE_URL) await getDb().$disconnect();
}
