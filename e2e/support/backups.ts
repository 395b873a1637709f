import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { fillTables } from "@/e2e/support/fill-tables";
import { asAdmin, nameDatabase } from "@/e2e/support/test-db";
import { backUp } from "@/lib/base/backup/back-up";
import { listTables } from "@/lib/base/backup/catalogue";

/** The moment at which the tests' backups are made, and the secret in them. */
export const madeAt = new Date("2026-03-02T12:00:00Z");
const madeSecret = "s".repeat(64);

/** A folder for the files of the running test, deleted when the test is over. */
export function makeFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), "quire-backup-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/**
 * Gives a test file a hub's database with rows in every table, dropped at the end. Tests only read it; one that changes
 * it takes a copy: `makeDatabase(filled.name)`.
 */
export function withFilledDb(): { name: string; url: string } {
  const filled = nameDatabase();
  beforeAll(async () => {
    await asAdmin(`CREATE DATABASE ${filled.name} TEMPLATE template_quire STRATEGY FILE_COPY`);
    await withClient(filled.url, fillEverything);
  }, 120_000);
  afterAll(() => asAdmin(`DROP DATABASE ${filled.name} WITH (FORCE)`));
  return filled;
}

async function fillEverything(client: pg.Client): Promise<void> {
  const tables = await listTables(client);
  await fillTables(
    client,
    tables.map(({ part, name }) => ({ schema: part === "queue" ? "graphile_worker" : "public", name })),
  );
  // A comment that answers a later one: rows of one table may refer to each other in any order.
  await client.query("UPDATE comments SET parent_id = (SELECT max(id) FROM comments) WHERE id = 1");
}

/** Backs up a database into a file of the running test's own. @returns the file */
export async function makeBackup(url: string, file = join(makeFolder(), "hub.backup")): Promise<string> {
  await backUp({ url, file, hub: "https://papers.example.org", secret: madeSecret, now: madeAt });
  return file;
}

/** Runs queries on a connection of their own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

/**
 * All rows of all tables, as text, in a fixed order.
 * Tables are read from PostgreSQL's catalogue, and rows without the code under test.
 */
export function readEverything(url: string): Promise<Record<string, string[]>> {
  return withClient(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(`
      SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname IN ('public', 'graphile_worker') AND tablename <> 'migrations' ORDER BY 1`);
    const all: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
      all[name] = rows.map(({ row }) => row);
    }
    return all;
  });
}

/** The number that each sequence gives next. Calling it takes that number. */
export function takeNextNumbers(url: string): Promise<{ name: string; next: string }[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string; next: string }>(`
      SELECT format('%I.%I', schemaname, sequencename) AS name,
        nextval(format('%I.%I', schemaname, sequencename)::regclass)::text AS next
      FROM pg_sequences WHERE schemaname IN ('public', 'graphile_worker') ORDER BY 1`);
    return rows;
  });
}
