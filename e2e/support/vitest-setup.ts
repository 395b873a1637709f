import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "@/lib/server/migrate";
import { startPostgres } from "@/lib/server/postgres";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
  }
}

/** Starts one PostgreSQL for all unit tests, with a migrated template database that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), "quire-test-"));
  const postgres = await startPostgres(dir, {
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
  });
  const admin = new pg.Client({ connectionString: postgres.url.replace(/quire$/, "postgres") });
  await admin.connect();
  await migrate(postgres.url);
  await admin.query("ALTER DATABASE quire RENAME TO template_quire");
  await admin.end();
  project.provide("adminUrl", postgres.url.replace(/quire$/, "postgres"));
  return async () => {
    await postgres.stop();
    for (const path of [dir, postgres.home]) rmSync(path, { recursive: true, force: true });
  };
}
