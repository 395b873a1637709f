import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type BackupMade, backUp } from "@/lib/base/backup/back-up";
import { findKeptSecret } from "@/lib/base/backup/hub-secret";
import { getConfig } from "@/lib/base/config";
import { databaseUrl } from "@/lib/base/db";

/** How many nightly backups are kept. */
const keptBackups = 7;

type Nightly = BackupMade & { file: string; deleted: number };

/**
 * Writes a backup into BACKUP_DIR, then deletes the oldest of those that it wrote there, so that seven remain. Files with
 * other names, such as backups made by hand or those of another hub, stay.
 * @throws Error when there is no such folder; it is not made, because it may be a disk that is not mounted
 * @throws AppError as `backUp`, whose partly written file is deleted
 */
export async function backUpNightly({ now, signal }: { now: Date; signal: AbortSignal }): Promise<Nightly> {
  const { BACKUP_DIR: dir, HUB_URL: hub } = getConfig();
  if (!dir) throw new Error("BACKUP_DIR is not set for this worker.");
  if (!(await isFolder(dir))) throw new Error(`There is no folder ${dir}; BACKUP_DIR names it.`);
  const names = namesOf(hub);
  const file = names.at(now);
  const made = await backUp({
    url: databaseUrl(),
    file: join(dir, file),
    hub,
    secret: findKeptSecret(),
    now,
    signal,
  });
  return { file, ...made, deleted: await deleteOld(dir, names, file) };
}

async function isFolder(dir: string): Promise<boolean> {
  return stat(dir).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

type Names = { at: (now: Date) => string; complete: RegExp; partial: RegExp };

/** How the nightly backups of a hub are named: `quire-papers.example.org-20261130T023000Z.backup`. */
function namesOf(hub: string): Names {
  const host = new URL(hub).host.replace(/[^a-z0-9.-]/g, "_");
  const start = `quire-${host.replaceAll(".", "\\.")}-\\d{8}T\\d{6}Z\\.backup`;
  return {
    at: (now) => `quire-${host}-${now.toISOString().replace(/\.\d+|[-:]/g, "")}.backup`,
    complete: new RegExp(`^${start}$`),
    partial: new RegExp(`^\\.${start}\\.[0-9a-f]{8}\\.part$`),
  };
}

/** Deletes all but the newest backups, and what a killed worker left of one. @returns how many files were deleted */
async function deleteOld(dir: string, { complete, partial }: Names, made: string): Promise<number> {
  const entries = (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isFile());
  const names = entries.map(({ name }) => name).sort();
  const backups = names.filter((name) => complete.test(name));
  // A name of the future comes from a clock that was wrong; such backups must not push out the one just made.
  const oldestFirst = [...backups.filter((name) => name > made), ...backups.filter((name) => name <= made)];
  const gone = [...oldestFirst.slice(0, -keptBackups), ...names.filter((name) => partial.test(name))];
  for (const name of gone) await rm(join(dir, name), { force: true });
  return gone.length;
}
