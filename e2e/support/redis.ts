import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { installDebianPackage } from "@/e2e/run/debian-package";
import { freePort } from "@/lib/server/postgres";

const programs = ["/usr/bin/valkey-server", "/usr/bin/redis-server"];

/** A Redis or Valkey server for a test file, empty at the start. */
export type RunningRedis = { url: string; keys: () => Promise<string[]>; stop: () => Promise<void> };

/**
 * Starts Debian's Valkey or Redis, installing it where there is none.
 * @returns the running server, or in one sentence why there is none
 */
export async function startRedis(): Promise<RunningRedis | string> {
  const program = await findRedis();
  if (!program)
    return "Neither Redis nor Valkey is installed, and Debian's package redis-server could not be installed.";
  const port = await freePort();
  const dir = mkdtempSync(join(tmpdir(), "quire-redis-"));
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", dir];
  const child = spawn(program, args, { stdio: "ignore" });
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { retryStrategy: () => 50 }).on("error", () => undefined);
  await client.ping();
  return {
    url,
    keys: () => client.keys("*"),
    stop: () => stop(child, client, dir),
  };
}

async function findRedis(): Promise<string | undefined> {
  const find = () => programs.find((path) => existsSync(path));
  if (!find()) await installDebianPackage("redis-server");
  return find();
}

async function stop(child: ChildProcess, client: Redis, dir: string): Promise<void> {
  client.disconnect();
  const ended = once(child, "exit");
  if (child.exitCode === null && child.kill("SIGTERM")) await ended;
  rmSync(dir, { recursive: true, force: true });
}
