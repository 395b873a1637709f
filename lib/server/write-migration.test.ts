import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { databaseUrl } from "@/lib/base/db";
import { isMigrationName, writeMigration } from "@/lib/server/write-migration";

withTestDb();

const dir = mkdtempSync(join(tmpdir(), "quire-migration-"));
afterAll(() => rmSync(dir, { recursive: true }));

describe("npm run migration", { timeout: 180_000 }, () => {
  it("writes the missing changes, once, after the last migration", async () => {
    const migrations = join(dir, "migrations");
    const schema = join(dir, "schema.prisma");
    cpSync("prisma/migrations", migrations, { recursive: true });
    const models = readFileSync("prisma/schema.prisma", "utf8");
    writeFileSync(schema, `${models}\nmodel Made {\n  id Int @id\n  name String\n\n  @@map("made")\n}\n`);
    const request = { now: new Date("2020-01-01"), serverUrl: databaseUrl(), migrations, schema };

    const file = (await writeMigration({ ...request, name: "made" })) ?? "";
    expect(readFileSync(file, "utf8")).toMatch(/^-- CreateTable\nCREATE TABLE "made" \(/);
    expect(basename(file)).toBe("migration.sql");
    expect(basename(dirname(file))).toMatch(/^20261\d{9}_made$/);
    expect(await writeMigration({ ...request, name: "again" })).toBeNull();
  });

  it("reports errors in the schema", async () => {
    const schema = join(dir, "broken.prisma");
    writeFileSync(schema, "model Made {");
    const request = { name: "made", now: new Date(), serverUrl: databaseUrl(), schema };
    await expect(writeMigration(request)).rejects.toThrow(/^Error: P1012[\s\S]*Error validating/);
  });

  it("refuses an invalid name", () => {
    for (const name of ["paper_licences", "v2"]) expect(isMigrationName(name)).toBe(true);
    for (const name of ["", "Paper", "a b", "../up", "1st", "a__b", "a_", "x".repeat(61)])
      expect(isMigrationName(name), name).toBe(false);
    const command = ["--import", "tsx", "lib/cli/migration.ts", "Bad Name"];
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
    expect(stderr).toContain('"Bad Name" is not a name for a migration.');
    expect(status).toBe(2);
  });
});
