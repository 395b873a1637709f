import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isConnectionLoss, openConnection, retryAfterLoss, withConnection } from "@/lib/base/connection";
import { codeOf, messageOf } from "@/lib/base/errors";
import { writeWhole } from "@/lib/base/hub-folder";
import { getLog } from "@/lib/base/log";
import { keepRunning, type OnStart } from "@/lib/server/keep-running";
import { type Binaries, placeBinaries } from "@/lib/server/postgres-binaries";
import { initialise } from "@/lib/server/postgres-files";
import { clearLeftover, endOrphans, postgresStops } from "@/lib/server/postmaster";

export type Postgres = {
  url: string;
  port: number;
  /** Where its files are: the folder given, or another one if its user cannot reach that. */
  home: string;
  /** Stops it within a time limit: a server that hangs is killed. */
  stop: () => Promise<void>;
};

/** A server that is prepared but not running yet. */
export type PreparedPostgres = Postgres & {
  start: () => Promise<void>;
  /** Ends it at once, without waiting; it recovers at its next start. */
  kill: () => Promise<void>;
};

const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "256MB",
  effective_cache_size: "2GB",
  work_mem: "16MB",
  maintenance_work_mem: "256MB",
  max_wal_size: "4GB",
  random_page_cost: "1.1",
  jit: "off",
  autovacuum_naptime: "20s",
};

/**
 * Starts the PostgreSQL of the npm package with its files under `dir`, which are made on first use, and keeps it running:
 * if it ends by itself, it is started again at the same address.
 * A server that an earlier, killed run left behind is stopped first.
 * @param dir a folder of the hub's own
 * @param options extra server settings, such as `{ fsync: "off" }` for tests
 */
export async function startPostgres(dir: string, options: Record<string, string> = {}): Promise<Postgres> {
  const postgres = await preparePostgres(dir, options);
  await postgres.start();
  return postgres;
}

/** Like `startPostgres`, but leaves the start to the caller, who can then stop it at any moment, also while it starts. */
export async function preparePostgres(
  dir: string,
  options: Record<string, string> = {},
  onStart?: OnStart,
): Promise<PreparedPostgres> {
  const binaries = await placeBinaries(dir);
  const data = join(binaries.home, "postgres");
  const password = await initialise(binaries, data);
  const port = await choosePort(binaries.home, data);
  const url = (name: string) => `postgresql://quire:${password}@127.0.0.1:${port}/${name}`;
  const output: string[] = [];
  const kept = keepRunning(
    {
      name: "database",
      launch: () => launch(binaries, data, { ...settings, ...options, port: String(port) }, output),
      ready: (server) => untilReady(url("postgres"), server),
      stops: postgresStops,
    },
    onStart,
  );
  return {
    url: url("quire"),
    port,
    home: binaries.home,
    start: async () => {
      await kept.start().catch((error: unknown) => {
        throw new Error(`PostgreSQL did not start: ${messageOf(error)}\n${output.join("")}`);
      });
      await retryAfterLoss(() => ensureDatabase(url("postgres")));
    },
    stop: async () => {
      await kept.stop();
      await endOrphans(data);
    },
    kill: async () => {
      kept.kill("SIGQUIT");
      await sleep(300);
      kept.kill("SIGKILL");
    },
  };
}

/** A TCP port that is free on the loopback address now. */
export function freePort(): Promise<number> {
  return listenOnce(0);
}

const portFile = "postgres-port";

/** Below the ports that systems give to outgoing connections, so that none of these takes it while the server restarts. */
const ports = { from: 20_000, to: 32_000 };

/**
 * The port of the last run, so that programs which use the database by its address find it again after a restart of the
 * hub; another one on the first start, and if another program has taken that one.
 */
async function choosePort(home: string, data: string): Promise<number> {
  // A server that was left behind is stopped only when the new one is launched, but it occupies the port until then.
  await clearLeftover(data);
  const file = join(home, portFile);
  const last = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  const other = () => listenOnce(randomInt(ports.from, ports.to));
  const port = await (last ? listenOnce(last) : other()).catch(other).catch(freePort);
  if (port !== last) writeWhole(file, String(port));
  return port;
}

function listenOnce(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(wanted, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function launch(
  binaries: Binaries,
  data: string,
  values: Record<string, string>,
  output: string[],
): Promise<ChildProcess> {
  await clearLeftover(data);
  output.length = 0;
  const flags = Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(binaries.postgres, ["-D", data, ...flags], {
    ...binaries.user,
    stdio: ["ignore", "ignore", "pipe"],
    // Ctrl-C in a terminal reaches every process of the group; the database has to outlive the programs that use it.
    detached: true,
  });
  server.stderr?.on("data", (chunk) => {
    if (output.push(String(chunk)) > 50) output.shift();
    logCrashes(String(chunk));
  });
  return server;
}

/** Logs that a part of PostgreSQL was killed, or that it panicked: it recovers by itself, but all connections are lost. */
function logCrashes(text: string): void {
  for (const line of text.split("\n"))
    if (/PANIC: |was terminated by signal|could not write|No space left/.test(line))
      getLog().warn({ postgres: line }, "the database reports a failure");
}

/** Waits as long as the server recovers from a crash, which may take minutes, and else half a minute. */
async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (let until = performance.now() + 30_000; performance.now() < until; await sleep(50)) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Error("it ended");
    const problem = await openConnection(url, 5000).then(
      (client) => client.end(),
      (error: unknown) => error,
    );
    if (problem === undefined || isFull(problem)) return;
    if (isStartingUp(problem)) until = performance.now() + 30_000;
    else if (!isConnectionLoss(problem)) throw problem;
  }
  throw new Error("it did not become ready in 30 seconds");
}

/** PostgreSQL's code 57P03, cannot_connect_now. */
function isStartingUp(error: unknown): boolean {
  return codeOf(error) === "57P03";
}

/** PostgreSQL's code 53300, too_many_connections: programs that waited for the server were quicker. */
function isFull(error: unknown): boolean {
  return codeOf(error) === "53300";
}

function ensureDatabase(adminUrl: string): Promise<void> {
  return withConnection(adminUrl, async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'quire'");
    if (!rowCount) await client.query("CREATE DATABASE quire");
  });
}
