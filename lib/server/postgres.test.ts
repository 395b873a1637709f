import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { amendConfig } from "@/lib/base/config";
import { isAnswering } from "@/lib/base/connection";
import { isRunning, markOf } from "@/lib/base/processes";
import { type Postgres, startPostgres } from "@/lib/server/postgres";
import { findPostmaster } from "@/lib/server/postmaster";

amendConfig({ LOG_LEVEL: "silent" });

const quick = { fsync: "off", full_page_writes: "off", shared_buffers: "16MB" };
const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const action of undo.splice(0).reverse()) await action();
});

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), "quire-postgres-"));
  undo.push(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

async function start(dir: string): Promise<Postgres> {
  const postgres = await startPostgres(dir, quick);
  undo.push(postgres.stop);
  return postgres;
}

const postmasterOf = ({ home }: Postgres) => findPostmaster(join(home, "postgres"))?.pid ?? 0;

describe("the embedded PostgreSQL", { timeout: 60_000 }, () => {
  it("is started again at the same address after its postmaster or a backend was killed", async () => {
    const postgres = await start(folder());
    const pool = new pg.Pool({ connectionString: postgres.url, max: 2 }).on("error", () => undefined);
    undo.push(() => pool.end());
    await pool.query("CREATE TABLE kept AS SELECT 1 AS n");
    const backend = () =>
      pool.query("SELECT pg_backend_pid() AS pid").then(
        ({ rows }) => rows[0].pid,
        () => 0,
      );
    for (const find of [() => postmasterOf(postgres), backend, () => postmasterOf(postgres)]) {
      const pid = await find();
      process.kill(pid, "SIGKILL");
      await expect.poll(async () => [0, pid].includes(await find()), { timeout: 20_000 }).toBe(false);
      const answer = () => pool.query("SELECT n FROM kept").then(({ rows: [row] }) => row.n, String);
      await expect.poll(answer, { timeout: 20_000 }).toBe(1);
    }
  });

  it("takes the place of the one that a killed run left behind, at the same port", async () => {
    const dir = folder();
    const lines = `import { startPostgres } from "${process.cwd()}/lib/server/postgres.ts";
      console.log((await startPostgres(${JSON.stringify(dir)}, ${JSON.stringify(quick)})).url);`;
    const script = join(dir, "run.mts");
    writeFileSync(script, lines);
    const run = spawn(process.execPath, ["--import", "tsx", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [url] = await once(createInterface({ input: run.stdout }), "line");
    run.kill("SIGKILL");
    await once(run, "exit");
    const left = findPostmaster(join(dir, "postgres"));
    expect(left && isRunning(left)).toBe(true);
    const postgres = await start(dir);
    expect(postgres.url).toBe(url);
    expect(await isAnswering(url)).toBe(true);
    expect(left && isRunning(left)).toBe(false);
  });

  it("of a copied folder leaves the one of the original alone", async () => {
    const original = folder();
    const live = await start(original);
    const dir = folder();
    cpSync(original, dir, { recursive: true });
    const copy = await start(dir);
    expect(copy.port).not.toBe(live.port);
    const pool = new pg.Pool({ connectionString: live.url, max: 1 });
    undo.push(() => pool.end());
    expect((await pool.query("SHOW data_directory")).rows).toEqual([
      { data_directory: join(original, "postgres") },
    ]);
  });

  it("starts although its pid file names a process that is another program now", async () => {
    const dir = folder();
    const first = await startPostgres(dir, quick);
    await first.stop();
    const file = join(dir, "postgres", "postmaster.pid");
    writeFileSync(file, `${process.pid}\n${join(dir, "postgres")}\n`);
    const postgres = await start(dir);
    expect(await isAnswering(postgres.url)).toBe(true);
    expect(markOf()).not.toBeNull();
  });

  it("makes its files again if a run was killed while it made them", async () => {
    const dir = folder();
    mkdirSync(join(dir, "postgres", "base"), { recursive: true });
    writeFileSync(join(dir, "postgres", "PG_VERSION"), "18\n");
    mkdirSync(join(dir, "postgres-unfinished-abc"));
    const postgres = await start(dir);
    expect(await isAnswering(postgres.url)).toBe(true);
    expect(existsSync(join(dir, "postgres-unfinished-abc"))).toBe(false);
    expect(readFileSync(join(dir, "postgres-port"), "utf8")).toBe(String(postgres.port));
  });
});
