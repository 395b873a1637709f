import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isDeepStrictEqual } from "node:util";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { from } from "pg-copy-streams";
import type { TableLine } from "@/lib/base/backup/backup-format";
import { listTables, notOfExtension, quoted, type Table } from "@/lib/base/backup/catalogue";
import { type BackupContents, readBackup } from "@/lib/base/backup/read-backup";
import { wholeTableSettings } from "@/lib/base/backup/session-settings";
import { withConnection } from "@/lib/base/connection";
import { AppError, isAppError, messageOf } from "@/lib/base/errors";
import { migrationLock, migrationsTable, quietLogger } from "@/lib/server/migrate";

type Migration = { name: string; sql: string; checksum: string };

/** What a database contains that a restore would replace. */
export type Hub = { papers: number; accounts: number };

/**
 * The hub in a database, or null if the database is empty: it has no table with rows besides the list of migrations.
 * @throws AppError conflict while a hub uses the database
 */
export function findHub(url: string): Promise<Hub | null> {
  return withConnection(url, async (client) => {
    await assertUnused(client);
    const tables = (await listTables(client)).filter(({ part }) => part === "hub");
    const filled = new Set<string>();
    for (const table of tables) if (await hasRows(client, table)) filled.add(table.name);
    filled.delete("_prisma_migrations");
    if (filled.size === 0) return null;
    const count = async (name: string) => (filled.has(name) ? countRows(client, name) : 0);
    return { papers: await count("papers"), accounts: await count("users") };
  });
}

/** @throws AppError conflict while a web server, a worker or a command of a hub is connected */
async function assertUnused(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `SELECT 1 FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'quire%' LIMIT 1`,
  );
  if (rows.length > 0)
    throw new AppError(
      "conflict",
      "A hub is using this database. Stop its web servers and workers, then restore the backup.",
    );
}

async function hasRows(client: pg.Client, table: Table): Promise<boolean> {
  const { rows } = await client.query<{ filled: boolean }>(
    `SELECT EXISTS (SELECT FROM ${quoted(table)}) AS filled`,
  );
  return rows[0]?.filled ?? false;
}

