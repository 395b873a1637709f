import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { DateTime } from "luxon";
import { amendConfig } from "@/lib/base/config";

type Request = {
  name: string;
  now: Date;
  /** A PostgreSQL server on which the migrations are tried, in a database of their own that is dropped afterwards. */
  serverUrl: string;
  /** The folder of migrations, and the schema they should lead to. */
  migrations?: string;
  schema?: string;
};

const stampFormat = "yyyyMMddHHmmss";

/** Whether a migration may have this name: lower-case words joined by underscores, at most 60 characters. */
export function isMigrationName(name: string): boolean {
  return /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name) && name.length <= 60;
}

/**
 * Writes the SQL that leads from the existing migrations to the schema into a new migration folder.
 * @returns the path of the file, or null when there is no difference
 * @throws when the migrations cannot be applied to an empty database, or the schema is not valid
 */
export async function writeMigration({
  name,
  now,
  serverUrl,
  migrations = "prisma/migrations",
  schema = "prisma/schema.prisma",
}: Request): Promise<string | null> {
  const sql = await findDifference(serverUrl, migrations, schema);
  if (sql === null) return null;
  const dir = join(migrations, `${stampAfter(migrations, now)}_${name}`);
  mkdirSync(dir);
  const file = join(dir, "migration.sql");
  writeFileSync(file, sql);
  return file;
}

async function findDifference(serverUrl: string, migrations: string, schema: string): Promise<string | null> {
  amendConfig({ DATABASE_URL: serverUrl });
  const prisma = ["node_modules/prisma/build/index.js", "migrate", "diff", "--script", "--exit-code"];
  const args = [...prisma, "--from-migrations", migrations, "--to-schema", schema];
  // With --exit-code Prisma ends with 0 without a difference, with 2 when it found one.
  return promisify(execFile)(process.execPath, args).then(
    () => null,
    (error: { code: number; stdout: string; stderr: string }) => {
      if (error.code === 2) return error.stdout;
      throw new Error(error.stderr.replace(/^Loaded Prisma config.*\n/, "").trim());
    },
  );
}

/** The time of the new migration, in UTC: now or, if the clock was ahead for the last one, a second after that. */
function stampAfter(migrations: string, now: Date): string {
  const stamps = readdirSync(migrations).flatMap((name) => /^\d{14}(?=_)/.exec(name) ?? []);
  const last = DateTime.fromFormat(stamps.sort().at(-1) ?? "", stampFormat, { zone: "utc" });
  const time = DateTime.fromJSDate(now, { zone: "utc" });
  return (last.isValid && last >= time ? last.plus({ seconds: 1 }) : time).toFormat(stampFormat);
}
