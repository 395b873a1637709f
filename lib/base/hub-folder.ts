import { existsSync, linkSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { codeOf } from "@/lib/base/errors";
import { isRunning, type ProcessMark } from "@/lib/base/processes";

const markShape = z.object({ pid: z.number(), since: z.string() });

const runShape = z.object({
  pid: z.number(),
  /** When the process began; runs of older versions lack it and all that follows. */
  since: z.string().optional(),
  /** The address of a hub, or the name of a command that uses the folder. */
  url: z.string(),
  /** The folder itself: in a copy of it, this names the original. */
  dir: z.string().optional(),
  /** The processes that this run has started. */
  programs: z.array(markShape.extend({ name: z.string() })).optional(),
  /** The latest programs that had to be started again. */
  restarts: z.array(z.object({ name: z.string(), at: z.string(), why: z.string() })).optional(),
});

/** What the file running.json in a hub's folder says about the hub or command that uses the folder. */
export type Run = z.infer<typeof runShape>;

/** The file that marks a hub's folder as in use. */
export function runFile(dir: string): string {
  return join(dir, "running.json");
}

/** Reads who uses a folder; null if nobody does. A file that cannot be read belongs to a run that is gone. */
export function readRun(file: string): Run | null {
  if (!existsSync(file)) return null;
  try {
    return runShape.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { pid: 0, url: "" };
  }
}

/** Whether the run of a folder still lives. The file of a copied folder, which names the original, does not count. */
export function isLive({ pid, since, dir }: Run, folder: string): boolean {
  if (dir !== undefined && dir !== realpathSync(folder)) return false;
  if (pid === 0 || pid === process.pid) return false;
  return since === undefined ? isOldHub(pid) : isRunning({ pid, since });
}

/** The programs that a run has started and that still live. */
export function livePrograms(run: Run): ProcessMark[] {
  return (run.programs ?? []).filter(isRunning);
}

/** The programs that the hub on a folder had to start again since a moment, oldest first. */
export function listRestarts(dir: string, since: Date): { name: string; at: string; why: string }[] {
  const restarts = readRun(runFile(dir))?.restarts ?? [];
  return restarts.filter(({ at }) => new Date(at) >= since);
}

/** The address of the database of the hub that runs on a folder; null if none runs there, or has not got that far. */
export function runningDatabaseUrl(dir: string): string | null {
  const file = join(dir, "database-url");
  const run = existsSync(dir) ? readRun(runFile(dir)) : null;
  // In a copied folder both files name the original.
  const isCopy = run?.dir !== undefined && run.dir !== realpathSync(dir);
  return isCopy || !existsSync(file) ? null : readFileSync(file, "utf8").trim();
}

/** The secret that a hub keeps in its folder; null if there is none, or if it was cut short. */
export function readSecret(dir: string): string | null {
  const file = join(dir, "secret");
  const secret = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  return secret.length >= 32 ? secret : null;
}

/**
 * Writes a file so that it is there either as a whole or not at all, even if the process is killed or the machine loses its
 * power meanwhile.
 * @throws Error of the file system, for example when the disk is full
 */
export function writeWhole(file: string, text: string, mode = 0o600): void {
  renameSync(writePart(file, text, mode), file);
}

/** Writes a file beside the one that is meant; none is left if that fails. @returns its path */
function writePart(file: string, text: string, mode = 0o600): string {
  const part = `${file}.${process.pid}.part`;
  try {
    writeFileSync(part, text, { mode, flush: true });
    return part;
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** Like `writeWhole`, but only if the file does not exist yet. @returns whether it was written */
export function createWhole(file: string, text: string): boolean {
  const part = writePart(file, text);
  try {
    linkSync(part, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    return createInPlace(file, text);
  } finally {
    rmSync(part, { force: true });
  }
}

/** For file systems without links: another process may read the file before it is whole. */
function createInPlace(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function isOldHub(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== "EPERM") return false;
  }
  // Another program may have the process number by now; on Linux its command line tells.
  const command = `/proc/${pid}/cmdline`;
  return !existsSync(command) || readFileSync(command, "utf8").includes("boot.mjs");
}
