import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BreakableDatabase, breakableDatabase } from "@/e2e/support/breakable-database";
import { withPoolInUse } from "@/e2e/support/pool-in-use";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { databaseUrl, getDb, openDb, poolSize } from "@/lib/base/db";
import { checkHub } from "@/lib/worker/health";

withTestDb();

const options = { now: new Date("2026-03-12T12:00:00Z"), timeZone: "UTC", pulling: true, limitMs: 4000 };
let database: BreakableDatabase;
let direct: ReturnType<typeof openDb>;

beforeAll(async () => {
  direct = openDb(databaseUrl());
  database = await breakableDatabase(databaseUrl());
  Object.assign(getConfig(), { DATABASE_URL: database.url, LOG_LEVEL: "silent" });
  // The first statement of a process takes longer than the others.
  await getDb().user.count();
});
afterAll(async () => {
  await database.heal();
  await direct.$disconnect();
});
beforeEach(() => database.heal());

describe("the health of the hub", () => {
  it("is told if the database is away, and is good again when it is back", async () => {
    expect(await checkHub(options)).toMatchObject({ live: true, ready: true });
    await database.cut();
    expect(await checkHub(options)).toEqual({
      live: true,
      ready: false,
      pulling: true,
      troubles: ["The database does not answer."],
      lastPull: null,
    });
    await database.heal();
    expect(await checkHub(options)).toMatchObject({ ready: true });
  });

  it("names a disk that cannot be written to and restarts also while the database is away", async () => {
    const dir = mkdtempSync(join(tmpdir(), "quire-health-"));
    const restarts = [{ name: "database", why: "exit code 1", at: "2026-03-12T11:59:00.000Z" }];
    const run = { pid: 1, since: "", url: "", dir: realpathSync(dir), programs: [], restarts };
    writeFileSync(join(dir, "running.json"), JSON.stringify(run));
    Object.assign(getConfig(), { QUIRE_DIR: join(dir, "running.json", "no-folder") });
    await database.cut();
    expect((await checkHub(options)).troubles).toEqual([
      "The database does not answer.",
      expect.stringMatching(/^QUIRE_DIR cannot be written to/),
    ]);
    Object.assign(getConfig(), { QUIRE_DIR: dir });
    expect((await checkHub(options)).troubles).toContainEqual(
      "The database was started again once in the last hour, last at 2026-03-12T11:59:00.000Z (exit code 1).",
    );
    rmSync(dir, { recursive: true });
  });

  it("is told if the database accepts connections and never answers", async () => {
    await getDb().user.count();
    database.hang();
    expect(await checkHub(options)).toMatchObject({
      ready: false,
      pulling: true,
      troubles: [expect.stringContaining("hangs")],
    });
  });

  it("is told if every connection of the process is in use", async () => {
    expect(await withPoolInUse(getDb(), () => checkHub(options))).toMatchObject({
      ready: false,
      pulling: true,
      troubles: [`All ${poolSize} connections of this process to the database are in use.`],
    });
  });

  it("names what a lock keeps waiting, and is ready meanwhile", async () => {
    const health = await direct.$transaction(async (tx) => {
      await tx.$executeRaw`LOCK arxiv_pulls IN ACCESS EXCLUSIVE MODE`;
      return checkHub(options);
    });
    expect(health).toMatchObject({ live: true, ready: true, lastPull: null });
    expect(health.troubles).toContain("The list of problems did not answer within a second.");
  });

  it("names a database that accepts no more connections", async () => {
    await direct.$executeRaw`CREATE ROLE crowded LOGIN PASSWORD 'crowded' CONNECTION LIMIT 0`;
    await getDb().user.count();
    const url = new URL(database.url);
    Object.assign(url, { username: "crowded", password: "crowded" });
    Object.assign(getConfig(), { DATABASE_URL: url.href });
    const health = await checkHub(options);
    const crowded = openDb(url.href);
    await expect(crowded.user.count()).rejects.toMatchObject({ name: "DatabaseUnavailable", kind: "full" });
    await crowded.$disconnect();
    Object.assign(getConfig(), { DATABASE_URL: database.url });
    await direct.$executeRaw`DROP ROLE crowded`;
    expect(health.ready).toBe(true);
    expect(health.troubles).toContain(
      "The database accepts no more connections: max_connections is reached.",
    );
  });
});
