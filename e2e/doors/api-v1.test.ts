import { beforeAll, describe, expect, it, vi } from "vitest";
import { DELETE, GET, PATCH, POST, PUT } from "@/app/api/v1/[...path]/route";
import { GET as openApi } from "@/app/api/v1/openapi.json/route";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { createToken } from "@/lib/people/account/tokens";
import { type Operation, scopeOf } from "@/lib/programs/api/operation";
import { operations } from "@/lib/programs/api/operations";
import { answerOperation } from "@/lib/web/operation-answer";

vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined }),
}));

withTestDb();

const handlers = { GET, POST, PUT, PATCH, DELETE };
const tokens = { read: "", write: "" };
let key = "";
let personId = 0;

beforeAll(async () => {
  Object.assign(getConfig(), { RATE_LIMITS: "off" });
  const person = await makePerson({ role: "admin" });
  personId = person.id;
  for (const scope of ["read", "write"] as const)
    tokens[scope] = (await createToken(person, { name: scope, scope, days: null })).token;
  key = (await makePaper()).key;
  await makePaper();
});

type Given = { token?: string; body?: unknown; headers?: Record<string, string> };

function request(method: Operation["method"], path: string, { token, body, headers }: Given = {}) {
  const sent = new Request(`http://localhost:3000/api/v1${path}`, {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return handlers[method](sent);
}

const pathOf = ({ path }: Operation) =>
  path.replace(/^\/papers\/\{id\}/, `/papers/${key}`).replace(/\{\w+\}/, "1");

describe("an operation", () => {
  it.each(operations.filter(({ access }) => access !== "everybody").map((one) => [one.id, one] as const))(
    "%s needs a token or a session",
    async (_, operation) => {
      const response = await request(operation.method, pathOf(operation), { body: undefined });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ error: "Sign in first." });
    },
  );

  it.each(operations.filter((one) => scopeOf(one) === "write").map((one) => [one.id, one] as const))(
    "%s refuses a read-only token",
    async (_, operation) => {
      const response = await request(operation.method, pathOf(operation), { token: tokens.read });
      expect(response.status).toBe(403);
      expect((await response.json()).error).toMatch(/only read/);
    },
  );

  it("that only reads accepts a read-only token", async () => {
    const response = await request("GET", "/me", { token: tokens.read });
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "private, no-cache"]);
  });
});

describe("an answer", () => {
  it("to a list names the next page in the Link header, with the rest of the query", async () => {
    const response = await request("GET", "/papers?order=newest&limit=1");
    const { next } = await response.json();
    expect(response.headers.get("link")).toBe(
      `<http://localhost:3000/api/v1/papers?order=newest&limit=1&after=${next}>; rel="next"`,
    );
    const last = await request("GET", `/papers?order=newest&limit=1&after=${next}`);
    expect(last.headers.get("link")).toBeNull();
    expect(response.headers.get("cache-control")).toBe("public, max-age=60");
  });

  it("to an upvote is empty unless the client asks for the new state", async () => {
    const token = tokens.write;
    const quiet = await request("PUT", `/papers/${key}/upvote`, { token });
    expect([quiet.status, await quiet.text()]).toEqual([204, ""]);
    const headers = { Prefer: "return=representation" };
    const full = await request("DELETE", `/papers/${key}/upvote`, { token, headers });
    expect(await full.json()).toEqual({ upvoted: false, upvotes: 0, note: null });
    expect(full.headers.get("preference-applied")).toBe("return=representation");
  });

  it("to something created is 201, with its Location", async () => {
    const response = await request("POST", `/papers/${key}/comments`, {
      token: tokens.write,
      body: { body: "Made." },
    });
    const { id } = await response.json();
    expect(response.status).toBe(201);
    expect(response.headers.get("location")).toBe(`http://localhost:3000/papers/${key}#comment-${id}`);
    expect(await getDb().comment.findUnique({ where: { id } })).toMatchObject({ userId: personId });
  });

  it("to a created webhook has the webhook's own address as Location, not the address it calls", async () => {
    const body = { url: "https://example.org/hook", event: "upvote" };
    const response = await request("POST", "/me/webhooks", { token: tokens.write, body });
    const { id } = await response.json();
    expect(response.headers.get("location")).toBe(`http://localhost:3000/api/v1/me/webhooks/${id}`);
  });

  it("to an unknown address is 404, to a wrong method 405 with the allowed methods", async () => {
    expect((await request("GET", "/nowhere")).status).toBe(404);
    const response = await request("POST", "/topics", { body: {} });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    expect(await response.json()).toEqual({ error: "This address answers GET, HEAD alone." });
  });

  it("to invalid input names the field", async () => {
    const response = await request("GET", "/papers?limit=1000");
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: expect.stringMatching(/^limit: /) });
    const body = { body: 7, more: true };
    const comment = await request("POST", `/papers/${key}/comments`, { token: tokens.write, body });
    expect(comment.status).toBe(400);
  });

  it("that breaks the operation's schema is an error of the hub, and undocumented fields are removed", async () => {
    const broken = operations.find(({ id }) => id === "getMe") as Operation;
    const input = { viewer: null, params: {}, query: {}, body: undefined, headers: new Headers() };
    const request = new Request("http://localhost:3000/api/v1/me");
    const run = async () => ({ username: 7 });
    await expect(answerOperation({ ...broken, run }, { ...input, request })).rejects.toThrow(/getMe is not/);
    const more = async () => ({ slug: "a", name: "A", url: "x", secret: "s" });
    const author = operations.find(({ id }) => id === "getAuthor") as Operation;
    expect(await answerOperation({ ...author, run: more }, { ...input, request })).not.toHaveProperty(
      "secret",
    );
  });
});

it("a change that is visible on cached pages purges the page cache", async () => {
  const purge = vi.fn();
  Object.assign(globalThis, { quirePages: { purge } });
  await request("PUT", `/papers/${key}/featured`, { token: tokens.write });
  expect(purge).toHaveBeenCalledOnce();
  await request("PUT", `/papers/${key}/upvote`, { token: tokens.write });
  expect(purge).toHaveBeenCalledOnce();
});

it("the OpenAPI description is public and may be cached", async () => {
  const log = vi.spyOn(getLog(), "error");
  const request = new Request("http://localhost:3000/api/v1/openapi.json");
  const response = await openApi(request, { params: Promise.resolve({}) });
  expect(response.headers.get("cache-control")).toBe("public, max-age=300");
  expect(await response.json()).toMatchObject({ openapi: "3.1.1" });
  expect(log).not.toHaveBeenCalled();
});
