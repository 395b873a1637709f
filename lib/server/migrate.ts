import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";

// The advisory lock of Prisma's own engine, so that the two never migrate at once.
const prismaLock = 72707369;

/**
 * Applies prisma/migrations in order under an advisory lock, keeping Prisma's `_prisma_migrations` table and checksums,
 * so that `prisma migrate deploy` and `status` agree with it. Needs none of Prisma's engines. Brings the job queue's own
 * tables up to date as well: pages and commands add jobs, also before the first worker starts.
 * @returns the names of the migrations applied now
 * @throws when an earlier migration failed half-way, or one fails now
 */
export async function migrate(url: string, dir = resolve("prisma/migrations")): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [prismaLock]);
    await client.query(tableSql);
    const applied = await appliedNames(client);
    const names = readdirSync(dir).filter((name) => existsSync(join(dir, name, "migration.sql")));
    const due = names.sort().filter((name) => !applied.has(name));
    for (const name of due) await apply(client, name, readFileSync(join(dir, name, "migration.sql"), "utf8"));
    await runMigrations({ connectionString: url, logger: quiet });
    return due;
  } finally {
    await client.end();
  }
}

const quiet = new Logger(() => () => undefined);

const tableSql = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

async function appliedNames(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{
    migration_name: string;
    finished_at: Date | null;
  }>("SELECT migration_name, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL");
  const failed = rows.find((row) => !row.finished_at);
  if (failed)
    throw new Error(
      `Migration ${failed.migration_name} failed earlier; resolve it with \`prisma migrate resolve\` first.`,
    );
  return new Set(rows.map((row) => row.migration_name));
}

async function apply(client: pg.Client, name: string, sql: string): Promise<void> {
  const id = randomUUID();
  const checksum = createHash("sha256").update(sql).digest("hex");
  await client.query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)", [
    id,
    checksum,
    name,
  ]);
  try {
    // Several statements in one simple query are one implicit transaction: all or nothing.
    await client.query(sql);
    await client.query(
      "UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1",
      [id],
    );
  } catch (error) {
    await client.query("UPDATE _prisma_migrations SET logs = $2 WHERE id = $1", [id, String(error)]);
    throw error;
  }
}
