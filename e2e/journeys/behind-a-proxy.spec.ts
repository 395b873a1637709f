import { rmSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { makeHubDir } from "@/e2e/support/hub-dir";
import { startHub } from "@/e2e/support/start-hub";
import { freePort } from "@/lib/server/postgres";

let dir = "";
test.beforeEach(() => {
  dir = makeHubDir("proxy");
});
test.afterEach(() => rmSync(dir, { recursive: true, force: true }));

type Hub = { url: string };

async function start(settings: Record<string, string>) {
  const base = { PORT: String(await freePort()), QUIRE_DIR: dir, STARTER: "off", RATE_LIMITS: "on" };
  return startHub({ ...base, ...settings });
}

/** Sends a request with a given X-Forwarded-For header. */
function request({ url }: Hub, path: string, forwarded?: string): Promise<Response> {
  return fetch(url + path, { headers: forwarded ? { "X-Forwarded-For": forwarded } : {} });
}

/** How many API calls the address has left under the rate limit. */
async function remainingCalls(hub: Hub, forwarded?: string): Promise<number> {
  const { headers } = await request(hub, "/api/v1/topics", forwarded);
  return Number(/r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1]);
}

test("without a trusted proxy, rate limits go by the socket's address, and /metrics is closed to what a proxy passes on", async () => {
  test.setTimeout(120_000);
  const hub = await start({});
  const first = await remainingCalls(hub);
  expect(await remainingCalls(hub, "198.51.100.1")).toBe(first - 1);
  expect(await remainingCalls(hub, "198.51.100.2, 198.51.100.3")).toBe(first - 2);
  expect((await request(hub, "/metrics")).status).toBe(200);
  for (const claim of ["198.51.100.1", "127.0.0.1"])
    expect((await request(hub, "/metrics", claim)).status).toBe(404);
  await hub.end("SIGTERM");
});

test("behind a trusted proxy, rate limits and /metrics go by the address that the proxy saw", async () => {
  test.setTimeout(120_000);
  const hub = await start({ TRUST_PROXY: "on", METRICS_ALLOW: "198.51.100.7" });
  const first = await remainingCalls(hub, "198.51.100.1");
  expect(await remainingCalls(hub, "10.0.0.1, 198.51.100.1")).toBe(first - 1);
  expect(await remainingCalls(hub, "198.51.100.1, 198.51.100.2")).toBe(first);
  expect((await request(hub, "/metrics", "127.0.0.1, 198.51.100.7")).status).toBe(200);
  expect((await request(hub, "/metrics", "198.51.100.7, 203.0.113.9")).status).toBe(404);
  expect((await request(hub, "/metrics")).status).toBe(404);
  await hub.end("SIGTERM");
});
