import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BreakableDatabase, breakableDatabase } from "@/e2e/support/breakable-database";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { databaseUrl, getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { addSession, findSessionPerson, hasSession } from "@/lib/people/account/sessions";
import { createFront } from "@/lib/server/front/front";
import { KnownSessions } from "@/lib/server/front/known-sessions";
import { PageCache, type Rendered } from "@/lib/server/front/page-cache";
import { RenderLimit } from "@/lib/server/front/render-limit";
import { errorResponse } from "@/lib/web/respond";

withTestDb();

const html = { "content-type": "text/html; charset=utf-8" };
const clock = { now: 0 };
let database: BreakableDatabase;
let server: Server;
let url = "";
let rendered: string[] = [];
let neverAnswers: ServerResponse[] = [];

const people = () => getDb().user.count();

/** What stands behind the front in these tests: pages that ask the database, as Next's and next-auth's do. */
const pages: Record<string, (request: IncomingMessage, response: ServerResponse) => Promise<void>> = {
  // A page that fails, which Next answers with 500.
  "/topics": async (request, response) => {
    const token = /session-token=([^;]+)/.exec(request.headers.cookie ?? "")?.[1];
    const reader = token ? await findSessionPerson(token) : null;
    const body = `<html><body>${await people()} people, for ${reader?.username ?? "everybody"}</body></html>`;
    response.writeHead(200, html).end(body);
  },
  // Swallows the error and redirects, as next-auth does.
  "/api/auth/callback/oidc": async (_request, response) => {
    const found = await people().catch(() => null);
    response.writeHead(302, { location: found === null ? "/sign-in?error=Callback" : "/welcome" }).end();
  },
  "/api/v1/topics": async (_request, response) => {
    const answer = await people().then(
      (count) => Response.json({ count }),
      (reason: unknown) => errorResponse(reason, "id"),
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  },
  // A part of a page for Next's client: the head is sent before the database is asked.
  "/following": async (_request, response) => {
    response.setHeader("content-type", "text/x-component");
    response.flushHeaders();
    response.write("0:first\n");
    await people().then(
      (count) => response.end(`1:${count}\n`),
      () => response.end('1:E{"digest":"1"}\n'),
    );
  },
  // The action of a form that puts the failure into its answer, or redirects.
  "/submit": async (request, response) => {
    response.setHeader("content-type", "text/x-component");
    if (request.headers["x-redirects"]) response.setHeader("x-action-redirect", "/sign-in?error=EmailSignin");
    const state = await people().then(String, (reason: Error) => reason.message);
    response.end(`1:{"error":"${state}"}\n`);
  },
  "/saved": async (_request, response) => {
    response.writeHead(200, html).end("needs no database");
  },
  "/map": async (_request, response) => {
    neverAnswers.push(response);
  },
  "/health": async (_request, response) => {
    const ready = await people().then(
      () => true,
      () => false,
    );
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ ready }));
  },
};

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split("?")[0] ?? "";
  rendered.push(request.url ?? "");
  try {
    await pages[path]?.(request, response);
    if (!pages[path]) response.writeHead(404, html).end("<html></html>");
  } catch {
    response.writeHead(500, html).end("<html>Internal Server Error</html>");
  }
}

function render(key: string, cookie?: string): Promise<Rendered> {
  const headers = { accept: "text/html", "x-quire-refill": "secret", ...(cookie && { cookie }) };
  return new Promise((resolve, reject) => {
    get(url + key, { headers }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const { statusCode = 0 } = answer;
      resolve({
        status: statusCode,
        headers: answer.headers as Record<string, string>,
        body: Buffer.concat(chunks),
      });
    }).on("error", reject);
  });
}

const cache = new PageCache(render, () => clock.now, 60_000);
const behind = {
  handle,
  render,
  cache,
  sessions: new KnownSessions(hasSession),
  limit: new RenderLimit(20),
  refillSecret: "secret",
  isFile: (path: string) => path === "/icon.svg",
  answerMs: 60_000,
};

beforeAll(async () => {
  database = await breakableDatabase(databaseUrl());
  Object.assign(getConfig(), { DATABASE_URL: database.url, LOG_LEVEL: "silent" });
  await people();
  server = createServer(createFront(behind));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await database.heal();
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  await database.heal();
  rendered = [];
});

const asPerson = { accept: "text/html,*/*" };
const ask = (path: string, init: RequestInit = {}) =>
  fetch(url + path, { redirect: "manual", ...init, headers: { ...asPerson, ...init.headers } });

