import { type Config, ConfigError, getConfig } from "@/lib/base/config";
import { readEnvFile } from "@/lib/base/env-file";
import { type Finding, listDatabaseFindings, listFindings } from "@/lib/server/doctor";

console.log("\n  ✓ set up   – works as it is   ○ not reachable now   ✗ needs you\n");
const config = readSettings();
if (config) {
  const findings = [...(await listDatabaseFindings(config)), ...(await listFindings(config))];
  for (const finding of findings) console.log(lineOf(finding));
  if (findings.some(({ mark }) => mark === "✗")) process.exitCode = 1;
}
console.log();

function readSettings(): Config | null {
  try {
    readEnvFile();
    return getConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const say of error.problems) console.log(lineOf({ mark: "✗", name: "Settings", say }));
    console.log("\n  They come from the environment and the file .env; the README lists them all.");
    process.exitCode = 1;
    return null;
  }
}

function lineOf({ mark, name, say, hint }: Finding): string {
  return `  ${mark} ${name.padEnd(11)} ${say}${hint ? `\n${" ".repeat(16)}→ ${hint}` : ""}`;
}
