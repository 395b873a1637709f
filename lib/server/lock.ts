import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

type Run = { pid: number; url: string };

/**
 * Marks `dir` as in use by this process, so that two hubs never share one database folder.
 * The lock of a killed run is replaced, and the console says so.
 * @returns a function that releases the folder
 * @throws when another hub is running on it
 */
export function takeLock(dir: string, url: string): () => void {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, "running.json");
  const other = readRun(file);
  if (other && isHub(other.pid))
    throw new Error(`Quire is already running at ${other.url} (process ${other.pid}).`);
  if (other)
    console.log("  The last run was killed before it could clean up; what it left is put in order now.");
  writeFileSync(file, JSON.stringify({ pid: process.pid, url } satisfies Run));
  return () => rmSync(file, { force: true });
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

function readRun(file: string): Run | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { pid: 0, url: "" };
  }
}

function isHub(pid: number): boolean {
  if (!pid || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  // After a restart of the machine another program may have the process number; on Linux its command line tells.
  const command = `/proc/${pid}/cmdline`;
  return !existsSync(command) || readFileSync(command, "utf8").includes("boot.mjs");
}
