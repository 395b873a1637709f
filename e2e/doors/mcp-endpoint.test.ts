import { beforeAll, describe, expect, it, vi } from "vitest";
import { DELETE, GET, POST } from "@/app/mcp/route";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { createToken } from "@/lib/people/account/tokens";

vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined }),
}));

withTestDb();

const address = "http://localhost:3000/mcp";
let token = "";

beforeAll(async () => {
  token = (await createToken(await makePerson(), { name: "A model", scope: "read", days: null })).token;
});

const serve = (input: string, init?: RequestInit): Promise<Response> => {
  const request = new Request(input, init);
  const handlers = { GET, POST, DELETE };
  return handlers[request.method as keyof typeof handlers](request, { params: Promise.resolve({}) });
};

describe("/mcp", () => {
  const send = (body: unknown, headers: Record<string, string> = {}) =>
    serve(address, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json, text/event-stream",
        ...headers,
      },
      body: JSON.stringify(body),
    });
  const list = { jsonrpc: "2.0", id: 1, method: "tools/list" };

  it("answers each message independently, without a session", async () => {
    const response = await send(list);
    expect(response.headers.get("mcp-session-id")).toBeNull();
    expect(response.headers.get("content-type")).toContain("application/json");
    expect((await response.json()).result.tools).toHaveLength(7);
    expect((await send({ jsonrpc: "2.0", method: "notifications/initialized" })).status).toBe(202);
  });

  it("accepts only POST", async () => {
    for (const method of ["GET", "DELETE"]) {
      const response = await serve(address, { method });
      expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    }
  });

  it("refuses unknown tokens and batches of messages", async () => {
    expect((await send(list, { Authorization: "Bearer qr_wrong" })).status).toBe(401);
    expect((await send([list, list])).status).toBe(400);
    expect((await send(list, { Accept: "text/html" })).status).toBe(406);
  });

  it("refuses pages of other sites without a token, whatever their Host header", async () => {
    const origins = ["https://evil.example", "http://evil.example:3000", "null"];
    for (const Origin of origins) {
      expect((await send(list, { Origin, Host: "evil.example:3000" })).status).toBe(403);
      expect((await send(list, { Origin, Authorization: `Bearer ${token}` })).status).toBe(200);
    }
    expect((await send(list, { Origin: "http://localhost:3000" })).status).toBe(200);
  });
});
