import type { IncomingMessage } from "node:http";
import { beforeEach, describe, expect, it } from "vitest";
import { GET } from "@/app/metrics/route";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig, getConfig } from "@/lib/base/config";
import { requestAddress } from "@/lib/server/front/client-address";
import { isFromThisMachine } from "@/lib/server/front/listen";
import { clientAddress } from "@/lib/web/address";
import { countUse, limits } from "@/lib/web/limits/limits";

withTestDb();

/** A request as pages get it, after the hub's server has written the client's address into its own header. */
function requestFrom(remoteAddress: string, forwarded: string | null): Request {
  const headers = forwarded ? { "x-forwarded-for": forwarded } : {};
  const incoming = { socket: { remoteAddress }, headers } as unknown as IncomingMessage;
  return new Request("http://localhost:3000/metrics", {
    headers: {
      host: "localhost:3000",
      "x-quire-address": requestAddress(incoming, getConfig().TRUST_PROXY === "on"),
      "x-quire-local": isFromThisMachine(incoming) ? "yes" : "no",
    },
  });
}

const status = async (socket: string, forwarded: string | null = null) =>
  (await GET(requestFrom(socket, forwarded))).status;

beforeEach(() => Object.assign(getConfig(), { TRUST_PROXY: "off", METRICS_ALLOW: ["127.0.0.1", "::1"] }));

describe("/metrics", () => {
  it("answers only this machine by default", async () => {
    expect(await status("127.0.0.1")).toBe(200);
    expect(await status("::ffff:127.0.0.1")).toBe(200);
    expect(await status("::1")).toBe(200);
    expect(await status("203.0.113.9")).toBe(404);
    expect(await status("203.0.113.9", "127.0.0.1")).toBe(404);
  });

  it("answers only the addresses in METRICS_ALLOW", async () => {
    amendConfig({ METRICS_ALLOW: "198.51.100.7 2001:db8::7" });
    for (const allowed of ["198.51.100.7", "2001:db8::7"]) expect(await status(allowed)).toBe(200);
    for (const other of ["127.0.0.1", "198.51.100.8", "unknown"]) expect(await status(other)).toBe(404);
  });

  it("goes by the address that a trusted proxy saw, not by the one that the client claims", async () => {
    Object.assign(getConfig(), { TRUST_PROXY: "on", METRICS_ALLOW: ["198.51.100.7"] });
    expect(await status("127.0.0.1", "198.51.100.7")).toBe(200);
    expect(await status("127.0.0.1", "203.0.113.9, 198.51.100.7")).toBe(200);
    expect(await status("127.0.0.1", "198.51.100.7, 203.0.113.9")).toBe(404);
    expect(await status("127.0.0.1")).toBe(404);
  });
});

describe("a rate limit by address", () => {
  const use = (socket: string, forwarded: string | null) =>
    countUse("sign-in", { viewer: null, address: clientAddress(requestFrom(socket, forwarded).headers) });

  it("counts the socket's address, whatever addresses the client claims", async () => {
    for (let i = 0; i < limits["sign-in"].perAddress; i++) await use("203.0.113.20", `198.51.100.${i}`);
    await expect(use("203.0.113.20", "198.51.100.200")).rejects.toMatchObject({ code: "too-many" });
    await use("203.0.113.21", "203.0.113.20");
  });

  it("counts the address that a trusted proxy saw", async () => {
    Object.assign(getConfig(), { TRUST_PROXY: "on" });
    for (let i = 0; i < limits["sign-in"].perAddress; i++)
      await use("127.0.0.1", `198.51.100.${i}, 203.0.113.30`);
    await expect(use("127.0.0.1", "203.0.113.31, 203.0.113.30")).rejects.toMatchObject({ code: "too-many" });
    await use("127.0.0.1", "203.0.113.30, 203.0.113.31");
  });
});
