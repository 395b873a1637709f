import { addPerson, addSession, expect, sessionCookie, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";
import { addToken } from "@/e2e/support/tokens";

const otherSite = { Origin: "https://app.example" };
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

function request(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${process.env.TEST_HUB}/api/v1${path}`, { redirect: "manual", ...init });
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a token is created, shown once, used, and revoked", async ({ page, login }) => {
      const { username } = await login(page);
      await page.goto("/settings");
      await page.getByRole("link", { name: "Tokens" }).click();
      await expect(page.getByText("You have no tokens yet.")).toBeVisible();
      await page.getByLabel("Name").fill("A journey");
      await page.getByLabel("What it may do").selectOption("write");
      await page.getByRole("button", { name: "Make a token" }).click();
      const token = (await page.locator("#made-token").textContent()) ?? "";
      const row = page.getByRole("listitem").filter({ hasText: "A journey" });
      await expect(row).toContainText(`…${token.slice(-4)}`);
      await expect(row).toContainText("reads and writes");
      expect(await (await request("/me", { headers: bearer(token) })).json()).toMatchObject({ username });
      await page.goto("/settings/tokens");
      expect(await page.content()).not.toContain(token);
      await row.getByRole("button", { name: "Revoke" }).click();
      await expect(page.getByText("You have no tokens yet.")).toBeVisible();
      expect((await request("/me", { headers: bearer(token) })).status).toBe(401);
    });
  });

test("a token without a name is refused beside its field", async ({ page, login }) => {
  await login(page);
  await page.goto("/settings/tokens");
  await page.getByLabel("Name").fill(" ");
  await page.getByRole("button", { name: "Make a token" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Give the token a name");
});

test("scripts of other sites may call the API with a token, and never with a cookie", async ({ query }) => {
  const { id } = await addPerson(query);
  const token = await addToken(query, id);
  const Cookie = `${sessionCookie}=${await addSession(query, id)}`;
  const path = `/papers/${seeded.guarded.key}/save`;
  const preflight = await request(path, {
    method: "OPTIONS",
    headers: { ...otherSite, "Access-Control-Request-Method": "PUT" },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
  expect((await request(path, { method: "PUT", headers: { ...otherSite, Cookie } })).status).toBe(403);
  expect(
    (await request(path, { method: "PUT", headers: { ...otherSite, Cookie, ...bearer("qr_wrong") } })).status,
  ).toBe(401);
  expect(await query("SELECT 1 FROM saves WHERE user_id = $1", [id])).toEqual([]);
  const saved = await request(path, { method: "PUT", headers: { ...otherSite, ...bearer(token) } });
  expect(saved.status).toBe(204);
  expect(saved.headers.get("access-control-allow-origin")).toBe("*");
  expect(await query("SELECT 1 FROM saves WHERE user_id = $1", [id])).toHaveLength(1);
  expect(
    (await request("/../auth/session", { headers: otherSite })).headers.get("access-control-allow-origin"),
  ).toBeNull();
});

test("a read-only token changes nothing", async ({ query }) => {
  const { id } = await addPerson(query);
  const headers = bearer(await addToken(query, id, "read"));
  const response = await request(`/papers/${seeded.guarded.key}/upvote`, { method: "PUT", headers });
  expect(response.status).toBe(403);
  expect(response.headers.get("x-error-message")).toContain("only read");
  expect((await request("/saved", { headers })).status).toBe(200);
});

test("an unchanged read answers 304, and HEAD works", async () => {
  const path = `/papers/${seeded.old.key}`;
  const first = await request(path);
  const etag = first.headers.get("etag") ?? "";
  expect(await first.json()).toMatchObject({ id: seeded.old.key, title: seeded.old.title });
  const again = await request(path, { headers: { "If-None-Match": etag } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  const head = await request(path, { method: "HEAD" });
  expect([head.status, await head.text(), head.headers.get("etag")]).toEqual([200, "", etag]);
  expect(first.headers.get("ratelimit")).toMatch(/^"api";r=\d+;t=\d+$/);
});
