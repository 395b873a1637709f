import { existsSync } from "node:fs";
import { join } from "node:path";
import { amendConfig, ConfigError, getConfig, isUnderTest } from "@/lib/base/config";
import { readSecret, runningDatabaseUrl } from "@/lib/base/hub-folder";

/** Reads the settings of a .env file, if there is one. Variables already set in the environment win. */
export function readEnvFile(file = ".env"): void {
  if (existsSync(file)) process.loadEnvFile(file);
  amendConfig({});
}

/**
 * Completes the settings of a web server or worker that somebody starts by itself, as `npm start` does for those that it
 * starts: reads .env, finds the database and the secret of the hub on this machine, and tells the sign-in the hub's address.
 * Ends the process with a sentence for each setting that is missing or wrong.
 */
export function completeSettings(): void {
  try {
    if (!isUnderTest()) readEnvFile();
    const { NODE_ENV, HUB_URL, QUIRE_DIR, ...config } = getConfig();
    const found = {
      DATABASE_URL: config.DATABASE_URL ?? runningDatabaseUrl(QUIRE_DIR),
      NEXTAUTH_SECRET: config.NEXTAUTH_SECRET ?? readSecret(QUIRE_DIR),
    };
    const { DATABASE_URL, NEXTAUTH_SECRET } = found;
    if (DATABASE_URL === null || NEXTAUTH_SECRET === null)
      throw new ConfigError(missingWords(found, QUIRE_DIR));
    amendConfig({ NODE_ENV, HUB_URL, NEXTAUTH_URL: HUB_URL, DATABASE_URL, NEXTAUTH_SECRET });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

function missingWords(
  found: Record<"DATABASE_URL" | "NEXTAUTH_SECRET", string | null>,
  dir: string,
): string[] {
  return [
    ...(found.DATABASE_URL === null
      ? [`DATABASE_URL: missing, and no hub is running on the folder ${dir}`]
      : []),
    ...(found.NEXTAUTH_SECRET === null
      ? [
          `NEXTAUTH_SECRET: missing. All web servers and workers of a hub need the same one; if none was set for the first one, it is in the file ${join(dir, "secret")} there`,
        ]
      : []),
  ];
}
