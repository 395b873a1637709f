import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type BackupProgress, backUp } from "@/lib/base/backup/back-up";
import { findKeptSecret } from "@/lib/base/backup/hub-secret";
import { getConfig } from "@/lib/base/config";
import { databaseUrl } from "@/lib/base/db";
import { type Progress, showProgress } from "@/lib/base/progress";
import { grouped } from "@/lib/base/text";
import { confirm } from "@/lib/server/confirm";
import { withDatabase } from "@/lib/server/with-database";

const usage = `npm run backup -- FILE [--yes]

Writes everything that the hub keeps in PostgreSQL to one compressed file, as it is at one moment. The hub may be running.
The file contains e-mail addresses and sessions, so only its owner can read it: keep it safe.

  --yes   replace the file if it exists`;

const { values, positionals } = parseArgs({
  options: {
    yes: { type: "boolean", short: "y", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
  allowPositionals: true,
});
const [name = "", ...more] = positionals;
const file = resolve(name);

if (values.help) console.log(usage);
else if (!name || more.length > 0) {
  console.error(usage);
  process.exitCode = 2;
} else if (await mayWrite()) await withDatabase(run, { migrated: false });

async function mayWrite(): Promise<boolean> {
  if (values.yes || !existsSync(file)) return true;
  const answer = await confirm(`The file ${file} exists. Replace it?`);
  if (answer) return true;
  console.error(
    answer === null ? `The file ${file} exists. Add --yes to replace it.` : "Nothing was written.",
  );
  process.exitCode = 1;
  return false;
}

async function run(): Promise<void> {
  const started = Date.now();
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  let progress: Progress | undefined;
  const request = {
    url: databaseUrl(),
    file,
    hub: getConfig().HUB_URL,
    secret: findKeptSecret(),
    now: new Date(),
    signal: stop.signal,
    onProgress: ({ done, total, rows }: BackupProgress) => {
      progress ??= showProgress(total, "rows");
      progress.update(done, rows);
    },
  };
  try {
    const { tables, rows, bytes } = await backUp(request).finally(() => progress?.stop());
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(
      `${grouped(rows)} rows of ${tables} tables are in ${file} (${(bytes / 1e6).toFixed(1)} MB), after ${seconds} s.`,
    );
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    console.error("Stopped. Nothing was written.");
    process.exitCode = 130;
  }
}
