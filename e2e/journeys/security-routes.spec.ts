import { readdirSync } from "node:fs";
import { addPerson, addSession, expect, sessionCookie, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";

const upvote = `/api/v1/papers/${seeded.guarded.key}/upvote`;

/** Every route handler with an address that it answers. A new route must be added here. */
const routes: Record<string, string> = {
  ".well-known/[...path]": "/.well-known/oauth-authorization-server",
  ".well-known/openapi.json": "/.well-known/openapi.json",
  "api/[[...path]]": "/api/nowhere",
  "api/arxiv/[...path]": `/api/arxiv/${seeded.guarded.key}/repos`,
  "api/auth/[...nextauth]": "/api/auth/signin",
  "api/daily_papers": "/api/daily_papers",
  "api/mail-events": "/api/mail-events",
  "api/papers": "/api/papers",
  "api/papers/[...path]": `/api/papers/${seeded.guarded.key}/comment`,
  "api/papers/index": "/api/papers/index",
  "api/papers/search": "/api/papers/search?q=example",
  "api/papers/submit": "/api/papers/submit",
  "api/settings/papers/claim": "/api/settings/papers/claim",
  "api/users/[name]/overview": "/api/users/hub/overview",
  "api/v1/[...path]": upvote,
  "api/v1/openapi.json": "/api/v1/openapi.json",
  "api/whoami-v2": "/api/whoami-v2",
  date: "/date",
  "digests/preview/mail": "/digests/preview/mail",
  health: "/health",
  metrics: "/metrics",
  "mail/one-click": "/mail/one-click",
  "avatars/[name]": "/avatars/hub.svg",
  "badges/[...id]": `/papers/${seeded.guarded.key}/badge.svg`,
  mcp: "/mcp",
  oai: "/oai?verb=Identify",
  oembed: "/oembed?url=x",
  "og/[...id]": `/og/${seeded.guarded.key}`,
  "feeds/[...address]": "/feeds/new.atom",
  "files/[...path]": `/papers/${seeded.guarded.key}.bib`,
  "search/suggest": "/search/suggest?q=seeded",
  "settings/export": "/settings/export",
  "sign-out": "/sign-out",
  "subscriptions/one-click": "/subscriptions/one-click",
  "sitemap.xml": "/sitemap.xml",
  "sitemap/[part]": "/sitemap/0.xml",
};

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

function request(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${process.env.TEST_HUB}${path}`, { redirect: "manual", ...init });
}

// Searches answer 503 until the worker has built the search table of a new hub.
test.beforeAll(async () => {
  const status = async () => (await request("/api/v1/search?q=seeded")).status;
  await expect.poll(status, { timeout: 90_000 }).toBe(200);
});

test("the list of routes is complete", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" });
  const found = files
    .filter((file) => /(^|\/)route\.tsx?$/.test(file))
    .map((file) => file.replace(/\/route\.tsx?$/, ""));
  expect(found.sort()).toEqual(Object.keys(routes).sort());
});

for (const path of Object.values(routes))
  test(`${path} never answers 5xx, whatever the method and the body`, async () => {
    for (const method of methods) {
      const bodies =
        method === "GET" || method === "HEAD" ? [undefined] : ["", "{", "\0", "a".repeat(300_000)];
      for (const body of bodies) {
        const init = { method, headers: { "Content-Type": "application/json" }, ...(body && { body }) };
        const response = await request(path, init);
        expect(response.status, `${method} ${body?.slice(0, 9)}`).toBeLessThan(500);
        await response.arrayBuffer();
      }
    }
  });

test("an upvote by the API needs a session, and a request from the hub's own pages", async ({ query }) => {
  const { id } = await addPerson(query);
  const Cookie = `${sessionCookie}=${await addSession(query, id)}`;
  const votes = () => query("SELECT 1 FROM votes WHERE user_id = $1", [id]);
  expect((await request(upvote, { method: "PUT" })).status).toBe(401);
  expect(
    (await request(upvote, { method: "PUT", headers: { Cookie: `${sessionCookie}=${"0".repeat(64)}` } }))
      .status,
  ).toBe(401);
  for (const [name, value] of [
    ["Origin", "https://evil.example"],
    ["Sec-Fetch-Site", "cross-site"],
  ] as const)
    expect((await request(upvote, { method: "PUT", headers: { Cookie, [name]: value } })).status).toBe(403);
  expect(
    (await request("/api/v1/papers/2599.99999/upvote", { method: "PUT", headers: { Cookie } })).status,
  ).toBe(404);
  expect((await request("/api/v1/papers/upvote", { method: "PUT", headers: { Cookie } })).status).toBe(405);
  expect(await votes()).toEqual([]);
  expect((await request(upvote, { method: "PUT", headers: { Cookie } })).status).toBe(204);
  expect((await request(upvote, { method: "PUT", headers: { Cookie } })).status).toBe(204);
  expect(await votes()).toHaveLength(1);
  expect((await request(upvote, { method: "DELETE", headers: { Cookie } })).status).toBe(204);
});

test("too many upvotes are refused with Retry-After", async ({ query }) => {
  const { id } = await addPerson(query);
  const Cookie = `${sessionCookie}=${await addSession(query, id)}`;
  const path = `/api/v1/papers/${seeded.limited.key}/upvote`;
  let last = await request(path, { method: "PUT", headers: { Cookie } });
  for (let tries = 0; tries < 320 && last.status !== 429; tries++)
    last = await request(path, { method: tries % 2 ? "PUT" : "DELETE", headers: { Cookie } });
  expect(last.status).toBe(429);
  expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await last.json()).error).toContain("too often");
});

test("another site's page can neither sign a person out nor read their data", async ({ query }) => {
  const { id } = await addPerson(query);
  const Cookie = `${sessionCookie}=${await addSession(query, id)}`;
  const headers = { Cookie, Origin: "https://evil.example" };
  expect((await request("/sign-out", { method: "POST", headers })).status).toBe(403);
  expect(await query("SELECT 1 FROM sessions WHERE user_id = $1", [id])).toHaveLength(1);
  expect((await request("/settings/export")).status).toBe(401);
  const file = await request("/settings/export", { headers });
  expect(file.headers.get("access-control-allow-origin")).toBeNull();
});

for (const path of [
  "/papers/%ff",
  "/papers/a%00b",
  "/papers/%E0%A4%A",
  "/authors/%ff",
  "/authors/a%00",
  "/organizations/%ff",
  "/organizations/a%00",
  "/people/%00",
  "/people/%ff",
  "/topics/%00",
  "/date/%00",
  "/week/%ff",
  "/digests/%ff",
  "/digests/nonsense",
  "/digests/99999-01-01",
  "/?after=%00",
  "/?after=zzz",
  "/?at=2025-13-99",
  "/?at=2026-01-01&at=2026-01-02",
  "/new?at=&at=",
  "/?window[]=day&window=week",
  "/search?q=%00",
  `/search?q=${"a".repeat(4000)}`,
  "/date?day=%00",
  "/submit?id=%00",
  "/sign-in?next=%00&error=constructor",
  "/subscriptions/stop?token=%00",
  "/og/%00",
  "/sitemap/%00",
  "/dev/outbox",
  "/dev/outbox/..%2f..%2fsecret",
  "/_next/image?url=http%3A%2F%2F127.0.0.1&w=64&q=75",
  "//",
  "//evil.example/",
  "//evil.example/x",
  "/\\evil.example",
  "/.env",
  "/.git/config",
])
  test(`${path.slice(0, 60)} causes no server error`, async ({ login, page }) => {
    await login(page);
    const [cookie] = await page.context().cookies();
    for (const headers of [{}, { Cookie: `${cookie?.name}=${cookie?.value}` }] as Record<string, string>[]) {
      const response = await request(path, { headers });
      expect(response.status).toBeLessThan(500);
      expect(response.headers.get("location") ?? "").not.toContain("evil.example");
      expect(await response.text()).not.toMatch(/ at .*\(.*:\d+:\d+\)/);
    }
  });

test("nobody can have pictures rendered and stored in all sizes by Next's own service", async () => {
  for (const url of ["/icon.svg", "/og/2501.00001"])
    expect((await request(`/_next/image?url=${encodeURIComponent(url)}&w=640&q=75`)).status).toBe(404);
});

test("every answer has the security headers", async () => {
  for (const path of ["/", "/nowhere", "/api/v1/papers/x", "/theme.js", "/sign-in"]) {
    const { headers } = await request(path);
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(headers.get("x-frame-options"), path).toBe("DENY");
    expect(headers.get("x-powered-by"), path).toBeNull();
    expect(headers.get("content-security-policy") ?? "script-src 'self'", path).not.toMatch(
      /script-src[^;]*unsafe-/,
    );
  }
});
