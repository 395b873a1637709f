import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { amendConfig, ConfigError, getConfig, isLoopbackUrl } from "@/lib/base/config";
import { databaseUrl, getDb } from "@/lib/base/db";
import { loadStarter } from "@/lib/community/starter/starter";
import { build, isBuilt } from "@/lib/server/build";
import { readEnvFile } from "@/lib/server/env-file";
import { checkPort, takeLock } from "@/lib/server/lock";
import { migrate } from "@/lib/server/migrate";
import { type Postgres, startPostgres } from "@/lib/server/postgres";
import { watchScripts } from "@/lib/server/scripts";
import { step } from "@/lib/server/steps";

const dev = process.argv.includes("--dev");
const undo: (() => Promise<void> | void)[] = [];
let stopping = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
start().catch(async (error: unknown) => {
  console.error(
    error instanceof ConfigError
      ? error.message
      : `Quire could not start. ${error instanceof Error ? error.message : error}`,
  );
  await stop(1);
});

/** Starts a hub from nothing: database, migrations, starter papers, build, web server, worker. */
async function start(): Promise<void> {
  const started = Date.now();
  readEnvFile();
  amendConfig({ NODE_ENV: dev ? "development" : "production" });
  const config = getConfig();
  undo.push(takeLock(config.QUIRE_DIR, config.HUB_URL));
  await checkPort(config.PORT);
  if (!config.DATABASE_URL) await startDatabase(config.QUIRE_DIR);
  setSecrets(config.QUIRE_DIR, config.HUB_URL);
  await step(
    "Bringing the database up to date",
    () => migrate(databaseUrl()),
    (names) => `${names.length} migrations applied`,
  );
  if (config.STARTER === "on") await loadStarterPapers(config.HUB_TIME_ZONE);
  if (dev) undo.push(await watchScripts());
  else if (!isBuilt()) await step("Building the pages (only after a change)", build);
  await startPrograms(config.PORT);
  console.log(
    `\n  Quire is ready at ${config.HUB_URL} after ${((Date.now() - started) / 1000).toFixed(1)} s. Ctrl-C stops it.`,
  );
  if (!config.SMTP_URL)
    console.log(`  No mail server is configured: mails wait at ${config.HUB_URL}/dev/outbox`);
  if (isLoopbackUrl(config.HUB_URL))
    console.log(
      "  Only this machine can reach it. To open it to others, set HUB_URL to its public address (see .env.example).",
    );
  console.log("  `npm run doctor` tells what else can be set up.\n");
}

async function startDatabase(dir: string): Promise<void> {
  const postgres: Postgres = await step(
    "Starting PostgreSQL",
    () => startPostgres(dir),
    ({ port }) => `on port ${port}`,
  );
  undo.push(postgres.stop);
  amendConfig({ DATABASE_URL: postgres.url });
  // Other commands, such as import, find the running database by this file.
  const file = join(dir, "database-url");
  writeFileSync(file, postgres.url, { mode: 0o600 });
  undo.push(() => rmSync(file, { force: true }));
}

async function loadStarterPapers(timeZone: string): Promise<void> {
  await step(
    "Starter papers",
    () => loadStarter({ now: new Date(), timeZone }),
    ({ papers, votes }) => `${papers} papers and ${votes} votes added`,
  );
  await getDb().$disconnect();
}

async function startPrograms(port: number): Promise<void> {
  const web = run("web", "lib/server/web.ts");
  await step(
    "Starting the web server",
    () => untilListening(web),
    () => `listening on port ${port}`,
  );
  run("worker", "lib/worker/worker.ts");
}

function run(name: string, file: string): ChildProcess {
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  child.once("exit", (code) => {
    if (stopping) return;
    console.error(`The ${name} program ended unexpectedly (${code}).`);
    void stop(1);
  });
  undo.push(() => end(child));
  return child;
}

function untilListening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", () => reject(new Error("The web server did not start; its output is above.")));
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill("SIGKILL"), 15_000);
    child.once("exit", () => {
      clearTimeout(force);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  // Last started, first stopped: no program loses the database while it still works.
  for (const action of undo.reverse()) await action();
  process.exit(code);
}

function setSecrets(dir: string, url: string): void {
  const file = join(dir, "secret");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600 });
  amendConfig({
    NEXTAUTH_SECRET: getConfig().NEXTAUTH_SECRET ?? readFileSync(file, "utf8"),
    NEXTAUTH_URL: url,
    HUB_URL: url,
  });
}