describe("while the database is away", () => {
  const requests: [string, RequestInit?][] = [
    ["/topics"],
    ["/topics?order=top", { method: "HEAD" }],
    ["/topics", { headers: { cookie: "next-auth.session-token=made-up" } }],
    ["/api/auth/callback/oidc"],
    ["/api/v1/topics"],
    ["/following", { headers: { rsc: "1" } }],
    ["/submit", { method: "POST", headers: { "next-action": "x" } }],
    ["/submit", { method: "POST", headers: { "next-action": "x", "x-redirects": "1" } }],
  ];

  it("every kind of request is answered with 503 and Retry-After, and works again once it is back", async () => {
    cache.purge();
    await database.cut();
    for (const [path, init] of requests) {
      const answer = await ask(path, init);
      expect([path, answer.status, answer.headers.get("retry-after")]).toEqual([path, 503, "5"]);
      expect(answer.headers.get("location")).toBeNull();
      expect(answer.headers.get("x-action-redirect")).toBeNull();
    }
    await database.heal();
    for (const [path, init] of requests) expect((await ask(path, init)).status, path).toBeLessThan(400);
  });

  it("people get a page with a sentence, programs JSON, and a form its failure beside what was typed", async () => {
    cache.purge();
    await database.cut();
    const page = await ask("/topics");
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await page.text()).toMatch(/cannot reach its database.*<a href="\/topics">Try again/s);
    const answer = await ask("/api/v1/topics");
    expect(await answer.json()).toEqual({ error: expect.stringContaining("cannot reach its database") });
    const action = await ask("/submit", { method: "POST", headers: { "next-action": "x" } });
    expect(action.headers.get("content-type")).toBe("text/x-component");
    expect(await action.text()).toContain("cannot reach its database");
  });

  it("a page that was opened within the hour is sent with a line that says how old it is", async () => {
    cache.purge();
    clock.now = Date.UTC(2026, 2, 12, 12, 34);
    await (await ask("/topics")).text();
    await database.cut();
    clock.now += 3_000_000;
    const late = await ask("/topics");
    expect([late.status, late.headers.get("warning")]).toEqual([200, '111 - "Revalidation Failed"']);
    expect(await late.text()).toMatch(/<body><p role="status" class="late-line">.* a copy from 12:34 UTC/);
    const member = await ask("/topics", { headers: { cookie: "next-auth.session-token=not-asked-before" } });
    expect([member.status, await member.text()]).toEqual([200, expect.stringContaining("copy from 12:34")]);
    clock.now += 1_000_000;
    expect((await ask("/topics")).status).toBe(503);
  });

  it("what needs no database is answered as always, and /health tells its own state", async () => {
    await database.cut();
    expect(await (await ask("/saved")).text()).toBe("needs no database");
    expect(await (await ask("/health")).json()).toEqual({ ready: false });
  });
});

describe("with short limits", () => {
  beforeAll(async () => {
    await database.heal();
    cache.purge();
    await (await ask("/topics")).text();
    Object.assign(behind, { answerMs: 200 });
    Object.assign(cache, { patience: 50 });
  });
  afterAll(() => {
    Object.assign(behind, { answerMs: 60_000 });
    Object.assign(cache, { patience: 60_000 });
  });

  it("an answer that takes too long is given up with a sentence", async () => {
    neverAnswers = [];
    const answer = await ask("/map?topic=not-cached-at-all", { headers: { rsc: "1" } });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "60"]);
    expect(await answer.text()).toContain("took too long");
    // What Next still writes is dropped.
    for (const response of neverAnswers) {
      expect(response.writeHead(200, html).end("late")).toBe(response);
    }
  });

  it("a database that accepts connections and never answers leaves nobody waiting", async () => {
    database.hang();
    clock.now += 600_000;
    expect((await ask("/topics")).headers.get("warning")).toContain("111");
    expect((await ask("/api/v1/topics")).status).toBe(503);
  });
});

describe("a session cookie", () => {
  const cookie = (token: string) => ({ headers: { cookie: `a=b; next-auth.session-token=${token}` } });

  it("that was made up or has expired gets the page that everybody gets", async () => {
    const person = await makePerson();
    await addSession(person.id, "expired", plus(new Date(), { days: -1 }));
    cache.purge();
    await (await ask("/topics")).text();
    rendered = [];
    for (const token of ["made-up-1", "made-up-2", "expired", "%00", "x".repeat(5000)])
      expect(await (await ask("/topics", cookie(token))).text()).toContain("for everybody");
    expect(rendered).toEqual([]);
  });

  it("of a reader gets their own page", async () => {
    const person = await makePerson();
    await addSession(person.id, "real", plus(new Date(), { days: 1 }));
    expect(await (await ask("/topics", cookie("real"))).text()).toContain(`for ${person.username}`);
  });
});

describe("rendering", () => {
  const through = (address: string) => ({ headers: { "x-forwarded-for": address } });

  it("is limited for one address, which then gets 429; pages of the cache and files do not count", async () => {
    Object.assign(getConfig(), { TRUST_PROXY: "on" });
    cache.purge();
    for (let n = 0; n < 20; n++)
      expect((await ask(`/topics/t${n}`, through(`2001:db8::${n + 1}`))).status).toBe(404);
    const refused = await ask("/topics/more", through("2001:db8::ffff"));
    expect([refused.status, Number(refused.headers.get("retry-after"))]).toEqual([429, expect.any(Number)]);
    expect(await refused.text()).toContain("too many pages within a minute");
    expect((await ask("/topics/t1", through("2001:db8::1"))).status).toBe(404);
    expect((await ask("/icon.svg", through("2001:db8::1"))).status).toBe(404);
    expect((await ask("/topics/more", through("2001:db8:0:1::1"))).status).toBe(404);
  });

  it("is not limited for this machine itself", async () => {
    for (let n = 0; n < 25; n++) expect((await ask(`/topics/local${n}`)).status).toBe(404);
  });
});

it("a refill of the cache does not count as a request from this machine", async () => {
  let local: unknown;
  pages["/about"] = async (request, response) => {
    local = request.headers["x-quire-local"];
    response.writeHead(200, html).end("<html></html>");
  };
  await ask("/about");
  expect(local).toBe("no");
});

it("a page that fails says so without scripts, with the number under which it was logged", async () => {
  pages["/welcome"] = async () => {
    throw new Error("a fault of the page");
  };
  const answer = await ask("/welcome", { headers: asPerson });
  const text = await answer.text();
  expect([answer.status, text]).toEqual([500, expect.stringContaining("Something went wrong on our side")]);
  expect(text).toContain(answer.headers.get("x-request-id"));
});
