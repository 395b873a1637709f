import type { LookupAddress } from "node:dns";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { getConfig } from "@/lib/base/config";
import { getOutside } from "@/lib/base/outgoing/get";
import { isPublic, onlyPublic, PrivateHost, parsePlace } from "@/lib/base/outgoing/places";
import { postOutside } from "@/lib/base/outgoing/post";

type Answer = (error: Error | null, addresses: LookupAddress[]) => void;

/** What the machine's resolver knows, and how a call waits before it tells that there was no connection. */
const machine = vi.hoisted(() => ({
  hosts: new Map<string, string>(),
  untilTold: Promise.resolve(),
}));
vi.mock("node:dns", () => ({
  lookup: (host: string, _options: object, done: Answer) => {
    const address = machine.hosts.get(host);
    if (address === "silent") return;
    const unknown = Object.assign(new Error("unknown"), { code: "ENOTFOUND" });
    setImmediate(() => (address ? done(null, [{ address, family: 4 }]) : done(unknown, [])));
  },
}));
vi.mock("node:os", () => ({
  networkInterfaces: () => ({
    eth0: [{ address: "93.184.216.99" }, { address: "2606:2800:220:1::99" }, { address: "fe80::1" }],
  }),
}));
vi.mock("node:timers/promises", () => ({ setTimeout: () => machine.untilTold }));

const message = { headers: { "Content-Type": "application/json" }, body: '{"a":1}' };
const closing: (() => void)[] = [];

