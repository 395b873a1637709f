import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";
import { findPostmaster, killNow, listProcesses } from "@/e2e/drill/processes";
import { until } from "@/e2e/drill/until";
import { makeHubDir } from "@/e2e/support/hub-dir";
import { type RunningHub, startHub } from "@/e2e/support/start-hub";
import { freePort } from "@/lib/server/postgres";

export type Query = <T>(sql: string, values?: unknown[]) => Promise<T[]>;

/** A hub in a temporary folder that is started again and again. */
export type DrillHub = {
  url: string;
  dir: string;
  /** The process number of its start program. */
  pid: () => number;
  /** Does what a person would: runs `npm start`. It notes a fault for each time when that fails, and tries again. */
  start: () => Promise<void>;
  /** If the start program has ended by itself, notes a fault, since a person is needed now, and starts it. */
  ensureRunning: () => Promise<void>;
  /** Runs SQL in its database, over a connection of its own that lasts only for this. */
  query: Query;
  /** The address of its database, which may change with a start of the hub. */
  databaseUrl: () => string;
  /** What went wrong so far, each in a sentence. */
  faults: string[];
  /** Writes a line into the log. */
  note: (line: string) => void;
  /** Asks the hub to end and notes a fault if it leaves anything behind. */
  stop: () => Promise<void>;
  /** Kills all its processes. */
  killAll: () => void;
  /** Deletes its files. */
  remove: () => void;
};

/** The file with everything that the hub printed, and when what was killed. */
export const logFile = "e2e/results/drill.log";

/** A start that takes longer than this counts as failed. */
const maxStartMs = 180_000;
const maxStarts = 3;

/** Makes a hub on a free port; it is not started yet. @param settings in addition to those of a fresh hub */
export async function makeHub(settings: Record<string, string>): Promise<DrillHub> {
  const dir = makeHubDir("drill");
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const faults: string[] = [];
  const homes = new Set([dir]);
  let running: RunningHub | null = null;
  let lastNote = "";
  mkdirSync(dirname(logFile), { recursive: true });
  writeFileSync(logFile, "");
  const log = (text: string) => appendFileSync(logFile, text);
  const databaseUrl = () => running?.databaseUrl() ?? "";
  const start = async () => {
    running = await startOften({ ...settings, PORT: port, HUB_URL: url, QUIRE_DIR: dir }, { faults, log });
    const started = running;
    void started.ended.then(() => {
      if (running === started) running = null;
    });
    homes.add(homeOf(dir));
  };
  return {
    url,
    dir,
    faults,
    start,
    pid: () => running?.pid ?? 0,
    ensureRunning: async () => {
      if (running) return;
      faults.push(`The hub ended by itself after this kill: ${lastNote}. A person had to start it.`);
      await start();
    },
    databaseUrl,
    // The file with the address is missing while PostgreSQL is away.
    query: async (sql, values) => queryOnce(databaseUrl(), sql, values),
    note: (line) => {
      lastNote = line;
      log(`--- ${new Date().toISOString()} ${line}\n`);
    },
    stop: async () => {
      const code = await running?.end("SIGTERM");
      if (code !== 0) faults.push(`The hub ended with code ${code} when it was asked to stop.`);
      faults.push(...(await listRemains(dir)));
    },
    killAll: () => killAll(dir),
    remove: () => {
      for (const home of homes) rmSync(home, { recursive: true, force: true });
    },
  };
}

type Notes = { faults: string[]; log: (text: string) => void };

async function startOften(
  settings: Parameters<typeof startHub>[0],
  { faults, log }: Notes,
): Promise<RunningHub> {
  for (let tries = 1; ; tries++) {
    const limit = setTimeout(() => killAll(settings.QUIRE_DIR), maxStartMs);
    try {
      return await startHub(settings, log);
    } catch (error) {
      const lines = String(error).trim().split("\n");
      faults.push(`npm start failed: ${lines.at(-1)}`);
      if (tries === maxStarts) throw error;
    } finally {
      clearTimeout(limit);
    }
  }
}

/** Kills every process of the hub on a folder. */
function killAll(dir: string): void {
  for (const process of listProcesses(dir)) killNow(process);
}

/** The folder of PostgreSQL's files, which is elsewhere if its user cannot reach the hub's own. */
function homeOf(dir: string): string {
  const [, data] = / -D (\S+)/.exec(findPostmaster(listProcesses(dir))?.command ?? "") ?? [];
  return data ? dirname(data) : dir;
}

async function queryOnce<T>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const limits = { connectionTimeoutMillis: 3000, query_timeout: 30_000 };
  const client = new pg.Client({ connectionString: url, ...limits });
  // The connection may be among those that are killed.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query(sql, values)).rows as T[];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What a hub that has ended left behind, each in a sentence. */
async function listRemains(dir: string): Promise<string[]> {
  const files = ["running.json", "database-url", "postgres/postmaster.pid"];
  const left = files.filter((name) => existsSync(join(dir, name)));
  const none = until(() => listProcesses(dir).length === 0, { failed: "Processes remained", within: 5000 });
  const alive = await none.then(
    () => [],
    () => listProcesses(dir).map(({ command }) => command),
  );
  return [...left, ...alive].map((what) => `The hub left behind: ${what}`);
}
