import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Logger, runMigrations } from "graphile-worker";
import type pg from "pg";
import { isConnectionLoss, withConnection } from "@/lib/base/connection";
import { codeOf, messageOf } from "@/lib/base/errors";

/** The advisory lock of Prisma's own engine, so that the two never migrate at once. */
export const migrationLock = 72707369;

/**
 * Applies prisma/migrations in order under an advisory lock, keeping Prisma's `_prisma_migrations` table and checksums,
 * so that `prisma migrate deploy` and `status` agree with it. Needs none of Prisma's engines. Each migration and its
 * record are one transaction: one that was interrupted, or that failed, left nothing and is run again. Brings the job
 * queue's own tables up to date as well: pages and commands add jobs, also before the first worker starts.
 * @returns the names of the migrations applied now
 * @throws when a migration fails, with what to do; the ones before it stay applied
 */
export async function migrate(url: string, dir = resolve("prisma/migrations")): Promise<string[]> {
  return withConnection(url, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    await client.query(migrationsTable);
    const { applied, open } = await listRecords(client);
    const names = readdirSync(dir).filter((name) => existsSync(join(dir, name, "migration.sql")));
    const due = names.sort().filter((name) => !applied.has(name));
    for (const name of due)
      await apply(client, {
        name,
        sql: readFileSync(join(dir, name, "migration.sql"), "utf8"),
        before: open.get(name),
      });
    await runMigrations({ connectionString: url, logger: quietLogger });
    return due;
  });
}

/** A logger for the job queue's own migrations that writes nothing. */
export const quietLogger = new Logger(() => () => undefined);

/** Creates Prisma's list of the applied migrations, unless it exists. */
export const migrationsTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** How an earlier run of a migration ended that did not finish. */
type Unfinished = "failed" | "interrupted";

type Migration = { name: string; sql: string; before: Unfinished | undefined };

async function listRecords(client: pg.Client) {
  const { rows } = await client.query<{ name: string; finished: boolean; failed: boolean }>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished, coalesce(logs, '') <> '' AS failed
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  const applied = new Set(rows.filter((row) => row.finished).map((row) => row.name));
  const open = new Map<string, Unfinished>();
  for (const { name, finished, failed } of rows)
    if (!finished) open.set(name, failed ? "failed" : "interrupted");
  return { applied, open };
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await runInTransaction(client, migration);
  } catch (error) {
    if (isConnectionLoss(error)) throw error;
    await client.query("ROLLBACK");
    if (migration.before === "interrupted" && isAlreadyThere(error)) return record(client, migration, null);
    await record(client, migration, String(error));
    throw new Error(failureWords(migration, error), { cause: error });
  }
}

async function runInTransaction(client: pg.Client, migration: Migration): Promise<void> {
  await client.query("BEGIN");
  await client.query(migration.sql);
  await record(client, migration, null);
  await client.query("COMMIT");
}

/** Records that a migration is applied, or why it failed, in place of the records of earlier runs that did not finish. */
async function record(client: pg.Client, { name, sql }: Migration, failure: string | null): Promise<void> {
  const checksum = createHash("sha256").update(sql).digest("hex");
  await client.query(
    "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = $1 AND finished_at IS NULL AND rolled_back_at IS NULL",
    [name],
  );
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, logs, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, $4, CASE WHEN $4::text IS NULL THEN now() END, CASE WHEN $4::text IS NULL THEN 1 ELSE 0 END)`,
    [randomUUID(), checksum, name, failure],
  );
}

/**
 * Whether what a migration makes is there already. Earlier versions recorded that a migration was done after its
 * transaction; if such a run was interrupted between the two, the whole migration is applied.
 */
function isAlreadyThere(error: unknown): boolean {
  return duplicates.includes(codeOf(error));
}

/** PostgreSQL's codes for schemas, tables, columns, other objects and functions that exist already. */
const duplicates = ["42P06", "42P07", "42701", "42710", "42723"];

function failureWords({ name, before }: Migration, error: unknown): string {
  const again = before === "failed" ? "failed earlier, and fails again" : "failed";
  return `Migration ${name} ${again}: ${messageOf(error)}. Nothing of it was applied. Put the cause right and start again: it is then run again.`;
}
