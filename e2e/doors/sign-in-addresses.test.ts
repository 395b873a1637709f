import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { GET, POST } from "@/app/api/auth/[...nextauth]/route";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";

vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined, getAll: () => [] }),
}));

withTestDb();

const hub = "http://localhost:3000";

beforeAll(() => void Object.assign(getConfig(), { HUB_URL: hub, RATE_LIMITS: "off" }));

const contextOf = (address: string) => {
  const [, , , ...nextauth] = new URL(address, hub).pathname.split("/");
  return { params: Promise.resolve({ nextauth }) };
};
const get = (address: string, headers: Record<string, string> = {}) =>
  GET(new NextRequest(`${hub}${address}`, { headers }), contextOf(address));
const post = (address: string, body: string, headers: Record<string, string> = {}) =>
  POST(
    new NextRequest(`${hub}${address}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    }),
    contextOf(address),
  );

describe("next-auth's addresses", () => {
  it.each([
    ["%C4%B0", "Default"],
    ["%00", "Default"],
    ["a%0d%0aSet-Cookie:x", "Default"],
    ["Verification", "Verification"],
    ["", "Default"],
  ])("the error %s leads to the sign-in page", async (error, code) => {
    const response = await get(`/api/auth/error?error=${error}`);
    expect([response.status, response.headers.get("location")]).toEqual([303, `/sign-in?error=${code}`]);
  });

  it.each(["/api/auth/nonsense", "/api/auth/__proto__", "/api/auth/_log", "/api/auth/constructor/x"])(
    "%s is none",
    async (address) => expect((await get(address)).status).toBe(404),
  );

  it("name what is wrong with where a sign-in is to lead", async () => {
    for (const action of ["session", "csrf", "providers", "signin", "callback/oidc"]) {
      const response = await get(`/api/auth/${action}?callbackUrl=nonsense`);
      expect(response.status).toBe(400);
      expect((await response.json()).error).toContain("callbackUrl");
    }
  });

  it("remove a cookie that nobody can read, and ask for another try", async () => {
    const cookie = "next-auth.callback-url=nonsense; next-auth.csrf-token=x";
    const response = await get("/api/auth/session", { cookie });
    expect(response.status).toBe(400);
    expect(response.headers.getSetCookie()).toEqual(["next-auth.callback-url=; Path=/; Max-Age=0"]);
  });

  it.each([
    "",
    "email=",
    "email=nobody",
    "email=a%00b@example.org",
    "email=a@b@c",
    `email=${"a".repeat(5000)}`,
  ])("a form with %s is refused", async (body) => {
    const response = await post("/api/auth/signin/email", body);
    expect(response.status).toBe(400);
  });
});
