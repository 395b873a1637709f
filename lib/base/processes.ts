import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A process: its number, and when it began, because numbers are used again. */
export type ProcessMark = { pid: number; since: string };

/** Signals in the order in which they are sent, each with the milliseconds that the process has before the next one. */
export type StopSteps = [signal: NodeJS.Signals, ms: number][];

const pollMs = 25;
/** How long a killed process may take to disappear; its memory has to be given back. */
const killMs = 10_000;

/** This process, or the one with the given number; null if there is none. */
export function markOf(pid: number = process.pid): ProcessMark | null {
  const since = startOf(pid);
  return since === null ? null : { pid, since };
}

/** Whether a process still runs; another one with the same number does not count. */
export function isRunning({ pid, since }: ProcessMark): boolean {
  return startOf(pid) === since;
}

/** Sends a signal. @returns false if there is no such process, or if it belongs to somebody else */
function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/**
 * Stops a process, whoever started it: sends each signal in turn, then SIGKILL, until it is gone.
 * @returns false if it lives on even so
 */
export async function stopProcess(mark: ProcessMark, steps: StopSteps): Promise<boolean> {
  for (const [signal, ms] of [...steps, ["SIGKILL", killMs] as const]) {
    if (!isRunning(mark)) return true;
    sendSignal(mark.pid, signal);
    if (await isGoneWithin(mark, ms)) return true;
  }
  return false;
}

/** Waits until a process is gone. @returns false if it still runs after this time */
export async function isGoneWithin(mark: ProcessMark, ms: number): Promise<boolean> {
  for (const until = performance.now() + ms; performance.now() < until; await sleep(pollMs))
    if (!isRunning(mark)) return true;
  return !isRunning(mark);
}

/** The name of the program that a process runs, such as "postgres"; null if there is no such process. */
export function programOf(pid: number): string | null {
  try {
    if (existsSync("/proc/self/comm")) return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return null;
  }
  const name = readPs(pid, "comm=");
  return name && basename(name);
}

/** When a process began, as text that differs for every other process of this number; null if there is none. */
function startOf(pid: number): string | null {
  return existsSync("/proc/self/stat") ? startFromProc(pid) : readPs(pid, "lstart=");
}

function startFromProc(pid: number): string | null {
  try {
    // The name of the program, in brackets, may itself contain spaces and brackets.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    // A zombie has ended; only its parent has not noticed.
    if (fields[0] === "Z" || fields[0] === "X") return null;
    // Field 22 of proc(5): clock ticks since the machine started, which the boot's own id tells apart.
    return `${bootId()} ${fields[19]}`;
  } catch {
    return null;
  }
}

/** What ps(1) says about a process, for systems without /proc; null if there is no such process. */
function readPs(pid: number, field: string): string | null {
  const { status, stdout } = spawnSync("ps", ["-o", field, "-p", String(pid)], { encoding: "utf8" });
  return status === 0 && stdout.trim() ? stdout.trim() : null;
}

let boot: string | undefined;

function bootId(): string {
  const file = "/proc/sys/kernel/random/boot_id";
  boot ??= existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  return boot;
}
