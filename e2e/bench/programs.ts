import { type ChildProcess, spawn } from "node:child_process";

export type Program = { stop: () => Promise<void> };

/**
 * Starts a TypeScript program as a process of its own and waits until it says that it listens.
 * @param env settings on top of this process's own
 * @throws when it ends before that; its words are on the screen
 */
export function startProgram(
  file: string,
  env: Record<string, string>,
  args: string[] = [],
): Promise<Program> {
  const child = run(file, env, args);
  return new Promise((resolve, reject) => {
    child.once("message", () => resolve({ stop: () => end(child) }));
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code} before it listened.`)));
  });
}

/**
 * Runs a TypeScript program to its end.
 * @returns the one message it sends
 * @throws when it ends without one
 */
export async function askProgram<T>(file: string, env: Record<string, string>, args: string[]): Promise<T> {
  const child = run(file, env, args);
  let said: { answer: T } | null = null;
  child.on("message", (answer: T) => {
    said = { answer };
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  return (said as { answer: T } | null)?.answer ?? fail(`${file} ended with ${code} and without an answer.`);
}

function run(file: string, env: Record<string, string>, args: string[]): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", file, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

function fail(sentence: string): never {
  throw new Error(sentence);
}
