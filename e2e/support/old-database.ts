import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { migrate } from "@/lib/server/migrate";

/**
 * Runs a test on a database that has only the migrations before a given one.
 * @param migration the folder name of that migration
 * @param run takes a connection, and a function that applies this migration and the later ones
 */
export async function withOldDatabase(
  migration: string,
  run: (client: pg.Client, migrateNow: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const name = `old_${randomUUID().replaceAll("-", "")}`;
  const url = inject("adminUrl").replace(/postgres$/, name);
  const earlier = mkdtempSync(join(tmpdir(), "quire-migrations-"));
  for (const folder of readdirSync("prisma/migrations").filter((one) => one < migration))
    cpSync(resolve("prisma/migrations", folder), join(earlier, folder), { recursive: true });
  const admin = new pg.Client({ connectionString: inject("adminUrl") });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    await migrate(url, earlier);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await run(client, async () => void (await migrate(url)));
    await client.end();
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
    rmSync(earlier, { recursive: true });
  }
}
