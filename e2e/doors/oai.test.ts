import { expect, it } from "vitest";
import { GET, POST } from "@/app/oai/route";
import { makePaper } from "@/e2e/support/made";
import { oaiErrors } from "@/e2e/support/oai-schema";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { createArxivClient } from "@/lib/papers/arxiv/client";

withTestDb();

const door = "http://localhost:3000/oai";
const keys = Array.from({ length: 230 }, (_, i) => `2603.${String(i + 1).padStart(5, "0")}`);

const ask = (query: string) => GET(new Request(`${door}?${query}`));

it("a hub without papers has no records", async () => {
  const text = await (await ask("verb=ListRecords&metadataPrefix=oai_dc")).text();
  expect(text).toContain('<error code="noRecordsMatch">');
  expect(await oaiErrors(text)).toEqual([]);
});

it("is asked by GET and by POST, from any site, and kept for a moment", async () => {
  const got = await ask("verb=Identify");
  expect(got.headers.get("content-type")).toBe("text/xml; charset=utf-8");
  expect(got.headers.get("access-control-allow-origin")).toBe("*");
  expect(got.headers.get("cache-control")).toBe("public, max-age=30");
  const body = new URLSearchParams({ verb: "Identify" });
  const posted = await POST(new Request(`${door}?verb=ListSets`, { method: "POST", body }));
  const text = await posted.text();
  expect(text).toContain("<adminEmail>quire@localhost.invalid</adminEmail>");
  expect(await oaiErrors(text)).toEqual([]);
});

// A hub harvests another hub as it harvests arXiv, so this test uses the client that pulls papers.
it("gives another hub every paper, those too that change or go while it reads", async () => {
  // An import writes many papers at the same time, so only their ids order them.
  for (const key of keys)
    await makePaper({ key, title: `Paper ${key}`, updatedAt: new Date("2026-03-02T10:00:00Z") });
  let pages = 0;
  const change = async () => {
    const data = { title: "Changed", updatedAt: new Date("2026-03-02T11:00:00Z") };
    await getDb().paper.update({ where: { key: keys[3] ?? "" }, data });
    await getDb().paper.update({ where: { key: keys[150] ?? "" }, data: { ...data, status: "hidden" } });
  };
  const client = createArxivClient({
    apiUrl: door,
    oaiUrl: door,
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

it("answers whole pages by the schema", async () => {
  for (const prefix of ["oai_dc", "arXiv"]) {
    const text = await (await ask(`verb=ListRecords&metadataPrefix=${prefix}`)).text();
    expect(text.match(/<record>/g)).toHaveLength(100);
    expect(await oaiErrors(text)).toEqual([]);
  }
});

it("asks those who come too often to wait, as harvesters understand it", async () => {
  Object.assign(getConfig(), { RATE_LIMITS: "on" });
  const calls = Array.from({ length: 520 }, () => ask("verb=Nothing"));
  const late = (await Promise.all(calls)).find(({ status }) => status !== 200);
  expect(late?.status).toBe(503);
  expect(Number(late?.headers.get("retry-after"))).toBeGreaterThan(0);
});
