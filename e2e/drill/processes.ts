import { existsSync, readdirSync, readFileSync } from "node:fs";

export type Process = { pid: number; parent: number; command: string };

/** Whether this system lists its processes as files, as Linux does. */
export const hasProcessFiles = existsSync("/proc/self/environ");

/**
 * The processes of the hub on a folder: those that were started with the folder as QUIRE_DIR, and their children. The
 * latter matters for PostgreSQL's backends, which overwrite their environment with their title.
 */
export function listProcesses(dir: string): Process[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)));
  const own = new Set(all.filter(({ pid }) => isStartedWith(pid, dir)).map(({ pid }) => pid));
  return all.filter(({ pid, parent }) => own.has(pid) || own.has(parent));
}

/** The PostgreSQL server among a hub's processes. */
export function findPostmaster(processes: Process[]): Process | undefined {
  return processes.find(({ command }) => /\/postgres -D /.test(command));
}

/** PostgreSQL's processes that serve the hub's connections. */
export function listBackends(processes: Process[]): Process[] {
  const postmaster = findPostmaster(processes);
  return processes.filter(
    ({ parent, command }) => parent === postmaster?.pid && command.startsWith("postgres: quire quire "),
  );
}

/** Kills a process without giving it a chance to do anything; one that has just ended is no error. */
export function killNow({ pid }: Pick<Process, "pid">): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function readProcess(pid: number): Process[] {
  const stat = readFile(`/proc/${pid}/stat`);
  const [, state = "Z", parent = "0"] = /\) (\S) (\d+) /.exec(stat) ?? [];
  const command = readFile(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim();
  return state === "Z" ? [] : [{ pid, parent: Number(parent), command }];
}

function isStartedWith(pid: number, dir: string): boolean {
  return readFile(`/proc/${pid}/environ`).split("\0").includes(`QUIRE_DIR=${dir}`);
}

/** The text of a file, empty if its process has ended or belongs to somebody else. */
function readFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
