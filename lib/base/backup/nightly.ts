import { randomBytes } from "node:crypto";
import { readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BackupMade, backUp } from "@/lib/base/backup/back-up";
import { findKeptSecret } from "@/lib/base/backup/hub-secret";
import { getConfig } from "@/lib/base/config";
import { databaseUrl } from "@/lib/base/db";
import { codeOf } from "@/lib/base/errors";
import { storageWords } from "@/lib/base/storage-failures";
import { endTrouble, noteTrouble } from "@/lib/base/troubles";

/** How many nightly backups are kept. */
const keptBackups = 7;

type Nightly = BackupMade & { file: string; deleted: number };

/**
 * Deletes what killed workers left of backups in BACKUP_DIR, writes a backup there, then deletes the oldest of those that it
 * wrote, so that seven remain. Files with other names, such as backups made by hand or those of another hub, stay.
 * @throws Error when there is no such folder; it is not made, because it may be a disk that is not mounted
 * @throws AppError as `backUp`, whose partly written file is deleted
 */
export async function backUpNightly({ now, signal }: { now: Date; signal: AbortSignal }): Promise<Nightly> {
  const { BACKUP_DIR: dir, HUB_URL: hub } = getConfig();
  if (!dir) throw new Error("BACKUP_DIR is not set for this worker.");
  if (!(await isFolder(dir))) throw new Error(`There is no folder ${dir}; BACKUP_DIR names it.`);
  const names = namesOf(hub);
  const file = names.at(now);
  // First, since what killed runs left may be what fills the disk.
  const left = await deleteFiles(dir, (all) => all.filter((name) => names.partial.test(name)));
  const made = await backUp({
    url: databaseUrl(),
    file: join(dir, file),
    hub,
    secret: findKeptSecret(),
    now,
    signal,
  });
  await endTrouble("backups");
  const old = await deleteFiles(dir, (all) => listOld(all, names, file));
  return { file, ...made, deleted: left + old };
}

/**
 * Looks whether backups can be written to BACKUP_DIR, by writing a small file there, and notes for /health if not: whoever
 * set it up should not learn of a slip only when a backup is missing.
 */
export async function checkBackupFolder(): Promise<void> {
  const { BACKUP_DIR: dir } = getConfig();
  const problem = dir ? await findFolderProblem(dir) : null;
  if (problem === null) return endTrouble("backups");
  await noteTrouble("backups", `No backups can be written to BACKUP_DIR: ${problem.words}.`, problem.error);
}

async function findFolderProblem(dir: string): Promise<{ words: string; error: unknown } | null> {
  const probe = join(dir, `.quire-${randomBytes(4).toString("hex")}.part`);
  try {
    await writeFile(probe, "x", { flag: "wx", mode: 0o600 });
    return null;
  } catch (error) {
    const isMissing = codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR";
    return { words: isMissing ? "there is no such folder" : (storageWords(error) ?? codeOf(error)), error };
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
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

/** All backups but the newest ones. @param made the one that was just made */
function listOld(files: string[], { complete }: Names, made: string): string[] {
  const backups = files.filter((name) => complete.test(name));
  // A name of the future comes from a clock that was wrong; such backups must not push out the one just made.
  const oldestFirst = [...backups.filter((name) => name > made), ...backups.filter((name) => name <= made)];
  return oldestFirst.slice(0, -keptBackups);
}

/** Deletes files of a folder. @param which gets the names of all its files in order @returns how many were deleted */
async function deleteFiles(dir: string, which: (files: string[]) => string[]): Promise<number> {
  const entries = (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isFile());
  const gone = which(entries.map(({ name }) => name).sort());
  for (const name of gone) await rm(join(dir, name), { force: true });
  return gone.length;
}
