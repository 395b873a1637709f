import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb, Prisma } from "@/lib/base/db";

withTestDb();

it("migrations lead to the schema in schema.prisma", async () => {
  const { code, output } = await prisma(
    "migrate diff --exit-code --from-migrations prisma/migrations --to-schema prisma/schema.prisma",
  );
  expect(output).toContain("No difference detected");
  expect(code).toBe(0);
}, 60_000);

it("Prisma's own command line sees that the hub applied the migrations", async () => {
  const { output } = await prisma("migrate status");
  expect(output).toContain("Database schema is up to date");
}, 60_000);

it("the hub records each applied migration with its checksum", async () => {
  const rows = await getDb().$queryRaw<{ name: string; checksum: string }[]>(
    Prisma.sql`SELECT migration_name AS name, checksum FROM _prisma_migrations ORDER BY migration_name`,
  );
  const folders = readdirSync("prisma/migrations", { withFileTypes: true }).filter((one) =>
    one.isDirectory(),
  );
  const names = folders.map(({ name }) => name).sort();
  expect(rows).toEqual(names.map((name) => ({ name, checksum: checksumOf(name) })));
});

it("each migration can be one transaction together with its record, so that an interrupted one leaves nothing", () => {
  const files = readdirSync("prisma/migrations", { recursive: true, encoding: "utf8" });
  const leaving = files
    .filter((name) => name.endsWith(".sql"))
    .filter((name) => {
      const sql = readFileSync(`prisma/migrations/${name}`, "utf8")
        .replace(/--.*$/gm, "")
        .replace(/\$\$.*?\$\$/gs, "");
      return /^\s*(begin|commit|end|rollback|start transaction|vacuum)\b|\bconcurrently\b/im.test(sql);
    });
  expect(leaving).toEqual([]);
});

it("migrations keep what the schema cannot express: one active vote per person and paper, and an unlogged table of counters", async () => {
  const [index] = await getDb().$queryRaw<{ definition: string }[]>`
    SELECT indexdef AS definition FROM pg_indexes WHERE indexname = 'votes_paper_id_user_id_withdrawn_at_key'`;
  expect(index?.definition).toContain("NULLS NOT DISTINCT");
  const [table] = await getDb().$queryRaw<{ kind: string }[]>`
    SELECT relpersistence::text AS kind FROM pg_class WHERE relname = 'rate_limits'`;
  expect(table?.kind).toBe("u");
});

async function prisma(command: string): Promise<{ code: number; output: string }> {
  const env = {
    ...process.env,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  };
  const args = ["node_modules/prisma/build/index.js", ...command.split(" ")];
  const done = promisify(execFile)(process.execPath, args, { env });
  return done.then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code, output: stdout + stderr }),
  );
}

function checksumOf(name: string): string {
  return createHash("sha256")
    .update(readFileSync(`prisma/migrations/${name}/migration.sql`))
    .digest("hex");
}
