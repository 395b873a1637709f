import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { createToken } from "@/lib/people/account/tokens";
import { apiRoute } from "@/lib/web/route";

vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined }),
}));

withTestDb();

const context = { params: Promise.resolve({}) };

describe("a route to which both reads and changes are posted", () => {
  const handler = apiRoute(
    { signedOut: true, mixed: true, body: z.object({ change: z.boolean() }) },
    async (call) => ({
      name: call.body.change ? (await call.change("vote")).username : (call.viewer?.username ?? null),
    }),
  );
  const post = (change: boolean, token?: string, headers = {}) =>
    handler(
      new Request("http://localhost:3000/mcp", {
        method: "POST",
        body: JSON.stringify({ change }),
        headers: {
          "content-type": "application/json",
          host: "localhost:3000",
          ...headers,
          ...(token && { authorization: `Bearer ${token}` }),
        },
      }),
      context,
    );

  it("allows everybody to read, and changes only with a write token", async () => {
    const viewer = await makePerson();
    const tokenOf = async (scope: "read" | "write") =>
      (await createToken(viewer, { name: scope, scope, days: null })).token;
    const read = await tokenOf("read");
    const write = await tokenOf("write");
    expect(await (await post(false)).json()).toEqual({ name: null });
    expect(await (await post(false, read)).json()).toEqual({ name: viewer.username });
    expect((await post(true)).status).toBe(401);
    expect((await post(true, read)).status).toBe(403);
    expect(await (await post(true, write)).json()).toEqual({ name: viewer.username });
  });

  it("is closed to other sites' pages without a token", async () => {
    expect((await post(false, undefined, { origin: "https://evil.example" })).status).toBe(403);
  });
});
