import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createFront } from "@/lib/server/front/front";
import { KnownSessions } from "@/lib/server/front/known-sessions";

// After an action that redirects, Next asks the server that it runs in for the page, with the headers of the call; so it does
// for an action that was called at the address of another page. Here "/action" does as Next does, and "/page" is that page.

const outside = Object.values(networkInterfaces())
  .flatMap((them) => them ?? [])
  .find(({ internal, family }) => !internal && family === "IPv4")?.address;

type Caller = { local: unknown; address: unknown };
let server: Server;
let port = 0;
let seen: Caller[] = [];

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { "x-quire-local": local, "x-quire-address": address } = request.headers;
  seen.push({ local, address });
  if (request.url === "/action") {
    const headers = new Headers(request.headers as Record<string, string>);
    for (const name of ["connection", "content-length", "expect", "transfer-encoding"]) headers.delete(name);
    await (await fetch(`http://127.0.0.1:${port}/page`, { headers })).text();
  }
  response.end("done");
}

beforeAll(async () => {
  const render = () => Promise.reject(new Error("no page is rendered here"));
  const sessions = new KnownSessions(async () => false);
  const behind = {
    handle,
    render,
    cache: null,
    sessions,
    limit: null,
    refillSecret: "secret",
    isFile: () => false,
  };
  server = createServer(createFront(behind));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen = [];
});

/** Sends the lines of a request as they are. */
async function send(host: string, ...lines: string[]): Promise<void> {
  const socket = connect(port, host);
  socket.write([...lines, "", ""].join("\r\n"));
  socket.resume();
  await once(socket, "end");
  socket.destroy();
}

const local = { local: "yes", address: expect.stringContaining("127.0.0.1") };

describe("what Next asks its own server for", () => {
  it("is local if the call came from this machine", async () => {
    await send("127.0.0.1", "GET /action HTTP/1.1", "Host: localhost", "Connection: close");
    expect(seen).toEqual([local, local]);
  });

  it("is not local if the call came through a proxy that names nobody", async () => {
    await send("127.0.0.1", "GET /action HTTP/1.0", "Host: localhost");
    const through = { ...local, local: "no" };
    expect(seen).toEqual([through, through]);
  });

  it.runIf(outside)("comes from the address from which the call came", async () => {
    await send(outside ?? "", "GET /action HTTP/1.1", "Host: localhost", "Connection: close");
    const stranger = { local: "no", address: expect.stringContaining(outside ?? "") };
    expect(seen).toEqual([stranger, stranger]);
  });

  it("is not what a caller makes up", async () => {
    const claims = ["X-Quire-Caller: made-up", "X-Quire-Local: yes", "X-Quire-Address: 198.51.100.1"];
    await send("127.0.0.1", "GET /action HTTP/1.0", "Host: localhost", ...claims);
    const through = { ...local, local: "no" };
    expect(seen).toEqual([through, through]);
  });
});
