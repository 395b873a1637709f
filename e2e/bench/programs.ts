import { type ChildProcess, spawn } from "node:child_process";

export type Program = { stop: () => Promise<void> };

/**
 * Starts a TypeScript program as a process of its own and waits for its message that it listens.
 * @param env environment variables in addition to those of this process
 * @throws Error when it ends before that; its output is on the screen
 */
export function startProgram(
  file: string,
  env: Record<string, string>,
  args: string[] = [],
): Promise<Program> {
  const child = spawnProgram(file, env, args);
  return new Promise((resolve, reject) => {
    child.once("message", () => resolve({ stop: () => end(child) }));
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code} before it listened.`)));
  });
}

/**
 * Runs a TypeScript program to its end.
 * @returns the one message that it sends
 * @throws Error when it ends without one
 */
export async function runProgram<T>(file: string, env: Record<string, string>, args: string[]): Promise<T> {
  const child = spawnProgram(file, env, args);
  let message: { answer: T } | null = null;
  child.on("message", (answer: T) => {
    message = { answer };
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  return (
    (message as { answer: T } | null)?.answer ?? fail(`${file} ended with ${code} and without an answer.`)
  );
}

function spawnProgram(file: string, env: Record<string, string>, args: string[]): ChildProcess {
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
