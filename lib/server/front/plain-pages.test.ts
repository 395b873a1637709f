import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFront } from "@/lib/server/front/front";
import { KnownSessions } from "@/lib/server/front/known-sessions";
import { PageCache } from "@/lib/server/front/page-cache";

let server: Server;
let url = "";

const page = (words: string) => `<html lang="en"><head><script src="/theme.js" data-keep="true"></script>
<script src="/_next/a.js" async=""></script></head><body>${words}<script>self.__next_f.push([1])</script></body></html>`;

/** Answers as Next does: in parts, and compressed if the reader accepts that. */
async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const rsc = request.headers.rsc !== undefined;
  const words = page(`${request.method} for ${request.headers.cookie}`);
  response.setHeader("Content-Type", rsc ? "text/x-component" : "text/html; charset=utf-8");
  if (request.headers["accept-encoding"]) {
    response.setHeader("Content-Encoding", "gzip");
    response.end(gzipSync(words));
    return;
  }
  if (request.url === "/new") {
    // A page that Next has complete comes in one piece.
    response.end(words);
    return;
  }
  response.write(words.slice(0, 100));
  response.end(words.slice(100));
}

beforeAll(async () => {
  const render = () => Promise.reject(new Error("no page is rendered here"));
  const behind = {
    handle,
    render,
    cache: new PageCache(render),
    sessions: new KnownSessions(async () => true),
    limit: null,
    refillSecret: "secret",
    isFile: () => false,
  };
  server = createServer(createFront(behind));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const cookie = "next-auth.session-token=one";
const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(url + path, { method, headers: { accept: "text/html", cookie, ...headers } });

describe("a list, paper or search page that no cache holds", () => {
  const paths = [
    "/",
    "/new",
    "/trending",
    "/for-you/evenings",
    "/papers/hep-th/9901001",
    "/search?q=x",
    "/date/2026-03-02",
  ];

  it.each(paths)("%s comes without the framework's scripts", async (path) => {
    const answer = await ask(path);
    const html = await answer.text();
    expect(html).toContain('<html data-plain lang="en">');
    expect(html).toContain("/theme.js");
    expect(html).toContain(`GET for ${cookie}`);
    expect(html).not.toMatch(/_next/);
    expect(answer.headers.get("content-security-policy")).toMatch(/script-src 'self';/);
  });

  it("comes so to a reader who is not signed in, too", async () => {
    const html = await (await ask("/similar?to=words", { cookie: "" })).text();
    expect(html).toMatch(/data-plain.*GET for/s);
    expect(html).not.toMatch(/_next/);
  });

  it.each([
    ["br, gzip", "br"],
    ["gzip", "gzip"],
    ["identity", null],
  ])("is compressed for a reader who accepts %s", async (accepted, encoding) => {
    const answer = await ask("/trending", { "accept-encoding": accepted });
    expect(answer.headers.get("content-encoding")).toBe(encoding);
    expect(answer.headers.get("vary")).toContain("Accept-Encoding");
    expect(await answer.text()).toContain("data-plain");
  });

  it("comes so in answer to a form as well", async () => {
    const answer = await ask("/papers/2603.00001", { origin: url }, "POST");
    expect(await answer.text()).toMatch(/data-plain.*POST for/s);
  });
});

it("other pages, and parts of a page for the framework's client, come as they are", async () => {
  for (const [path, headers] of [
    ["/settings", {}],
    ["/papers-of-mine", {}],
    ["/trending", { rsc: "1" }],
  ] as const) {
    const text = await (await ask(path, headers)).text();
    expect(text).toContain("/_next/a.js");
    expect(text).not.toContain("data-plain");
  }
});
