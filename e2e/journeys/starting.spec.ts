import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { startHub, startInVain } from "@/e2e/support/start-hub";
import { freePort } from "@/lib/server/postgres";

let dir = "";
test.beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "quire-starting-"));
});
test.afterEach(() => rmSync(dir, { recursive: true, force: true }));

test("a killed hub starts again with what it knew, and says so", async () => {
  test.setTimeout(120_000);
  const settings = { PORT: String(await freePort()), QUIRE_DIR: dir };
  const first = await startHub(settings);
  const front = await (await fetch(first.url)).text();
  expect(front).toContain("Trending papers");
  await first.end("SIGKILL");
  await expect.poll(() => answers(first.url)).toBe(false);
  const second = await startHub(settings);
  expect(second.said()).toContain("The last run was killed before it could clean up");
  expect(second.said()).toContain("0 papers and");
  expect(await (await fetch(second.url)).text()).toContain("Trending papers");
  expect(await second.end("SIGTERM")).toBe(0);
  expect(existsSync(join(dir, "running.json"))).toBe(false);
});

test("a hub whose address is this machine's is reached from this machine alone, and says how to open it", async () => {
  test.setTimeout(120_000);
  const hub = await startHub({ PORT: String(await freePort()), QUIRE_DIR: dir, STARTER: "off" });
  const { port } = new URL(hub.url);
  expect(await answers(`http://127.0.0.1:${port}/health?live`)).toBe(true);
  const others = Object.values(networkInterfaces()).flatMap((them) => them ?? []);
  for (const { address, internal, family } of others)
    if (!internal && family === "IPv4") expect(await answers(`http://${address}:${port}/`)).toBe(false);
  expect(hub.said()).toContain("Only this machine can reach it.");
  expect(await hub.end("SIGTERM")).toBe(0);
});

test("a second start on the same folder says where the first one runs, and leaves it alone", async () => {
  test.setTimeout(120_000);
  const hub = await startHub({ PORT: String(await freePort()), QUIRE_DIR: dir, STARTER: "off" });
  const second = await startInVain({ PORT: String(await freePort()), QUIRE_DIR: dir });
  expect(second).toMatchObject({ code: 1, said: expect.stringContaining(`already running at ${hub.url}`) });
  expect((await fetch(hub.url)).status).toBe(200);
  expect(await hub.end("SIGINT")).toBe(0);
});

test("a port that another program has is named, with a way out", async () => {
  const other = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => other.listen(port, () => resolve()));
  const { code, said } = await startInVain({ PORT: String(port), QUIRE_DIR: dir });
  expect(code).toBe(1);
  expect(said).toContain(`Port ${port} is taken by another program.`);
  expect(said).toContain("PORT=3001 npm start");
  expect(existsSync(join(dir, "running.json"))).toBe(false);
  other.close();
});

test("settings that are wrong are listed, all at once", async () => {
  const { code, said } = await startInVain({
    PORT: "99999",
    QUIRE_DIR: dir,
    HUB_TIME_ZONE: "Mars/Base",
    SMTP_URL: "http://mail",
  });
  expect(code).toBe(1);
  expect(said).toContain("The settings in the environment or .env are not right:");
  for (const name of ["PORT", "HUB_TIME_ZONE", "SMTP_URL"]) expect(said).toContain(`- ${name}: `);
  expect(said).not.toContain("    at ");
});

test("half a sign-in provider is a setting that is wrong", async () => {
  const { said } = await startInVain({ PORT: "3999", QUIRE_DIR: dir, GITHUB_ID: "abc" });
  expect(said).toContain("GITHUB_SECRET: missing, but GITHUB_ID is set");
});

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
