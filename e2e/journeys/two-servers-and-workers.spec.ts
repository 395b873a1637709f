import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import pg from "pg";
import { addPerson, addSession, sessionCookie } from "@/e2e/support/fixtures";
import { makeHubDir } from "@/e2e/support/hub-dir";
import { cleared, type RunningHub, startHub } from "@/e2e/support/start-hub";
import { addToken } from "@/e2e/support/tokens";
import { freePort } from "@/lib/server/postgres";

// Two web servers and two workers on one database: those of a whole hub, and a second of each.
let dir = "";
let hub: RunningHub;
let pool: pg.Pool;
let other = "";
const programs: ChildProcess[] = [];

const query = async <T>(sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows as T[];

test.beforeAll(async () => {
  test.setTimeout(180_000);
  dir = makeHubDir("two");
  hub = await startHub({ PORT: String(await freePort()), QUIRE_DIR: dir });
  pool = new pg.Pool({ connectionString: hub.databaseUrl(), max: 2 });
  const port = String(await freePort());
  other = `http://localhost:${port}`;
  // The settings that the guide to running a hub names for several processes, and those that keep the test to itself.
  const guide = {
    NODE_ENV: "production",
    DATABASE_URL: hub.databaseUrl(),
    HUB_URL: hub.url,
    NEXTAUTH_SECRET: readFileSync(join(dir, "secret"), "utf8"),
  };
  const settings = { ...guide, PORT: port, QUIRE_DIR: dir, ARXIV_PULL: "off", GITHUB_STARS: "off" };
  const web = run("lib/server/web.ts", settings);
  run("lib/worker/worker.ts", settings);
  await once(web, "message");
  await expect.poll(() => countWorkers(), { timeout: 90_000 }).toBe(2);
});

test.afterAll(async () => {
  await Promise.all(programs.map(end));
  await pool.end();
  await hub.end("SIGTERM");
  rmSync(dir, { recursive: true, force: true });
});

test.setTimeout(180_000);

test("both web servers share sessions, votes and rate limits", async () => {
  const [paper] = await query<{ key: string; upvotes: number }>(
    "SELECT key, upvotes FROM papers WHERE status = 'listed' ORDER BY id LIMIT 1",
  );
  const { id, username } = await addPerson(query);
  const headers = { Authorization: `Bearer ${await addToken(query, id)}` };
  const address = `/api/v1/papers/${paper?.key}`;
  const first = await fetch(`${hub.url}${address}/upvote`, { method: "PUT", headers });
  expect(first.status).toBe(204);
  const again = await fetch(`${other}${address}/upvote`, { method: "PUT", headers });
  expect(again.status).toBe(204);
  expect(await (await fetch(`${other}${address}`, { headers })).json()).toMatchObject({
    upvotes: (paper?.upvotes ?? 0) + 1,
  });
  const cookie = `${sessionCookie}=${await addSession(query, id)}`;
  for (const url of [hub.url, other])
    expect(await (await fetch(`${url}/trending`, { headers: { cookie } })).text()).toContain(username);
  const remainingCalls = async (url: string) =>
    Number(
      /r=(\d+)/.exec((await fetch(`${url}/api/v1/me`, { headers })).headers.get("ratelimit") ?? "")?.[1],
    );
  const before = await remainingCalls(hub.url);
  expect(await remainingCalls(other)).toBe(before - 1);
  expect(await remainingCalls(hub.url)).toBe(before - 2);
});

test("a paper that a curator hides at one web server is gone at the other, too", async () => {
  const [paper] = await query<{ key: string }>(
    "SELECT key FROM papers WHERE status = 'listed' ORDER BY id DESC LIMIT 1",
  );
  const page = `${other}/papers/${paper?.key}`;
  expect((await fetch(page)).status).toBe(200);
  const { id } = await addPerson(query, { role: "admin" });
  const headers = { Authorization: `Bearer ${await addToken(query, id)}` };
  const hidden = await fetch(`${hub.url}/api/v1/papers/${paper?.key}/hidden`, { method: "PUT", headers });
  expect(hidden.status).toBe(204);
  // A finished page is sent for ten seconds without being looked at again.
  await expect.poll(async () => (await fetch(page)).status, { timeout: 5000 }).not.toBe(200);
});

test("a person signs in through the second web server", async ({ page }) => {
  await page.goto(`${other}/sign-in`);
  await page.getByLabel("Your e-mail address").fill("second@example.org");
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page).toHaveURL(/\/sign-in\/sent/);
  const [mail] = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".json"));
  const { text } = JSON.parse(readFileSync(join(dir, "outbox", mail ?? ""), "utf8"));
  const link = String(/https?:\S+/.exec(text));
  expect(link.startsWith(hub.url)).toBe(true);
  await page.goto(link.replace(hub.url, other));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/welcome/);
});

test("a job runs once, and one worker continues when the other ends", async () => {
  await query("DELETE FROM task_runs");
  // In one transaction: a worker that had begun the first job would rightly be given a second one.
  const add = "PERFORM graphile_worker.add_job('repair-heat', job_key => 'repair-heat')";
  await query(`DO $$ BEGIN ${add}; ${add}; END $$`);
  const runs = () => query("SELECT 1 FROM task_runs WHERE task = 'repair-heat'");
  await expect.poll(async () => (await runs()).length, { timeout: 60_000 }).toBe(1);
  const second = programs.find(({ spawnargs }) => spawnargs.includes("lib/worker/worker.ts"));
  if (second) await end(second);
  await expect.poll(() => countWorkers(), { timeout: 60_000 }).toBe(1);
  await query("SELECT graphile_worker.add_job('clean-expired', job_key => 'clean-expired')");
  await expect
    .poll(async () => (await query("SELECT 1 FROM task_runs WHERE task = 'clean-expired'")).length, {
      timeout: 60_000,
    })
    .toBe(1);
});

async function countWorkers(): Promise<number> {
  const [row] = await query<{ count: string }>("SELECT count(*) FROM workers");
  return Number(row?.count);
}

function run(file: string, settings: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    env: { ...process.env, ...cleared, ...settings },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  programs.push(child);
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
