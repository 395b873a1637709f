import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { type Binaries, placeBinaries } from "@/lib/server/postgres-binaries";

export type Postgres = {
  url: string;
  port: number;
  /** Where its files are: the folder given, or another one if its user cannot reach that. */
  home: string;
  stop: () => Promise<void>;
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
 * Starts the PostgreSQL of the npm package with its files under `dir`, which are made on first use.
 * A server that an earlier, killed run left behind is stopped first.
 * @param dir a folder of the hub's own
 * @param options extra server settings, such as `{ fsync: "off" }` for tests
 */
export async function startPostgres(dir: string, options: Record<string, string> = {}): Promise<Postgres> {
  const binaries = await placeBinaries(dir);
  const data = join(binaries.home, "postgres");
  const password = initialise(binaries, data);
  stopLeftover(binaries, data);
  const port = await freePort();
  const flags = Object.entries({
    ...settings,
    ...options,
    port: String(port),
  }).flatMap(([k, v]) => ["-c", `${k}=${v}`]);
  const server = spawn(binaries.postgres, ["-D", data, ...flags], {
    ...binaries.user,
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  const output: string[] = [];
  server.stderr?.on("data", (chunk) => output.push(String(chunk)) > 50 && output.shift());
  const url = (name: string) => `postgresql://quire:${password}@127.0.0.1:${port}/${name}`;
  await untilReady(url("postgres"), server, output);
  await ensureDatabase(url("postgres"));
  return { url: url("quire"), port, home: binaries.home, stop: () => stop(server) };
}

/** A TCP port that is free on the loopback address now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function initialise(binaries: Binaries, data: string): string {
  const passwordFile = join(binaries.home, "postgres-password");
  if (existsSync(join(data, "PG_VERSION"))) return readFileSync(passwordFile, "utf8");
  // A folder without PG_VERSION is what an interrupted first run leaves: nothing in it is worth keeping.
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString("hex");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (binaries.user.uid !== undefined)
    for (const path of [data, passwordFile])
      chownSync(path, binaries.user.uid, binaries.user.gid ?? binaries.user.uid);
  const flags = ["-D", data, "-U", "quire", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8"];
  const made = spawnSync(
    binaries.initdb,
    [...flags, "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
    { ...binaries.user, encoding: "utf8" },
  );
  if (made.status !== 0)
    throw new Error(`PostgreSQL could not make its files in ${data}: ${made.stderr || made.error?.message}`);
  return password;
}

function stopLeftover(binaries: Binaries, data: string): void {
  if (!existsSync(join(data, "postmaster.pid"))) return;
  spawnSync(binaries.pgCtl, ["stop", "-D", data, "-m", "fast", "-w", "-t", "30"], binaries.user);
  // pg_ctl leaves the file when its process is long gone, and another process may have that number by now.
  rmSync(join(data, "postmaster.pid"), { force: true });
}

async function untilReady(url: string, server: ChildProcess, output: string[]): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL stopped at start:\n${output.join("")}`);
    const client = new pg.Client({ connectionString: url });
    const ready = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`PostgreSQL did not become ready in 30 seconds:\n${output.join("")}`);
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'quire'");
  if (!rowCount) await client.query("CREATE DATABASE quire");
  await client.end();
}

function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once("exit", () => resolve());
    // SIGINT is PostgreSQL's "fast" shutdown: ends sessions, writes a checkpoint.
    server.kill("SIGINT");
  });
}
