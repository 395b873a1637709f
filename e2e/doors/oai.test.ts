import { expect, it } from "vitest";
import { GET, POST } from "@/app/oai/route";
import { makePaper } from "@/e2e/support/made";
import { oaiErrors } from "@/e2e/support/oai-schema";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { createArxivClient } from "@/lib/papers/arxiv/client";

withTestDb();

const endpoint = "http://localhost:3000/oai";
const keys = Array.from({ length: 230 }, (_, i) => `2603.${String(i + 1).padStart(5, "0")}`);

const request = (query: string) => GET(new Request(`${endpoint}?${query}`));

it("a hub without papers has no records", async () => {
  const text = await (await request("verb=ListRecords&metadataPrefix=oai_dc")).text();
  expect(text).toContain('<error code="noRecordsMatch">');
  expect(await oaiErrors(text)).toEqual([]);
});

it("answers GET and POST, from any site, and may be cached for 30 seconds", async () => {
  const got = await request("verb=Identify");
  expect(got.headers.get("content-type")).toBe("text/xml; charset=utf-8");
  expect(got.headers.get("access-control-allow-origin")).toBe("*");
  expect(got.headers.get("cache-control")).toBe("public, max-age=30");
  const body = new URLSearchParams({ verb: "Identify" });
  const posted = await POST(new Request(`${endpoint}?verb=ListSets`, { method: "POST", body }));
  const text = await posted.text();
  expect(text).toContain("<adminEmail>quire@localhost.invalid</adminEmail>");
  expect(await oaiErrors(text)).toEqual([]);
});

// A hub can harvest another hub as it harvests arXiv, so this test uses the client that pulls papers.
it("gives another hub every paper, including those that change or are hidden while it reads", async () => {
  // Imported papers often have the same time of change, so only their ids order them.
  for (const key of keys)
    await makePaper({ key, title: `Paper ${key}`, updatedAt: new Date("2026-03-02T10:00:00Z") });
  let pages = 0;
  const change = async () => {
    const data = { title: "Changed", updatedAt: new Date("2026-03-02T11:00:00Z") };
    await getDb().paper.update({ where: { key: keys[3] ?? "" }, data });
    await getDb().paper.update({ where: { key: keys[150] ?? "" }, data: { ...data, status: "hidden" } });
  };
  const client = createArxivClient({
    apiUrl: endpoint,
    oaiUrl: endpoint,
    minIntervalMs: 0,
    fetch: async (url) => {
      if (pages++ === 1) await change();
      return GET(new Request(String(url)));
    },
  });
  const read = new Map<string, string>();
  const gone: string[] = [];
  for await (const page of client.harvest({ set: "cs", from: "2026-03-01", until: "2026-03-03" })) {
    for (const { arxivId, title } of page.records) read.set(arxivId, title);
    gone.push(...page.deleted);
  }
  expect(pages).toBe(3);
  expect([...read.keys(), ...gone].sort()).toEqual(keys);
  expect(read.get(keys[3] ?? "")).toBe("Changed");
  expect(gone).toEqual([keys[150]]);
});

it("answers whole pages that are valid by the schema", async () => {
  for (const prefix of ["oai_dc", "arXiv"]) {
    const text = await (await request(`verb=ListRecords&metadataPrefix=${prefix}`)).text();
    expect(text.match(/<record>/g)).toHaveLength(100);
    expect(await oaiErrors(text)).toEqual([]);
  }
});

it("answers 503 with Retry-After to harvesters that exceed the rate limit", async () => {
  Object.assign(getConfig(), { RATE_LIMITS: "on" });
  const calls = Array.from({ length: 520 }, () => request("verb=Nothing"));
  const late = (await Promise.all(calls)).find(({ status }) => status !== 200);
  expect(late?.status).toBe(503);
  expect(Number(late?.headers.get("retry-after"))).toBeGreaterThan(0);
});
