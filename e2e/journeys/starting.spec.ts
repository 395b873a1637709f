import { existsSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { makeHubDir } from "@/e2e/support/hub-dir";
import { startFailingHub, startHub } from "@/e2e/support/start-hub";
import { freePort } from "@/lib/server/postgres";

let dir = "";
test.beforeEach(() => {
  dir = makeHubDir("starting");
});
test.afterEach(() => rmSync(dir, { recursive: true, force: true }));

test("a killed hub starts again with its data, and says that it was killed", async () => {
  // Two whole starts, each of which may take a minute on a busy machine.
  test.setTimeout(240_000);
  const settings = { PORT: String(await freePort()), QUIRE_DIR: dir };
  const first = await startHub(settings);
  const front = await (await fetch(first.url)).text();
  expect(front).toContain("Trending papers");
  await first.end("SIGKILL");
  await expect.poll(() => answers(first.url)).toBe(false);
  const second = await startHub(settings);
  expect(second.output()).toContain("The last run was killed before it could clean up");
  expect(second.output()).toContain("0 papers and");
  expect(await (await fetch(second.url)).text()).toContain("Trending papers");
  expect(await second.end("SIGTERM")).toBe(0);
  expect(existsSync(join(dir, "running.json"))).toBe(false);
});

test("a hub with a loopback address is reached only from this machine, and says how to open it to others", async () => {
  test.setTimeout(120_000);
  const hub = await startHub({ PORT: String(await freePort()), QUIRE_DIR: dir, STARTER: "off" });
  const { port } = new URL(hub.url);
  expect(await answers(`http://127.0.0.1:${port}/health?live`)).toBe(true);
  const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  for (const { address, internal, family } of others)
    if (!internal && family === "IPv4") expect(await answers(`http://${address}:${port}/`)).toBe(false);
  expect(hub.output()).toContain("Only this machine can reach it.");
  expect(await hub.end("SIGTERM")).toBe(0);
});

test("a second start on the same folder names the address of the running hub, and leaves it alone", async () => {
  test.setTimeout(120_000);
  const hub = await startHub({ PORT: String(await freePort()), QUIRE_DIR: dir, STARTER: "off" });
  const second = await startFailingHub({ PORT: String(await freePort()), QUIRE_DIR: dir });
  expect(second).toMatchObject({ code: 1, output: expect.stringContaining(`already running at ${hub.url}`) });
  expect((await fetch(hub.url)).status).toBe(200);
  expect(await hub.end("SIGINT")).toBe(0);
});

test("a port in use is named, with a way out", async () => {
  const other = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => other.listen(port, () => resolve()));
  const { code, output } = await startFailingHub({ PORT: String(port), QUIRE_DIR: dir });
  expect(code).toBe(1);
  expect(output).toContain(`Port ${port} is taken by another program.`);
  expect(output).toContain("PORT=3001 npm start");
  expect(existsSync(join(dir, "running.json"))).toBe(false);
  other.close();
});

test("invalid settings are listed, all at once", async () => {
  const { code, output } = await startFailingHub({
    PORT: "99999",
    QUIRE_DIR: dir,
    HUB_TIME_ZONE: "Mars/Base",
    SMTP_URL: "http://mail",
  });
  expect(code).toBe(1);
  expect(output).toContain("The settings in the environment or .env are not right:");
  for (const name of ["PORT", "HUB_TIME_ZONE", "SMTP_URL"]) expect(output).toContain(`- ${name}: `);
  expect(output).not.toContain("    at ");
});

test("a sign-in provider with an id and no secret is refused", async () => {
  const { output } = await startFailingHub({ PORT: "3999", QUIRE_DIR: dir, GITHUB_ID: "abc" });
  expect(output).toContain("GITHUB_SECRET: missing, but GITHUB_ID is set");
});

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