beforeEach(() => {
  Object.assign(getConfig(), { OUTGOING_ALLOW: [] });
  machine.hosts = new Map();
  machine.untilTold = Promise.resolve();
});
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Starts a server on the loopback address. @returns its port, and how often it was called */
async function listen(answer: RequestListener, { allowed = true } = {}) {
  const seen = { calls: 0 };
  const server = createServer((request, response) => {
    seen.calls += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  if (allowed) Object.assign(getConfig(), { OUTGOING_ALLOW: [`127.0.0.1:${port}`] });
  return { port, seen, url: `http://127.0.0.1:${port}/hook` };
}

describe("an IP address", () => {
  it.each(["93.184.216.99", "::ffff:93.184.216.99", "2606:2800:220:1:0:0:0:99"])(
    "%s is this machine's own, and so not public",
    (address) => expect(isPublic(address)).toBe(false),
  );

  it.each(["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])(
    "%s is public",
    (address) => expect(isPublic(address)).toBe(true),
  );

  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "198.18.0.1",
    "240.0.0.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
    "2001::1",
    "2001:db8::1",
    "4000::1",
    "words",
  ])("%s is not", (address) => expect(isPublic(address)).toBe(false));

  it("that is private makes the whole host unreachable", () => {
    const good = { address: "93.184.216.34", family: 4 };
    expect(onlyPublic([good])).toEqual([good]);
    expect(() => onlyPublic([good, { address: "10.0.0.1", family: 4 }])).toThrow(PrivateHost);
  });
});

describe("a place to send to", () => {
  it.each([
    "https://example.org/hook?key=1",
    "http://example.org",
    "https://example.org:8443/",
    "http://1.1.1.1/",
  ])("may be %s", (address) => expect(parsePlace(address).href).toContain(new URL(address).host));

  it.each([
    "",
    "words",
    "ftp://example.org",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://",
    "https://ada:secret@example.org/",
    "http://example.org:25/",
    "https://example.org:22/",
    "http://localhost:3000/",
    "https://hub.localhost/",
    "http://localhost./",
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://169.254.169.254/latest/meta-data",
    "http://10.0.0.1:8080/",
  ])("may not be %j", (address) =>
    expect(() => parsePlace(address)).toThrow(expect.objectContaining({ code: "invalid" })),
  );

  it("may be on a private network if the settings allow it, at that port only", () => {
    Object.assign(getConfig(), { OUTGOING_ALLOW: ["127.0.0.1:4000", "[::1]:443", "Hooks.intranet:25"] });
    expect(parsePlace("http://127.0.0.1:4000/x").port).toBe("4000");
    expect(parsePlace("http://hooks.intranet:25/x").port).toBe("25");
    expect(parsePlace("https://[::1]/x").hostname).toBe("[::1]");
    expect(() => parsePlace("http://127.0.0.1:4001/x")).toThrow();
  });
});

const noConnection =
  "The hub could not connect. It calls public addresses only: check the spelling, and that the server accepts connections.";

/** Waits until this machine has refused a connection to the port, and all that follows from it has happened. */
async function untilRefused(port: number): Promise<void> {
  await new Promise((resolve) => connect(port, "127.0.0.1").once("error", resolve));
  for (let i = 0; i < 50; i++) await new Promise(setImmediate);
}

describe("a host that cannot be connected to", () => {
  const kinds = ["unknown", "private", "silent", "refusing"] as const;

  async function urlOf(kind: (typeof kinds)[number]): Promise<{ url: string; port: number }> {
    const { port, url } = await listen((_, response) => response.end(), { allowed: kind === "refusing" });
    closing.pop()?.();
    machine.hosts = new Map([
      ["private.example", "10.0.0.1"],
      ["silent.example", "silent"],
    ]);
    return { port, url: kind === "refusing" ? url : `http://${kind}.example:${port}/` };
  }

  it.each(kinds)("and is %s gives the same answer as all others", async (kind) => {
    const { url } = await urlOf(kind);
    const limits = { connect: 100, tell: 0, total: 5000 };
    expect(await postOutside(url, message, limits)).toEqual({ status: null, error: noConnection });
  });

  it.each(kinds)("and is %s gives it only once the time for all of them is over", async (kind) => {
    const { url, port } = await urlOf(kind);
    let tell = () => {};
    machine.untilTold = new Promise((resolve) => {
      tell = resolve;
    });
    let told = false;
    const call = postOutside(url, message, { connect: 100, tell: 0, total: 5000 }).then(() => {
      told = true;
    });
    await untilRefused(port);
    expect(told).toBe(false);
    tell();
    await call;
    expect(told).toBe(true);
  });
});

describe("a call", () => {
  it("sends body and headers, and returns the status", async () => {
    let came = "";
    const { url } = await listen(async (request, response) => {
      came = `${request.method} ${request.url} ${request.headers["content-type"]} ${await text(request)}`;
      response.writeHead(204).end();
    });
    expect(await postOutside(url, message)).toEqual({ status: 204, error: null });
    expect(came).toBe('POST /hook application/json {"a":1}');
  });

  it("never reaches a private network, whatever the host name", async () => {
    const { port, seen } = await listen((_, response) => response.end(), { allowed: false });
    for (const host of ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"])
      expect(await postOutside(`http://${host}:${port}/`, message)).toMatchObject({
        status: null,
        error: noConnection,
      });
    expect(seen.calls).toBe(0);
  });

  it("follows no redirect", async () => {
    const other = await listen((_, response) => response.end(), { allowed: false });
    const { url } = await listen((_, response) => response.writeHead(302, { Location: other.url }).end());
    expect(await postOutside(url, message)).toEqual({ status: 302, error: null });
    expect(other.seen.calls).toBe(0);
  });

  it("respects its time limit for the response and for its body", async () => {
    const silent = await listen(() => undefined);
    const limits = { connect: 200, tell: 0, total: 200 };
    expect(await postOutside(silent.url, message, limits)).toEqual({
      status: null,
      error: "There was no answer in time.",
    });
    const dripping = await listen((_, response) => response.writeHead(200).write("x"));
    expect(await postOutside(dripping.url, message, { ...limits, total: 2000 })).toEqual({
      status: 200,
      error: null,
    });
  });

  it("stops reading an endless response", async () => {
    let sent = 0;
    const { url } = await listen((_, response) => {
      const more = () => {
        while (!response.destroyed && sent < 1e9) {
          sent += 65_536;
          if (!response.write(Buffer.alloc(65_536))) return void response.once("drain", more);
        }
      };
      more();
    });
    expect(await postOutside(url, message)).toEqual({ status: 200, error: null });
    expect(sent).toBeLessThan(50_000_000);
  });

  it("says what went wrong", async () => {
    const { url, port } = await listen((request) => request.socket.destroy());
    expect(await postOutside(url, message)).toMatchObject({ error: "The host broke the connection off." });
    const secure = await postOutside(`https://127.0.0.1:${port}/`, message);
    expect(secure).toMatchObject({ status: null, error: expect.stringMatching(/certificate|broke/) });
  });
});

describe("getting what is at an address", () => {
  const get = (url: string, maxBytes = 100) =>
    getOutside(url, { headers: { accept: "text/plain" }, timeoutMs: 5000, maxBytes });

  it("gives status, headers and body, and follows no redirect", async () => {
    const { url } = await listen((request, response) =>
      response.writeHead(302, { Location: "/other" }).end(request.headers.accept),
    );
    expect(await get(url)).toMatchObject({
      status: 302,
      headers: { location: "/other" },
      body: "text/plain",
    });
  });

  it("never reaches a private network, also by a public name, and refuses an endless answer", async () => {
    const { port, seen, url } = await listen((_, response) => response.end("x".repeat(101)));
    machine.hosts.set("inside.example", "127.0.0.1");
    await expect(get(`http://inside.example:${port}/`)).rejects.toThrow(
      `inside.example:${port} is inside a private network; OUTGOING_ALLOW does not name it.`,
    );
    await expect(get(`http://127.0.0.1:${port + 1}/`)).rejects.toMatchObject({ code: "invalid" });
    expect(seen.calls).toBe(0);
    await expect(get(url)).rejects.toThrow("sent a larger answer than is read");
    await expect(get("http://nowhere.example/")).rejects.toThrow("cannot be reached (ENOTFOUND)");
  });
});
