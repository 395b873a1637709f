import { describe, expect, it, vi } from "vitest";
import { GET } from "@/app/metrics/route";
import { amendConfig } from "@/lib/base/config";
import { isOutboxShown } from "@/lib/mail/outbox";

vi.mock("@/lib/web/metrics", () => ({
  renderMetrics: async () => ({ text: "figures", contentType: "text/plain" }),
}));

/** The headers that the hub's server gives a request. */
const sent = (address: string, local: "yes" | "no", host = "localhost:3000") =>
  new Headers({ host, "x-quire-address": address, "x-quire-local": local });
const metrics = async (headers: Headers) =>
  (await GET(new Request("http://localhost:3000/metrics", { headers }))).status;

const refused: [string, Headers][] = [
  ["another machine", sent("203.0.113.9", "no")],
  ["a proxy on this machine", sent("127.0.0.1", "no")],
  ["a proxy on this machine that passes the name on", sent("127.0.0.1", "yes", "papers.example.org")],
  ["a name that leads to this machine", sent("127.0.0.1", "yes", "rebound.example:3000")],
  ["no host", new Headers({ "x-quire-address": "127.0.0.1", "x-quire-local": "yes" })],
  ["a server without the front", new Headers({ host: "localhost:3000" })],
  ["a header sent twice", sent("127.0.0.1", "no, yes" as "no")],
];

describe("the outbox and the metrics", () => {
  it.each(refused)("are closed to %s", async (_name, headers) => {
    expect(isOutboxShown(headers)).toBe(false);
    expect(await metrics(headers)).toBe(404);
  });

  it("are open to this machine", async () => {
    for (const host of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000"]) {
      expect(isOutboxShown(sent("127.0.0.1", "yes", host))).toBe(true);
      expect(await metrics(sent("127.0.0.1", "yes", host))).toBe(200);
    }
    expect(await metrics(sent("::1", "yes"))).toBe(200);
  });

  it("are closed or open to other addresses as METRICS_ALLOW says", async () => {
    amendConfig({ METRICS_ALLOW: "198.51.100.7" });
    expect(await metrics(sent("198.51.100.7", "no", "papers.example.org"))).toBe(200);
    expect(await metrics(sent("127.0.0.1", "yes"))).toBe(404);
  });
});