async function countRows(client: pg.Client, name: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${quoted({ part: "hub", name })}`,
  );
  return rows[0]?.count ?? 0;
}

type Request = {
  /** The address of the database. */
  url: string;
  file: string;
  /** What `readBackup` found in the file. */
  backup: BackupContents;
  /** The folder of migrations, unless it is the hub's own. */
  migrations?: string;
  onBytes?: (bytes: number) => void;
  signal?: AbortSignal;
};

type Restored = {
  rows: number;
  /** The migrations applied after the rows, to bring an older backup up to date. */
  migrated: string[];
  /** Tables of the backup that its migrations do not make, so that they are not the hub's; they were left out. */
  unknown: string[];
};

/**
 * Replaces everything in the database by a backup, in one transaction: makes the tables as the backup's migrations made
 * them, loads the rows, and applies the migrations that came later. If any of it fails, the database stays as it was.
 * @throws AppError unprocessable when the backup is of a newer version, damaged, or cannot be loaded
 */
export async function restore(request: Request): Promise<Restored> {
  const { url, backup, migrations } = request;
  const { then, later } = splitMigrations(backup, migrations);
  // The queue makes its own tables; this adds to an empty database and changes no rows.
  await runMigrations({ connectionString: url, logger: quietLogger });
  return withConnection(url, async (client) => {
    const restored = await replaceAll(client, request, then, later).catch((error: unknown) => {
      throw asRestoreError(error, request.signal);
    });
    // Without statistics PostgreSQL plans badly until it collects some by itself, which it does soon if this fails.
    await client.query("ANALYZE").catch(() => undefined);
    return restored;
  });
}

/**
 * The migrations that the backup's database had, and those that came later.
 * @throws AppError unprocessable when the backup has one that is not here or was another one
 */
export function splitMigrations({ header }: BackupContents, dir = resolve("prisma/migrations")) {
  const known = listMigrations(dir);
  const had = new Map(header.migrations.map(({ name, checksum }) => [name, checksum]));
  const then = known.filter(({ name }) => had.has(name));
  const changed = then.find(({ name, checksum }) => had.get(name) !== checksum);
  if (then.length < had.size)
    throw new AppError(
      "unprocessable",
      "The backup was made by a newer version of Quire. Update Quire, then restore it. Nothing was changed.",
    );
  if (changed)
    throw new AppError(
      "unprocessable",
      `The backup was made with another form of the migration ${changed.name}. Restore it with the version of Quire that made it, then update. Nothing was changed.`,
    );
  return { then, later: known.filter(({ name }) => !had.has(name)) };
}

function listMigrations(dir: string): Migration[] {
  const names = readdirSync(dir).filter((name) => existsSync(join(dir, name, "migration.sql")));
  return names.sort().map((name) => {
    const sql = readFileSync(join(dir, name, "migration.sql"), "utf8");
    return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
  });
}

async function replaceAll(
  client: pg.Client,
  { file, backup, onBytes, signal }: Request,
  then: Migration[],
  later: Migration[],
): Promise<Restored> {
  await client.query(`BEGIN; ${wholeTableSettings}; SET LOCAL lock_timeout = '3s'`);
  // A hub that is started meanwhile waits here with its own migrations.
  await client.query("SELECT pg_advisory_xact_lock($1)", [migrationLock]);
  await assertUnused(client);
  await dropAll(client);
  await client.query(migrationsTable);
  for (const { sql } of then) await client.query(sql);
  await client.query("SET CONSTRAINTS ALL IMMEDIATE");
  const tables = await listTables(client);
  await emptyQueue(client, tables);
  const unknown: string[] = [];
  const onTable = async (line: TableLine, rows: AsyncIterable<Buffer>) => {
    const table = tables.find(({ part, name }) => part === line.part && name === line.name);
    if (table) return loadRows(client, line, table, rows);
    unknown.push(line.name);
    for await (const _ of rows);
  };
  const read = await readBackup(file, { onTable, ...(onBytes && { onBytes }), ...(signal && { signal }) });
  if (!isDeepStrictEqual(read, backup))
    throw new AppError("conflict", `The file ${file} was changed meanwhile.`);
  await restartSequences(client, backup);
  for (const migration of later) await applyLater(client, migration);
  await commit(client);
  return {
    rows: backup.tables.reduce((sum, { rows }) => sum + rows, 0),
    migrated: later.map(({ name }) => name),
    unknown,
  };
}

async function commit(client: pg.Client): Promise<void> {
  await client.query("COMMIT").catch((error: unknown) => {
    if (error instanceof pg.DatabaseError) throw error;
    throw new AppError(
      "unavailable",
      "The connection was lost at the very end. Restore the backup once more.",
    );
  });
}

/** Drops everything in the hub's schema but what belongs to extensions. */
async function dropAll(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ sql: string }>(`
    SELECT format('DROP %s IF EXISTS %I.%I CASCADE', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
      WHEN 'S' THEN 'SEQUENCE' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END, current_schema(), c.relname) AS sql
    FROM pg_class c WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      AND ${notOfExtension("pg_class", "c.oid")}
    UNION ALL
    SELECT format('DROP ROUTINE IF EXISTS %I.%I(%s) CASCADE', current_schema(), p.proname,
      pg_get_function_identity_arguments(p.oid))
    FROM pg_proc p WHERE p.pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND ${notOfExtension("pg_proc", "p.oid")}
    UNION ALL
    SELECT format('DROP TYPE IF EXISTS %I.%I CASCADE', current_schema(), t.typname)
    FROM pg_type t WHERE t.typnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND t.typtype IN ('e', 'd', 'r')
      AND ${notOfExtension("pg_type", "t.oid")}`);
  for (const { sql } of rows) await client.query(sql);
}

async function emptyQueue(client: pg.Client, tables: Table[]): Promise<void> {
  const names = tables.filter(({ part }) => part === "queue").map(quoted);
  await client.query(`TRUNCATE ${names.join(", ")}`);
}

/** Loads the rows of a table. The foreign keys are checked when its rows are in, so that they may refer to each other. */
async function loadRows(
  client: pg.Client,
  line: TableLine,
  table: Table,
  rows: AsyncIterable<Buffer>,
): Promise<void> {
  const unknown = line.columns.find((column) => !table.columns.includes(column));
  if (unknown)
    throw new AppError(
      "unprocessable",
      `The table ${line.name} of the backup has an unknown column, ${unknown}.`,
    );
  const columns = line.columns.map((column) => pg.escapeIdentifier(column)).join(", ");
  // A trigger must not change rows that are as they were; the owner of a table may switch its triggers off.
  await client.query(`ALTER TABLE ${quoted(table)} DISABLE TRIGGER USER`);
  await pipeline(
    Readable.from(rows, { objectMode: false }),
    client.query(from(`COPY ${quoted(table)} (${columns}) FROM STDIN`)),
  );
  await client.query(`ALTER TABLE ${quoted(table)} ENABLE TRIGGER USER`);
}

/** Unlike setval, ALTER SEQUENCE takes part in the transaction. */
async function restartSequences(client: pg.Client, { sequences }: BackupContents): Promise<void> {
  for (const { part, name, next } of sequences)
    await client.query(`ALTER SEQUENCE IF EXISTS ${quoted({ part, name })} RESTART WITH ${BigInt(next)}`);
}

async function applyLater(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query(sql);
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), 1)`,
    [randomUUID(), checksum, name],
  );
}

/** PostgreSQL's code for a lock that was waited for too long. */
const lockTimeout = "55P03";

function asRestoreError(error: unknown, signal: AbortSignal | undefined): unknown {
  if (isAppError(error) || signal?.aborted) return error;
  if (error instanceof pg.DatabaseError && error.code === lockTimeout)
    return new AppError(
      "conflict",
      "Another program is using the database, which is as it was before. Stop it, then restore the backup.",
    );
  const words = `The backup could not be restored, and the database is as it was before. The reason: ${messageOf(error)}`;
  return Object.assign(new AppError("unprocessable", words), { cause: error });
}
