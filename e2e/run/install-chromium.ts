import { existsSync } from "node:fs";
import { runProgram } from "@/e2e/run/run-program";
import { chromiumHint, findChromium } from "@/lib/cli/chromium";

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
