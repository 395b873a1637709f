import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildScripts, hasScripts } from "@/lib/server/scripts";

const sources = [
  "app",
  "components",
  "lib",
  "prisma/schema.prisma",
  "next.config.mjs",
  "package-lock.json",
  "tsconfig.json",
];
const stamp = ".next/quire-build";

/** Whether .next and public/ hold a finished build of the sources as they are now. */
export function isBuilt(): boolean {
  return hasScripts() && existsSync(stamp) && readFileSync(stamp, "utf8") === sourceHash();
}

/**
 * Builds the browser scripts, and the web app with Next.
 * @param signal stops it @param onStart is told the number of the process that builds
 * @throws with the program's output when it fails
 */
export async function build(signal?: AbortSignal, onStart?: (pid: number) => void): Promise<void> {
  const hash = sourceHash();
  // A build that is interrupted must not pass for the one before it.
  rmSync(stamp, { force: true });
  await buildScripts();
  const output: string[] = [];
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  if (child.pid) onStart?.(child.pid);
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(String(chunk)));
  const code = await new Promise((resolve, reject) => child.once("close", resolve).once("error", reject));
  if (code !== 0) throw new Error(`next build failed:\n${output.join("")}`);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

function sourceHash(): string {
  const hash = createHash("sha256");
  for (const source of sources)
    for (const file of filesUnder(source)) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

function filesUnder(path: string): string[] {
  if (statSync(path).isFile()) return path.endsWith(".test.ts") ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
