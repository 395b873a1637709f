import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createFront } from "@/lib/server/front/front";
import { KnownSessions } from "@/lib/server/front/known-sessions";
import { RenderLimit } from "@/lib/server/front/render-limit";

const html = { "content-type": "text/html; charset=utf-8" };
let server: Server;
let url = "";
/** How many bytes of the body were read after each part of it, and how many bodies were read to their end. */
let read: number[] = [];
let ended = 0;
let callers: unknown[] = [];

/** Stands for Next: reads the body, or follows the redirect of an action with all headers of the request. */
async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { host: _, connection: __, "content-length": ___, ...headers } = request.headers;
  if (request.url === "/inner") callers.push([headers["x-quire-local"], headers["x-quire-address"]]);
  if (request.url === "/redirecting")
    await fetch(`${url}/inner`, { headers: headers as Record<string, string> });
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    read.push(size);
  }
  ended += 1;
  response.writeHead(200, html).end(`${size} bytes`);
}

const behind = {
  handle,
  render: () => Promise.reject(new Error("No page is rendered here")),
  cache: null,
  sessions: new KnownSessions(async (token) => token === "real"),
  limit: new RenderLimit(20),
  refillSecret: "secret",
  isFile: () => false,
};

async function listen(listening: Server): Promise<string> {
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  server = createServer(createFront(behind));
  url = await listen(server);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  [read, ended, callers] = [[], 0, []];
});

const cookie: Record<string, string> = { cookie: "next-auth.session-token=real" };

describe("a body in chunks, which does not say how long it is", () => {
  /** Sends this many kilobytes, each as a chunk of its own. */
  function sendChunks(path: string, kilobytes: number, headers = {}): Promise<Response> {
    let left = kilobytes;
    const body = new ReadableStream({
      pull: (controller) => (left-- > 0 ? controller.enqueue(new Uint8Array(1024)) : controller.close()),
    });
    return fetch(url + path, { method: "POST", body, headers, duplex: "half" } as RequestInit);
  }

  it.each([
    ["/similar", 256],
    ["/api/auth/signin/github", 256],
    ["/api/v1/saves", 512],
    ["/first-steps/papers", 256],
    ["/first-steps/papers", 6 * 1024, cookie],
  ])("%s takes %d kB of it, and never sees the end of more", async (path, most, headers = {}) => {
    expect(await (await sendChunks(path, most, headers)).text()).toBe(`${most * 1024} bytes`);
    read = [];
    // A client may still be sending when the connection closes, and then sees no answer.
    const refused = await sendChunks(path, most + 200, headers).catch(() => null);
    expect(refused?.status ?? 413).toBe(413);
    expect(Math.max(...read)).toBeLessThanOrEqual(most * 1024);
    expect(ended).toBe(1);
  });
});

it("a file of megabytes is refused to people who are not signed in, by the length that they say", async () => {
  const file = { method: "POST", body: new Uint8Array(300 * 1024) };
  expect((await fetch(`${url}/first-steps/papers`, file)).status).toBe(413);
  expect((await fetch(`${url}/first-steps/papers`, { ...file, headers: cookie })).status).toBe(200);
});

it("what Next asks this server for is not asked by this machine, but by whoever sent the first request", async () => {
  const remote = createServer(createFront(behind));
  remote.on("connection", (socket) =>
    Object.defineProperty(socket, "remoteAddress", { value: "203.0.113.9" }),
  );
  const address = `${await listen(remote)}/redirecting`;
  const claims: Record<string, string>[] = [{}, { "x-quire-caller": "guessed", "x-quire-local": "yes" }];
  for (const claim of claims) await fetch(address, { method: "POST", headers: claim });
  await fetch(`${url}/redirecting`, { method: "POST" });
  remote.closeAllConnections();
  remote.close();
  const theirs = ["no", "203.0.113.9"];
  expect(callers).toEqual([theirs, theirs, ["yes", "127.0.0.1"]]);
});

it("addresses of Next's own that are no files count as pages", async () => {
  const ask = async (path: string) => (await fetch(url + path, { headers: { via: "1.1 proxy" } })).status;
  for (let n = 0; n < 20; n++) expect(await ask(`/_next/none/${n}`)).toBe(200);
  expect(await ask("/_next/none/20")).toBe(429);
  expect(await ask("/_next/static/none.js")).toBe(200);
});
