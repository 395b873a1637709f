import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { databaseUrl } from "@/lib/base/db";

type Logged = { msg: string; task?: string; level: string; result?: unknown };

export type RunningWorker = {
  child: ChildProcess;
  /** Reads the log until a line is as wanted. @throws when the worker ends before */
  until: (wanted: (line: Logged) => boolean) => Promise<Logged>;
  started: () => Promise<Logged>;
  /** The exit code and signal with which it ends. */
  exit: Promise<unknown[]>;
};

/** Starts a worker on the test's database as the start program does. The test ends it. */
export function startWorker(settings: Record<string, string> = {}): RunningWorker {
  const off = { ARXIV_PULL: "off", GITHUB_STARS: "off", STARTER: "off" };
  const env = { ...process.env, DATABASE_URL: databaseUrl(), ...off, ...settings };
  const child = spawn(process.execPath, ["--import", "tsx", "lib/worker/worker.ts"], {
    env: { NEXTAUTH_SECRET: "s".repeat(32), ...env, LOG_LEVEL: "info" },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const lines = createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]();
  const until = async (wanted: (line: Logged) => boolean): Promise<Logged> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error("The worker ended before it said so");
      const line: Logged = JSON.parse(value);
      if (wanted(line)) return line;
    }
  };
  const started = () => until(({ msg }) => msg === "worker started");
  return { child, until, started, exit: once(child, "exit") };
}
