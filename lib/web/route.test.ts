import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { getLog } from "@/lib/base/log";
import { createToken } from "@/lib/people/account/tokens";
import { apiRoute } from "@/lib/web/route";

const request = vi.hoisted(() => ({ token: "" }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    get: (name: string) =>
      name === "__Secure-next-auth.session-token" ? { value: request.token } : undefined,
  }),
}));

withTestDb();

const context = { params: Promise.resolve({ key: "2603.00001" }) };
const get = (query = "") => new Request(`http://localhost:3000/api/things${query}`);
const put = (body: string, headers: Record<string, string> = {}) =>
  new Request("http://localhost:3000/api/things", {
    method: "PUT",
    body,
    headers: {
      "content-type": "application/json",
      host: "localhost:3000",
      ...headers,
    },
  });

async function signIn(): Promise<string> {
  const person = await makePerson();
  request.token = `token-${person.id}`;
  const expires = new Date("2999-01-01T00:00:00Z");
  await getDb().session.create({
    data: { sessionToken: request.token, userId: person.id, expires },
  });
  return person.username;
}

beforeEach(() => {
  request.token = "";
});

describe("a route of the API", () => {
  it("answers as JSON, to everybody if it is public", async () => {
    const handler = apiRoute(
      {
        signedOut: true,
        params: z.object({ key: z.string() }),
        query: z.object({ n: z.coerce.number().max(50) }),
      },
      ({ viewer, params, query }) => ({ viewer, key: params.key, n: query.n }),
    );
    const response = await handler(get("?n=7"), context);
    expect(response.status).toBe(200);
    expect(response.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
    expect(await response.json()).toEqual({
      viewer: null,
      key: "2603.00001",
      n: 7,
    });
    const wrong = await handler(get("?n=51"), context);
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({
      error: expect.stringMatching(/^n: /),
    });
  });

  it("answers 401 to a signed-out caller, and runs nothing", async () => {
    const run = vi.fn();
    const response = await apiRoute({}, run)(put("{}"), context);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: "Sign in first." });
    expect(run).not.toHaveBeenCalled();
  });

  it("answers 204 without a value, and passes a Response through", async () => {
    const username = await signIn();
    const names: string[] = [];
    const handler = apiRoute({}, ({ viewer }) => void names.push(viewer.username));
    expect((await handler(put("{}"), context)).status).toBe(204);
    expect(names).toEqual([username]);
    const made = apiRoute({}, () => new Response("made", { status: 201 }));
    const response = await made(put("{}"), context);
    expect([response.status, response.headers.get("x-request-id")]).toEqual([201, expect.any(String)]);
  });

  it("refuses another site's request", async () => {
    await signIn();
    const response = await apiRoute({}, vi.fn())(put("{}", { origin: "https://evil.example" }), context);
    expect(response.status).toBe(403);
  });

  it.each([
    ["{", {}, 400, /not valid JSON/],
    ["n=1", { "content-type": "text/plain" }, 400, /as JSON/],
    [JSON.stringify({ n: "x".repeat(600_000) }), {}, 413, /512 kB/],
    ['{"n":"no"}', {}, 400, /^n: /],
  ])("refuses a body it cannot take: %.9s", async (body, headers, status, sentence) => {
    await signIn();
    const handler = apiRoute({ body: z.object({ n: z.number() }) }, vi.fn());
    const response = await handler(put(body, headers), context);
    expect(response.status).toBe(status);
    expect((await response.json()).error).toMatch(sentence);
  });

  it("maps expected failures to their status, with the time to wait", async () => {
    await signIn();
    const handler = apiRoute({}, () => {
      throw new AppError("too-many", "Wait a little.", 30);
    });
    const response = await handler(put("{}"), context);
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "30"]);
  });

  it("logs an unexpected failure once, with the id of the answer, and reveals no details", async () => {
    const log = vi.spyOn(getLog(), "error").mockReturnValue();
    const handler = apiRoute({ signedOut: true }, () => {
      throw new Error("secret detail");
    });
    const response = await handler(get(), context);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret detail");
    expect(log).toHaveBeenCalledOnce();
    expect(log.mock.calls[0]?.[0]).toMatchObject({ requestId: response.headers.get("x-request-id") });
    log.mockRestore();
  });
});

describe("a program with a token", () => {
  const run = vi.fn();
  const handler = apiRoute({}, ({ viewer }) => {
    run(viewer.username);
    return { name: viewer.username };
  });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  async function tokenOf(scope: "read" | "write") {
    const viewer = await makePerson();
    return { viewer, ...(await createToken(viewer, { name: "A bot", scope, days: null })) };
  }

  beforeEach(() => run.mockReset());

  it("acts as the token's person, from any site and despite a cookie", async () => {
    await signIn();
    const { viewer, token } = await tokenOf("write");
    const response = await handler(put("{}", { ...bearer(token), origin: "https://app.example" }), context);
    expect(await response.json()).toEqual({ name: viewer.username });
  });

  it.each(["", "qr_wrong", "null"])(
    "with the wrong token %j is nobody at all, cookie or not",
    async (token) => {
      await signIn();
      for (const signedOut of [undefined, true] as const) {
        const response = await apiRoute({ signedOut: signedOut as true }, run)(
          put("{}", bearer(token)),
          context,
        );
        expect(response.status).toBe(401);
        expect((await response.json()).error).toMatch(/token is not known/);
      }
      expect(run).not.toHaveBeenCalled();
    },
  );

  it("that may only read cannot change anything", async () => {
    const { token, viewer } = await tokenOf("read");
    const refused = await handler(put("{}", bearer(token)), context);
    expect(refused.status).toBe(403);
    expect((await refused.json()).error).toMatch(/only read/);
    expect(run).not.toHaveBeenCalled();
    const read = await handler(
      new Request("http://localhost:3000/api/x", { headers: bearer(token) }),
      context,
    );
    expect(await read.json()).toEqual({ name: viewer.username });
  });

  it("learns how many calls are left, and is refused when none are", async () => {
    const { token, viewer } = await tokenOf("write");
    const ask = () =>
      handler(new Request("http://localhost:3000/api/x", { headers: bearer(token) }), context);
    const first = await ask();
    expect(first.headers.get("ratelimit")).toMatch(/^"api";r=499;t=(300|299)$/);
    expect(first.headers.get("ratelimit-policy")).toBe('"fixed window";"api";q=500;w=300');
    await getDb().rateLimit.update({ where: { key: `api:person-${viewer.id}` }, data: { points: 500 } });
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.headers.get("ratelimit")).toMatch(/^"api";r=0;t=\d+$/);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("a read", () => {
  it("may be cached by others only if it is not personal", async () => {
    const handler = apiRoute({ signedOut: true, sharedFor: 60 }, () => ({ a: 1 }));
    const open = await handler(get(), context);
    expect(open.headers.get("cache-control")).toBe("public, max-age=60");
    const etag = open.headers.get("etag") ?? "";
    const again = await handler(
      new Request("http://localhost:3000/api/things", { headers: { "if-none-match": etag } }),
      context,
    );
    expect(again.status).toBe(304);
    await signIn();
    expect((await handler(get(), context)).headers.get("cache-control")).toBe("private, no-cache");
  });
});
