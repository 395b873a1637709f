import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { openConnection, withConnection } from "@/lib/base/connection";
import { databaseUrl, getDb } from "@/lib/base/db";
import { migrate } from "@/lib/server/migrate";

withTestDb();

function folder(migrations: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), "quire-migrations-"));
  for (const [name, sql] of Object.entries(migrations)) {
    mkdirSync(join(dir, name));
    writeFileSync(join(dir, name, "migration.sql"), sql);
  }
  return dir;
}

it("does nothing if all migrations are applied", async () => {
  expect(await migrate(databaseUrl())).toEqual([]);
});

it("applies new migrations in order, once, even when two programs start together", async () => {
  const dir = folder({
    "2_b": "INSERT INTO made VALUES (2)",
    "1_a": "CREATE TABLE made (n int); INSERT INTO made VALUES (1)",
  });
  const applied = await Promise.all([migrate(databaseUrl(), dir), migrate(databaseUrl(), dir)]);
  expect(applied.flat()).toEqual(["1_a", "2_b"]);
  expect(await getDb().$queryRaw`SELECT n FROM made ORDER BY n`).toEqual([{ n: 1 }, { n: 2 }]);
});

it("leaves nothing of a failed migration, and refuses to continue until it is resolved", async () => {
  const dir = folder({ "3_c": "CREATE TABLE half (n int); SELECT no_such_function()" });
  await expect(migrate(databaseUrl(), dir)).rejects.toThrow("no_such_function");
  expect(await getDb().$queryRaw`SELECT to_regclass('half') IS NULL AS gone`).toEqual([{ gone: true }]);
  await expect(migrate(databaseUrl(), dir)).rejects.toThrow("3_c failed earlier");
});

const records = () => getDb().$queryRaw`
  SELECT migration_name AS name, finished_at IS NOT NULL AS finished, applied_steps_count AS steps
  FROM _prisma_migrations WHERE rolled_back_at IS NULL AND migration_name ~ '^[45]_' ORDER BY 1`;

it("runs a migration again that was interrupted, and keeps Prisma's record of it", async () => {
  const dir = folder({ "4_d": "CREATE TABLE slow (n int); SELECT pg_advisory_lock(4)" });
  const cut = await openConnection(databaseUrl());
  await cut.query("SELECT pg_advisory_lock(4)");
  const first = migrate(databaseUrl(), dir);
  const failed = expect(first).rejects.toThrow(/cannot reach its database/);
  const terminate = `SELECT count(pg_terminate_backend(pid))::int AS n FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE '%pg_advisory_lock(4)%' AND pid <> pg_backend_pid()`;
  await expect.poll(async () => (await cut.query(terminate)).rows[0].n).toBe(1);
  await failed;
  await cut.end();
  expect(await records()).toEqual([]);
  expect(await migrate(databaseUrl(), dir)).toEqual(["4_d"]);
  expect(await records()).toEqual([{ name: "4_d", finished: true, steps: 1 }]);
});

it.each([
  ["before its changes were made", "5_e", ""],
  ["after its changes were made", "5_f", "CREATE TABLE of_5_f (n int)"],
])("completes the record of an earlier version that was killed %s", async (_, name, done) => {
  const record = `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('${name}', 'x', '${name}')`;
  await withConnection(databaseUrl(), (client) => client.query(`${record}; ${done}`));
  expect(await migrate(databaseUrl(), folder({ [name]: `CREATE TABLE of_${name} (n int)` }))).toEqual([name]);
  expect(await records()).toContainEqual({ name, finished: true, steps: 1 });
  expect(await migrate(databaseUrl(), folder({ [name]: "SELECT no_such_function()" }))).toEqual([]);
});

it("tries a migration again whose failure has been put right", async () => {
  const dir = folder({ "5_g": "INSERT INTO of_5_g VALUES (1)" });
  await expect(migrate(databaseUrl(), dir)).rejects.toThrow(
    /5_g failed: .*Put the cause right and start again/,
  );
  await getDb().$executeRaw`CREATE TABLE of_5_g (n int)`;
  expect(await migrate(databaseUrl(), dir)).toEqual(["5_g"]);
});
