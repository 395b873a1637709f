import { existsSync } from "node:fs";
import { amendConfig } from "@/lib/base/config";

/** Reads the settings of a .env file, if there is one. Variables already set in the environment win. */
export function readEnvFile(file = ".env"): void {
  if (existsSync(file)) process.loadEnvFile(file);
  amendConfig({});
}
