import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { amendConfig, ConfigError, getConfig, isLoopbackUrl } from "@/lib/base/config";
import { retryAfterLoss } from "@/lib/base/connection";
import { DatabaseUnavailable } from "@/lib/base/database-failure";
import { databaseUrl, getDb } from "@/lib/base/db";
import { readEnvFile } from "@/lib/base/env-file";
import { codeOf, messageOf } from "@/lib/base/errors";
import { readSecret, writeWhole } from "@/lib/base/hub-folder";
import { type Patience, untilReadyMessage } from "@/lib/base/liveness";
import { getLog, outliveClosedOutput } from "@/lib/base/log";
import type { StopSteps } from "@/lib/base/processes";
import { storageWords } from "@/lib/base/storage-failures";
import { loadStarter } from "@/lib/community/starter/starter";
import { build, isBuilt } from "@/lib/server/build";
import { type Kept, keepRunning, type OnStart } from "@/lib/server/keep-running";
import { checkPort, type Lock, takeLock } from "@/lib/server/lock";
import { migrate } from "@/lib/server/migrate";
import { type PreparedPostgres, preparePostgres } from "@/lib/server/postgres";
import { prepareAccounts } from "@/lib/server/prepare-accounts";
import { watchScripts } from "@/lib/server/scripts";
import { step } from "@/lib/server/steps";

const dev = process.argv.includes("--dev");
const stopped = new AbortController();
const programs: Kept[] = [];
let database: PreparedPostgres | undefined;
let lock: Lock | undefined;
const cleanUps: (() => Promise<void> | void)[] = [];

/** How long a start that is under way may take to notice that it is to stop. */
const noticeMs = 3000;
const webStops: StopSteps = [["SIGTERM", 6000]];
const workerStops: StopSteps = [["SIGTERM", 15_000]];
// A loaded machine, the loading of all modules and the long calculations of a task delay answers; only what never comes back
// may take this long.
const webPatience: Patience = { everyMs: 10_000, starting: 30, running: 6 };
const workerPatience: Patience = { everyMs: 10_000, starting: 30, running: 30 };

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => void (stopped.signal.aborted ? stopNow() : stop(0)));
// This process is the one that puts right what happens to the others, so nothing that goes wrong in it may end it.
outliveClosedOutput();
for (const event of ["uncaughtException", "unhandledRejection"] as const)
  process.on(event, (error: unknown) =>
    getLog().error({ err: error }, "the start program goes on after an error"),
  );

const starting = start().catch(async (error: unknown) => {
  if (stopped.signal.aborted) return;
  console.error(
    error instanceof ConfigError ? error.message : `Quire could not start. ${failureWords(error)}`,
  );
  void stop(1);
});

/** Starts a hub from nothing: database, migrations, starter papers, build, web server, worker. */
async function start(): Promise<void> {
  const started = Date.now();
  readEnvFile();
  amendConfig({ NODE_ENV: dev ? "development" : "production" });
  const config = getConfig();
  lock = await takeLock(config.QUIRE_DIR, config.HUB_URL);
  cleanUps.push(lock.release);
  await checkPort(config.PORT);
  if (!config.DATABASE_URL) await startDatabase(config.QUIRE_DIR);
  setSecrets(config.QUIRE_DIR, config.HUB_URL);
  await step(
    "Bringing the database up to date",
    () => outlastLoss(() => migrate(databaseUrl())),
    (names) => `${names.length} migrations applied`,
  );
  if (config.STARTER === "on") await loadStarterPapers(config.HUB_TIME_ZONE);
  if (dev) cleanUps.push(await watchScripts());
  else if (!isBuilt())
    await step("Building the pages (only after a change)", () =>
      build(stopped.signal, (pid) => lock?.noteProgram("build", pid)),
    );
  await startPrograms(config.PORT);
  announce(started);
  await outlastLoss(prepareAccounts);
  await getDb().$disconnect();
}

/** Why the hub cannot start, where the sentence of the error is meant for readers or is the system's own. */
function failureWords(error: unknown): string {
  const { DATABASE_URL } = getConfig();
  if (error instanceof DatabaseUnavailable && !database)
    return `The database at ${new URL(DATABASE_URL ?? "").host}, which DATABASE_URL names, cannot be used: ${messageOf(error.cause) || codeOf(error.cause)}.`;
  const reason = storageWords(error);
  return reason === null ? messageOf(error) : `Nothing can be stored (${reason}): ${messageOf(error)}`;
}

