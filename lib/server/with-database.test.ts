import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig } from "@/lib/base/config";
import { databaseUrl, getDb } from "@/lib/base/db";
import { markOf } from "@/lib/base/processes";
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

  it("does not use the note of a copied folder, which names the database of the original", async () => {
    writeFileSync(note, configured);
    const run = { pid: 4_000_000, since: "before", url: "http://localhost:1", dir: "/the/original" };
    writeFileSync(join(dir, "running.json"), JSON.stringify(run));
    vi.spyOn(console, "log").mockImplementation(() => {});
    expect(await urlSeen()).not.toBe(configured);
  });

  it("waits for the database of a hub that is starting it again", async () => {
    rmSync(note, { force: true });
    const run = { ...markOf(process.ppid), url: "http://localhost:1", dir: realpathSync(dir) };
    writeFileSync(join(dir, "running.json"), JSON.stringify(run));
    const seen = urlSeen();
    writeFileSync(note, configured);
    expect(await seen).toBe(configured);
    rmSync(join(dir, "running.json"));
  });

  it("runs a command again that lost its connections", async () => {
    amendConfig({ DATABASE_URL: configured });
    vi.spyOn(console, "error").mockImplementation(() => {});
    let runs = 0;
    await withDatabase(async () => {
      runs += 1;
      if (runs === 1) await getDb().$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
    });
    expect(runs).toBe(2);
    expect(process.exitCode).toBe(0);
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
