import { createServer, get, type IncomingMessage } from "node:http";
import { networkInterfaces } from "node:os";
import { afterEach, describe, expect, it } from "vitest";
import { parseConfig } from "@/lib/base/config";
import { isFromThisMachine, type Listening, listenOn } from "@/lib/server/front/listen";
import { freePort } from "@/lib/server/postgres";

const open: Listening[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function start(addresses: string[], optional: string[] = []): Promise<Listening & { port: number }> {
  const port = await freePort();
  const server = createServer((request, response) => response.end(request.socket.localAddress));
  const listening = await listenOn(server, { port, addresses, optional });
  open.push(listening);
  return { ...listening, port };
}

function ask(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = get({ host, port, agent: false }, (answer) =>
      answer.on("data", (chunk) => resolve(String(chunk))),
    );
    request.on("error", () => resolve(undefined));
  });
}

const outside = Object.values(networkInterfaces())
  .flatMap((them) => them ?? [])
  .find(({ internal, family }) => !internal && family === "IPv4")?.address;

describe("listening", () => {
  it("is on loopback only by default", async () => {
    const { LISTEN } = parseConfig({});
    const { addresses, port } = await start(LISTEN, LISTEN);
    expect(addresses[0]).toBe("127.0.0.1");
    expect(addresses.every((address) => LISTEN.includes(address))).toBe(true);
    for (const address of addresses) expect(await ask(address, port)).toBe(address);
    if (outside) expect(await ask(outside, port)).toBeUndefined();
  });

  it("is on every address if none is named, and reaches itself", async () => {
    const { ownAddress, port } = await start([]);
    expect(await ask("127.0.0.1", port)).toContain("127.0.0.1");
    expect(await ask(ownAddress, port)).toContain(ownAddress);
    if (outside) expect(await ask(outside, port)).toContain(outside);
  });

  it("skips only an address that this machine may lack", async () => {
    const { addresses } = await start(["127.0.0.1", "203.0.113.9"], ["203.0.113.9"]);
    expect(addresses).toEqual(["127.0.0.1"]);
    await expect(start(["127.0.0.1", "203.0.113.9"])).rejects.toThrow("EADDRNOTAVAIL");
    await expect(start(["203.0.113.9"], ["203.0.113.9"])).rejects.toThrow("203.0.113.9");
  });
});

it("releases the addresses it had if one cannot be used", async () => {
  const port = await freePort();
  const server = createServer();
  await expect(listenOn(server, { port, addresses: ["127.0.0.1", "203.0.113.9"] })).rejects.toThrow();
  expect(server.listening).toBe(false);
  expect(await ask("127.0.0.1", port)).toBeUndefined();
});

describe("a request from this machine", () => {
  const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
    isFromThisMachine({ socket: { remoteAddress }, headers } as unknown as IncomingMessage);

  it("has a loopback socket, whatever its Host header says", () => {
    for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1", "127.8.8.8"])
      expect(from(address)).toBe(true);
    for (const address of ["203.0.113.9", "::ffff:203.0.113.9", "fd00::2", ""])
      expect(from(address, { host: "localhost" })).toBe(false);
  });

  it("was not passed on by a proxy", () => {
    for (const name of ["x-forwarded-for", "forwarded", "via", "x-real-ip"])
      expect(from("127.0.0.1", { [name]: "203.0.113.9" })).toBe(false);
  });

  it("was not passed on by a proxy that spells its headers in another way, or has none", () => {
    const spellings =
      "x_forwarded_for x-forwarded x-forwarded-proto x-forwarded-by x-original-forwarded-for x_real_ip true-client-ip " +
      "x-client-ip cf-connecting-ip cf-ray fly-client-ip fastly-client-ip x-amzn-trace-id x-envoy-external-address " +
      "x-azure-clientip x-arr-log-id x-original-host x-original-url x-proxyuser-ip x-remote-addr x-varnish proxy-connection";
    for (const name of spellings.split(" ")) expect(from("127.0.0.1", { [name]: "x" }), name).toBe(false);
    const old = {
      socket: { remoteAddress: "127.0.0.1" },
      headers: { host: "localhost" },
      httpVersion: "1.0",
    };
    expect(isFromThisMachine(old as unknown as IncomingMessage)).toBe(false);
  });

  it("may have every header that browsers and monitoring send", () => {
    const usual =
      "host connection accept accept-encoding accept-language cache-control cookie content-length content-type dnt " +
      "if-none-match origin pragma referer sec-ch-ua sec-fetch-site sec-fetch-mode sec-gpc te upgrade upgrade-insecure-requests " +
      "user-agent x-requested-with x-prometheus-scrape-timeout-seconds authorization rsc next-url next-router-state-tree";
    for (const name of usual.split(" ")) expect(from("127.0.0.1", { [name]: "x" }), name).toBe(true);
  });
});