function announce(started: number): void {
  const { HUB_URL, SMTP_URL } = getConfig();
  console.log(
    `\n  Quire is ready at ${HUB_URL} after ${((Date.now() - started) / 1000).toFixed(1)} s. Ctrl-C stops it.`,
  );
  if (!SMTP_URL) console.log(`  No mail server is configured: mails wait at ${HUB_URL}/dev/outbox`);
  if (isLoopbackUrl(HUB_URL))
    console.log(
      "  Only this machine can reach it. To open it to others, set HUB_URL to its public address (see .env.example).",
    );
  console.log("  `npm run doctor` tells what else can be set up.\n");
}

async function startDatabase(dir: string): Promise<void> {
  const { url } = await step(
    "Starting PostgreSQL",
    async () => {
      database = await preparePostgres(dir, {}, noteRestart);
      stopped.signal.throwIfAborted();
      await database.start();
      return database;
    },
    ({ port }) => `on port ${port}`,
  );
  amendConfig({ DATABASE_URL: url });
  // Other commands, such as import, find the running database by this file.
  const file = join(dir, "database-url");
  writeWhole(file, url);
  cleanUps.push(() => rmSync(file, { force: true }));
}

async function loadStarterPapers(timeZone: string): Promise<void> {
  await step(
    "Starter papers",
    () => outlastLoss(() => loadStarter({ now: new Date(), timeZone })),
    ({ papers, votes }) => `${papers} papers and ${votes} votes added`,
  );
  await getDb().$disconnect();
}

/** Repeats a step if the database was killed meanwhile, since it is started again; not while the hub is being stopped. */
function outlastLoss<T>(work: () => Promise<T>): Promise<T> {
  return retryAfterLoss(() => {
    stopped.signal.throwIfAborted();
    return work();
  });
}

async function startPrograms(port: number): Promise<void> {
  const web = keep("web server", "lib/server/web.ts", webStops, webPatience);
  await step(
    "Starting the web server",
    () =>
      web.start().catch(() => {
        throw new Error("The web server did not start; its output is above.");
      }),
    () => `listening on port ${port}`,
  );
  // The hub counts as ready without its worker, which takes a moment to load. Pages are worth serving also while it cannot start.
  void keep("worker", "lib/worker/worker.ts", workerStops, workerPatience).startInTheEnd();
}

function keep(name: string, file: string, stops: StopSteps, patience: Patience): Kept {
  stopped.signal.throwIfAborted();
  const launch = () =>
    spawn(process.execPath, ["--import", "tsx", file], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const kept = keepRunning({ name, launch, ready: untilReadyMessage, stops, patience }, noteStart);
  programs.push(kept);
  return kept;
}

function noteStart(...[name, pid, why]: Parameters<OnStart>): void {
  lock?.noteProgram(name, pid);
  noteRestart(name, pid, why);
}

function noteRestart(...[name, , why]: Parameters<OnStart>): void {
  if (why !== null) lock?.noteRestart(name, why, new Date());
}

async function stop(code: number): Promise<void> {
  if (stopped.signal.aborted) return;
  stopped.abort();
  // The programs stop before the database, so that none loses it while it still works.
  await settle(programs.map((program) => program.stop()));
  // A database that is just being prepared can be stopped only then.
  await Promise.race([starting, sleep(noticeMs)]);
  await settle([database?.stop()]);
  await cleanUp();
  process.exit(code);
}

/** Ends everything without waiting for work that is under way: the database recovers at its next start. */
async function stopNow(): Promise<void> {
  console.log("  Stopping at once.");
  for (const program of programs) program.kill("SIGKILL");
  await settle([database?.kill()]);
  await cleanUp();
  process.exit(130);
}

async function cleanUp(): Promise<void> {
  // Last made, first removed: the mark on the folder goes last.
  for (const clean of cleanUps.reverse()) await settle([Promise.resolve().then(clean)]);
}

/** Waits for all of these; what fails is reported and does not keep the others from being done. */
async function settle(work: (Promise<void> | undefined)[]): Promise<void> {
  for (const done of await Promise.allSettled(work))
    if (done.status === "rejected") console.error(String(done.reason));
}

function setSecrets(dir: string, url: string): void {
  const secret = getConfig().NEXTAUTH_SECRET ?? readSecret(dir) ?? makeSecret(dir);
  amendConfig({ NEXTAUTH_SECRET: secret, NEXTAUTH_URL: url, HUB_URL: url });
}

function makeSecret(dir: string): string {
  const secret = randomBytes(32).toString("hex");
  writeWhole(join(dir, "secret"), secret);
  return secret;
}
