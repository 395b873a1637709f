import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HostileRequest, hostileRequests, senders } from "@/e2e/hostile/requests";
import { kinds, listTargets, type Target } from "@/e2e/hostile/surface";
import { toOpenApi } from "@/lib/programs/api/openapi";
import { operations } from "@/lib/programs/api/operations";

let dir = "";
let targets: Target[] = [];
let requests: HostileRequest[] = [];

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "quire-hostile-requests-"));
  const manifest = join(dir, "manifest.json");
  writeFileSync(manifest, JSON.stringify({ node: { "60abc": { exportedName: "addComment" } } }));
  targets = listTargets(toOpenApi(), manifest);
  requests = hostileRequests(targets, { seed: 1, count: 4000, existing: { id: ["2601.05230"] } });
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("hostile requests", () => {
  it("go to every page, route, operation and action", () => {
    const paths = targets.map(({ path }) => path);
    for (const path of [
      "/",
      "/topics/{topic}",
      "/papers/{...id}",
      "/oai",
      "/api/auth/{...nextauth}",
      "/feeds/{...address}",
    ])
      expect(paths).toContain(path);
    for (const { method, path } of operations)
      expect(targets.some((one) => one.path === `/api/v1${path}` && one.methods.includes(method))).toBe(true);
    expect(new Set(requests.map(({ kind }) => kind))).toEqual(new Set(kinds));
    expect(new Set(requests.map(({ sender }) => sender))).toEqual(new Set(senders));
  });

  it("are the same for the same seed, and others for another", () => {
    const again = (seed: number) =>
      hostileRequests(targets, { seed, count: 300, existing: { id: ["2601.05230"] } });
    expect(again(1)).toEqual(requests.slice(0, 300));
    expect(again(2)).not.toEqual(requests.slice(0, 300));
  });

  it("can be written to a connection: one line of address, headers of one line each", () => {
    for (const { method, address, headers } of requests) {
      expect(`${method} ${address}`).toMatch(/^[A-Z-]+ \/[\x21-\x7e\x80-\xff]*$/);
      for (const [name, value] of headers)
        expect(`${name}: ${value}`).toMatch(/^[\w-]+: [\t\x20-\x7e\x80-\xff]*$/);
    }
  });

  it("are wrong in few things at a time: some bodies are as an operation takes them", () => {
    const bodies = requests
      .filter(({ kind, body }) => kind === "API v1" && body)
      .map(({ body }) => String(body));
    expect(bodies.filter((body) => body.startsWith("{")).length).toBeGreaterThan(bodies.length / 3);
  });
});
