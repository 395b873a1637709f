import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  isRunning,
  markOf,
  type ProcessMark,
  programOf,
  type StopSteps,
  stopProcess,
} from "@/lib/base/processes";

/**
 * How PostgreSQL is asked to stop: SIGINT is its "fast" shutdown, which ends sessions and writes a checkpoint; SIGQUIT its
 * "immediate" one, after which it recovers at the next start. A fast shutdown can hang, so each has a limit.
 */
export const postgresStops: StopSteps = [
  ["SIGINT", 10_000],
  ["SIGQUIT", 5000],
];

/** How long the processes of a postmaster that was killed may take to notice it. */
const noticeMs = 3000;
const pollMs = 25;

/**
 * Stops what an earlier, killed run has left on a data folder: its postmaster, and processes of a postmaster that is gone,
 * which hold shared memory that a new one needs. Removes the file of a postmaster only once its process is gone; the file
 * of a copied folder, whose postmaster runs on the original, is removed too, and that postmaster left alone.
 * @param data PostgreSQL's data folder
 * @throws when a process cannot be stopped
 */
export async function clearLeftover(data: string): Promise<void> {
  if (!existsSync(data)) return;
  const postmaster = findPostmaster(data);
  if (postmaster && !(await stopProcess(postmaster, postgresStops)))
    throw new Error(
      `The PostgreSQL of an earlier run (process ${postmaster.pid}) cannot be stopped. Stop it, and start again.`,
    );
  await endOrphans(data);
  rmSync(join(data, "postmaster.pid"), { force: true });
}

/** The postmaster that runs on this very data folder; null if there is none. */
export function findPostmaster(data: string): ProcessMark | null {
  const [pid, folder] = readPidFile(data);
  const mark = pid ? markOf(pid) : null;
  return mark && isPostgres(mark.pid) && isOn(data, mark.pid, folder) ? mark : null;
}

/** Ends the processes of a postmaster that is gone. They end by themselves unless they are in the middle of a long statement. */
export async function endOrphans(data: string): Promise<void> {
  for (const until = performance.now() + noticeMs; performance.now() < until; await sleep(pollMs))
    if (listProcesses(data).length === 0) return;
  const left = listProcesses(data);
  await Promise.all(left.map((mark) => stopProcess(mark, [["SIGQUIT", 1000]])));
  const stuck = left.find(isRunning);
  if (stuck) throw new Error(`A process of PostgreSQL (${stuck.pid}) cannot be ended. Restart the machine.`);
}

/** The number of the postmaster and the folder that it was started on, as its file says. */
function readPidFile(data: string): [pid: number, folder: string] {
  const file = join(data, "postmaster.pid");
  const [pid = "", folder = ""] = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  return [Number(pid), folder];
}

/** Whether a process works on a data folder, in which every process of PostgreSQL has its working directory. */
function isOn(data: string, pid: number, named: string): boolean {
  const actual = workingDirectory(pid);
  return isSameFolder(actual ?? named, data);
}

function isSameFolder(path: string, data: string): boolean {
  if (!existsSync(path)) return false;
  const [one, other] = [statSync(path), statSync(data)];
  return one.dev === other.dev && one.ino === other.ino;
}

/** All processes of PostgreSQL that work on a data folder; none where the system has no /proc. */
function listProcesses(data: string): ProcessMark[] {
  if (!existsSync("/proc/self")) return [];
  return readdirSync("/proc").flatMap((name) => {
    const pid = /^\d+$/.test(name) ? Number(name) : 0;
    const at = pid ? workingDirectory(pid) : null;
    if (!at || !isSameFolder(at, data) || !isPostgres(pid)) return [];
    return markOf(pid) ?? [];
  });
}

/** Null where the system does not tell, as for processes of another user. */
function workingDirectory(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function isPostgres(pid: number): boolean {
  return programOf(pid) === "postgres";
}
