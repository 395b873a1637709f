import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "@/lib/base/errors";
import {
  createWhole,
  isLive,
  livePrograms,
  type Run,
  readRun,
  runFile,
  writeWhole,
} from "@/lib/base/hub-folder";
import { isGoneWithin, markOf, type ProcessMark, stopProcess } from "@/lib/base/processes";

/** How long the web server and worker of a killed hub may take to end by themselves; they notice it at once. */
const leaveMs = 4000;
/** After this time a second start that took the folder at the same moment has been noticed. */
const rivalMs = 150;
const keptRestarts = 20;

/** The folder of a hub, marked as in use by this process. */
export type Lock = {
  /** Notes a program that this process started, or the one in its place, for whoever finds this process killed. */
  noteProgram: (name: string, pid: number) => void;
  /** Notes that a program had to be started again, for `/health`. */
  noteRestart: (name: string, why: string, at: Date) => void;
  release: () => void;
};

/**
 * Marks `dir` as in use by this process, so that two hubs never share one database folder. The mark of a killed run is
 * replaced, the programs that it left are ended, and the console says so.
 * @param url the hub's address, or what else uses the folder
 * @throws when another hub is running on it, or is being started at the same moment
 */
export async function takeLock(dir: string, url: string): Promise<Lock> {
  mkdirSync(dir, { recursive: true });
  const file = runFile(dir);
  const mark = markOf() ?? { pid: process.pid, since: "" };
  const run: Run = { ...mark, url, dir: realpathSync(dir), programs: [], restarts: [] };
  const previous = takeOver(file, dir, run);
  if (previous) await sleep(rivalMs);
  const holder = readRun(file);
  if (!isSame(holder, run)) throw inUse(holder);
  if (previous) await clearUp(previous, run);
  return keptLock(file, run);
}

/** @returns the killed run whose mark was replaced, or null if there was none */
function takeOver(file: string, dir: string, run: Run): Run | null {
  for (;;) {
    if (createWhole(file, JSON.stringify(run))) return null;
    const other = readRun(file);
    if (!other) continue;
    if (isLive(other, dir)) throw inUse(other);
    // Only one process can create the successor of a run, so of several starts one replaces its mark.
    const claim = `${file}.after-${other.pid}`;
    // Its programs are noted on, in case this process is killed while it ends them.
    const programs = isOfCopied(other, run) ? [] : (other.programs ?? []);
    const text = JSON.stringify({ ...run, programs });
    if (createWhole(claim, text)) {
      try {
        if (!isSame(readRun(file), other)) continue;
        writeWhole(file, text);
        return other;
      } finally {
        rmSync(claim, { force: true });
      }
    }
    const rival = readRun(claim);
    if (rival && isLive(rival, dir)) throw inUse(rival);
    rmSync(claim, { force: true });
  }
}

function isSame(one: Run | null, other: Run): boolean {
  return one?.pid === other.pid && one.since === other.since && one.dir === other.dir;
}

/** Whether a mark came with a copy of another folder. */
function isOfCopied(mark: Run, { dir }: Pick<Run, "dir">): boolean {
  return mark.dir !== undefined && mark.dir !== dir;
}

function inUse(other: Run | null): Error {
  if (!other) return new Error("Another start of Quire took this folder at the same moment. Try again.");
  const { url, pid } = other;
  if (/^https?:/.test(url)) return new Error(`Quire is already running at ${url} (process ${pid}).`);
  return new Error(`${url} is using this folder (process ${pid}). Try again when it has ended.`);
}

/** Ends what a killed run has left. The programs of a folder of which this one is a copy are left alone. */
async function clearUp(previous: Run, { dir }: Pick<Run, "dir">): Promise<void> {
  if (isOfCopied(previous, { dir })) {
    console.log(`  This folder is a copy of ${previous.dir}, or was moved from there.`);
    return;
  }
  console.log("  The last run was killed before it could clean up; what it left is put in order now.");
  for (const program of livePrograms(previous)) await endLeft(program);
}

async function endLeft(program: ProcessMark): Promise<void> {
  if (await isGoneWithin(program, leaveMs)) return;
  if (await stopProcess(program, [])) return;
  throw new Error(`A program of the last run (process ${program.pid}) cannot be ended. Restart the machine.`);
}

function keptLock(file: string, run: Run): Lock {
  // A full disk must not end the hub: the file then tells less than it could.
  const write = () => {
    try {
      writeWhole(file, JSON.stringify(run));
    } catch (error) {
      console.error(`${file} cannot be written: ${messageOf(error)}`);
    }
  };
  return {
    noteProgram: (name, pid) => {
      const others = (run.programs ?? []).filter((one) => one.name !== name);
      const mark = markOf(pid);
      run.programs = mark ? [...others, { name, ...mark }] : others;
      write();
    },
    noteRestart: (name, why, at) => {
      run.restarts = [...(run.restarts ?? []), { name, why, at: at.toISOString() }].slice(-keptRestarts);
      write();
    },
    // Another start may have the folder by now, if this process releases it twice.
    release: () => isSame(readRun(file), run) && rmSync(file, { force: true }),
  };
}

/** @throws with a clear sentence when another program listens on the port */
export function checkPort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const why =
        error.code === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${error.code})`;
      reject(
        new Error(`Port ${port} ${why}. Stop that program, or choose another port: PORT=3001 npm start`),
      );
    });
    probe.listen(port, () => probe.close(() => resolve()));
  });
}
