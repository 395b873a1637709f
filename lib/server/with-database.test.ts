import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig } from "@/lib/base/config";
import { databaseUrl } from "@/lib/base/db";
import { withDatabase } from "@/lib/server/with-database";

withTestDb();

const dir = mkdtempSync(join(tmpdir(), "quire-with-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const configured = databaseUrl();
const note = join(dir, "database-url");

async function urlSeen(): Promise<string> {
  let url = "";
  await withDatabase(async () => {
    url = databaseUrl();
  });
  return url;
}

beforeEach(() => amendConfig({ QUIRE_DIR: dir, DATABASE_URL: "" }));
afterEach(() => {
  process.exitCode = 0;
  vi.restoreAllMocks();
});

describe("withDatabase", { timeout: 60_000 }, () => {
  it("prefers the configured database", async () => {
    amendConfig({ DATABASE_URL: configured });
    writeFileSync(note, "postgresql://127.0.0.1:1/other");
    expect(await urlSeen()).toBe(configured);
  });

  it("uses the database of a running hub", async () => {
    writeFileSync(note, `${configured}\n`);
    expect(await urlSeen()).toBe(configured);
  });

  it("starts the hub's own database if the note is stale, and stops it afterwards", async () => {
    writeFileSync(note, "postgresql://127.0.0.1:1/gone");
    const url = await urlSeen();
    expect(url).toMatch(/^postgresql:\/\/quire:.*@127\.0\.0\.1:\d+\/quire$/);
    amendConfig({ DATABASE_URL: "" });
    expect(await urlSeen()).toMatch(/quire$/);
  });

  it("turns an error of the command into an exit code", async () => {
    amendConfig({ DATABASE_URL: configured });
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    await withDatabase(async () => {
      throw new Error("no");
    });
    expect(process.exitCode).toBe(1);
    expect(said).toHaveBeenCalledOnce();
  });
});
