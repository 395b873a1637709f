import { existsSync } from "node:fs";
import { amendConfig } from "@/lib/base/config";

/** Adds the settings of a .env file, where there is one; the environment's own win. */
export function readEnvFile(file = ".env"): void {
  if (existsSync(file)) process.loadEnvFile(file);
  amendConfig({});
}
