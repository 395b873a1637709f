import { statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { keepSecret } from "@/lib/base/backup/hub-secret";
import { type BackupContents, readBackup } from "@/lib/base/backup/read-backup";
import { databaseUrl } from "@/lib/base/db";
import { type Progress, showProgress } from "@/lib/base/progress";
import { counted, grouped } from "@/lib/base/text";
import { confirm } from "@/lib/server/confirm";
import { findHub, type Hub, restore, splitMigrations } from "@/lib/server/restore";
import { withStoppedHub } from "@/lib/server/with-database";

const usage = `npm run restore -- FILE [--yes]

Replaces everything in the hub's database by a backup, and brings it up to date if the backup is older than this version.
The whole file is checked first; if anything fails, the database stays as it was. The hub must be stopped.

  --yes   replace a hub that is not empty without asking`;

const { values, positionals } = parseArgs({
  options: {
    yes: { type: "boolean", short: "y", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
  allowPositionals: true,
});
const [name = "", ...more] = positionals;
const file = resolve(name);
const stop = new AbortController();

if (values.help) console.log(usage);
else if (!name || more.length > 0) {
  console.error(usage);
  process.exitCode = 2;
} else {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  await withStoppedHub(run);
}

async function run(): Promise<void> {
  try {
    const backup = await check();
    splitMigrations(backup);
    if (await mayReplace(await findHub(databaseUrl()), backup)) await replace(backup);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    console.error("Stopped. The database is as it was before.");
    process.exitCode = 130;
  }
}

/** Reads the whole file, before anything is changed. */
async function check(): Promise<BackupContents> {
  console.log(`Checking ${file} …`);
  return withProgress(({ onBytes }) => readBackup(file, { signal: stop.signal, onBytes }));
}

async function mayReplace(hub: Hub | null, backup: BackupContents): Promise<boolean> {
  if (!hub || values.yes) return true;
  const rowsOf = (table: string) => backup.tables.find(({ name }) => name === table)?.rows ?? 0;
  const here = hubWords(hub);
  const there = hubWords({ papers: rowsOf("papers"), accounts: rowsOf("users") });
  const madeAt = backup.header.madeAt.slice(0, 16).replace("T", " ");
  console.log(`The database contains a hub with ${here}. All of it is replaced.`);
  console.log(`The backup of ${backup.header.hub}, made ${madeAt} UTC, contains ${there}.`);
  const answer = await confirm("Replace the hub by the backup?");
  if (answer) return true;
  console.error(
    answer === null ? "Add --yes to replace the hub without being asked." : "Nothing was changed.",
  );
  process.exitCode = 1;
  return false;
}

function hubWords({ papers, accounts }: Hub): string {
  return `${counted(papers, "paper")} and ${counted(accounts, "account")}`;
}

async function replace(backup: BackupContents): Promise<void> {
  const started = Date.now();
  console.log("Restoring …");
  const { rows, migrated, unknown } = await withProgress(({ onBytes }) =>
    restore({ url: databaseUrl(), file, backup, onBytes, signal: stop.signal }),
  );
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${grouped(rows)} rows restored in ${seconds} s.`);
  if (migrated.length) console.log(`${counted(migrated.length, "newer migration")} applied.`);
  if (unknown.length) console.log(`Left out, because they are not the hub's: ${unknown.join(", ")}.`);
  if (backup.header.secret && !keepSecret(backup.header.secret))
    console.log(
      "NEXTAUTH_SECRET differs from the backup's secret: links in mails sent before no longer work.",
    );
  console.log(
    "Start the hub with `npm start`. The worker rebuilds the search index, which takes some minutes.",
  );
}

async function withProgress<T>(work: (on: { onBytes: (bytes: number) => void }) => Promise<T>): Promise<T> {
  let progress: Progress | undefined;
  const onBytes = (bytes: number) => {
    progress ??= showProgress(statSync(file).size, "kB");
    progress.update(bytes, Math.round(bytes / 1000));
  };
  return work({ onBytes }).finally(() => progress?.stop());
}
