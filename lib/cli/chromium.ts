import { existsSync } from "node:fs";
import { runProgram } from "@/lib/cli/run-program";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const chromiumHint = "install it with `apt-get install chromium`, or what your system calls it";

/** Path of the Chromium that the journeys run in, or null. */
export function findChromium(): string | null {
  return places.find((path) => existsSync(path)) ?? null;
}

/**
 * Installs Debian's Chromium where there is none and this user may, as root or by sudo without a password.
 * @returns what is wrong in one sentence, or null when it is there
 */
export async function ensureChromium(): Promise<string | null> {
  if (findChromium()) return null;
  const missing = "Chromium is not installed, and the journeys need it";
  if (!existsSync("/usr/bin/apt-get")) return `${missing}: ${chromiumHint}.`;
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const commands = ["apt-get update", "apt-get install -y --no-install-recommends chromium"];
  for (const command of commands) {
    const [program = "", ...args] = [...sudo, ...command.split(" ")];
    const { code, said } = await runProgram(program, args);
    if (code !== 0) return `${missing}. \`${command}\` failed; ${chromiumHint}.\n${said}`;
  }
  return findChromium() ? null : `${missing}: ${chromiumHint}.`;
}
