import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { type RunningWorker, startWorker } from "@/e2e/support/start-worker";
import { withTestDb } from "@/e2e/support/test-db";
import { openConnection, withConnection } from "@/lib/base/connection";
import { databaseUrl } from "@/lib/base/db";
import { migrate } from "@/lib/server/migrate";
import { startPostgres } from "@/lib/server/postgres";
import { findPostmaster } from "@/lib/server/postmaster";

withTestDb();

let worker: RunningWorker;
afterEach(async () => {
  worker.child.kill("SIGKILL");
  await worker.exit;
});

const addJobs = (client: pg.Client, count: number) =>
  client.query(
    `SELECT graphile_worker.add_job('tell-of-comments', '{"commentIds":[]}'::json) FROM generate_series(1, $1)`,
    [count],
  );
const countJobs = async (client: pg.Client) =>
  (await client.query("SELECT count(*)::int AS n FROM graphile_worker._private_jobs")).rows[0].n;
const endOthers = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`;

describe("a worker", { timeout: 150_000 }, () => {
  it("outlives the loss of all its connections, at any moment, and loses no job", async () => {
    worker = startWorker();
    await worker.started();
    const client = await openConnection(databaseUrl());
    for (let round = 0; round < 25; round++) {
      await addJobs(client, 10);
      // Without a wait between these, connections end while jobs are fetched, run and marked as done.
      for (let cut = 0; cut < 1 + (round % 4); cut++) await client.query(endOthers);
    }
    await expect.poll(() => countJobs(client), { timeout: 90_000, interval: 500 }).toBe(0);
    expect(worker.child.exitCode).toBeNull();
    await client.end();
  });
});

describe("a worker on a database that is killed and started again", { timeout: 150_000 }, () => {
  const dir = mkdtempSync(join(tmpdir(), "quire-worker-"));
  const undo: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const action of undo) await action();
    rmSync(dir, { recursive: true, force: true });
  });

  it("goes on by itself", async () => {
    const options = { fsync: "off", full_page_writes: "off", shared_buffers: "16MB" };
    const first = await startPostgres(dir, options);
    undo.push(first.stop);
    await migrate(first.url);
    worker = startWorker({ DATABASE_URL: first.url });
    await worker.started();
    const isDone = () =>
      withConnection(first.url, async (client) => (await countJobs(client)) === 0).catch(String);
    for (let i = 0; i < 2; i++) {
      await withConnection(first.url, (client) => addJobs(client, 50));
      process.kill(findPostmaster(join(first.home, "postgres"))?.pid ?? 0, "SIGKILL");
      await expect.poll(isDone, { timeout: 60_000, interval: 250 }).toBe(true);
    }
    await first.stop();
    await worker.until(({ level }) => level === "error");
    const second = await startPostgres(dir, options);
    undo.push(second.stop);
    expect(second.url).toBe(first.url);
    await withConnection(second.url, (client) => addJobs(client, 10));
    await expect.poll(isDone, { timeout: 60_000, interval: 250 }).toBe(true);
    expect(worker.child.exitCode).toBeNull();
  });
});
