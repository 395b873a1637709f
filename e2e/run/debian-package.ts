import { existsSync } from "node:fs";
import { runProgram } from "@/e2e/run/run-program";

/**
 * Installs a Debian package if this user is root or has sudo without a password.
 * @returns what went wrong, or null when the package was installed
 */
export async function installDebianPackage(name: string): Promise<string | null> {
  if (!existsSync("/usr/bin/apt-get")) return "This system has no apt-get.";
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  for (const command of ["apt-get update", `apt-get install -y --no-install-recommends ${name}`]) {
    const [program = "", ...args] = [...sudo, ...command.split(" ")];
    const { code, output } = await runProgram(program, args);
    if (code !== 0) return `\`${command}\` failed.\n${output}`;
  }
  return null;
}
