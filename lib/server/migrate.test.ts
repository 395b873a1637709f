import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
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
