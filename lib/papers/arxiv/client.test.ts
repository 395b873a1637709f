import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeArxiv, type FakeOptions, startFakeArxiv } from "@/e2e/fakes/arxiv";
import { type ArxivClientOptions, createArxivClient } from "./client";
import type { OaiPage } from "./oai";

/** A fake clock that advances only in `sleep`; `onSleep` is called with each sleep. */
function makeClock(onSleep: (ms: number) => void = () => {}) {
  let time = Date.parse("2026-02-02T12:00:00Z");
  const sleeps: number[] = [];
  const sleep = async (ms: number) => {
    sleeps.push(ms);
    time += ms;
    onSleep(ms);
  };
  return { now: () => time, sleep, sleeps };
}

let fake: FakeArxiv;
const start = async (options: FakeOptions = {}) => {
  await fake?.close();
  fake = await startFakeArxiv(options);
};
beforeEach(() => start());
afterEach(() => fake.close());

const clientOf = (options: Partial<ArxivClientOptions> = {}) =>
  createArxivClient({ apiUrl: fake.apiUrl, oaiUrl: fake.oaiUrl, ...makeClock(), ...options });

const unavailable = {
  code: "unavailable",
  message: "arXiv does not answer just now; try again in a few minutes.",
};
const year = { set: "cs", from: "2025-01-01", until: "2026-12-31" };

async function collect(pages: AsyncIterable<OaiPage>) {
  const all: OaiPage[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

describe("findPaper", () => {
  it("finds a paper by its id, old ones too", async () => {
    const client = clientOf();
    expect(await client.findPaper("2601.99901")).toMatchObject({
      arxivId: "2601.99901",
      topics: ["cs.CL", "cs.LG"],
    });
    expect(await client.findPaper("hep-th/9901999")).toMatchObject({ arxivId: "hep-th/9901999" });
  });

  it("gives the latest version whatever version was named", async () => {
    const paper = await clientOf().findPaper("2601.99901v1");
    expect(paper?.versions.at(-1)?.version).toBe(3);
  });

  it("gives null for an unknown id and sends no request for a malformed one", async () => {
    expect(await clientOf().findPaper("2601.00001")).toBeNull();
    expect(await clientOf().findPaper("no id")).toBeNull();
    expect(fake.requests).toHaveLength(1);
  });

  it("retries once when the page is unexpectedly empty", async () => {
    fake.setMode("empty-once");
    expect(await clientOf().findPaper("2601.99901")).toMatchObject({ arxivId: "2601.99901" });
    expect(fake.requests).toHaveLength(2);
  });

  it.each(["down", "html"] as const)("reports arXiv as unavailable when it is %s", async (mode) => {
    fake.setMode(mode);
    await expect(clientOf().findPaper("2601.99901")).rejects.toMatchObject(unavailable);
    expect(fake.requests).toHaveLength(1);
  });

  it("gives up on a connection that hangs", async () => {
    fake.setMode("slow");
    await expect(clientOf({ timeoutMs: 40 }).findPaper("2601.99901")).rejects.toMatchObject(unavailable);
  });

  it("gives up on a response over the size limit", async () => {
    const chunk = new Uint8Array(1024 * 1024);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += chunk.byteLength;
        controller.enqueue(chunk);
      },
    });
    const client = clientOf({ fetch: async () => new Response(endless) });
    await expect(client.findPaper("2601.99901")).rejects.toMatchObject(unavailable);
    expect(sent).toBeLessThan(25 * 1024 * 1024);
  });

  it("rethrows programming errors", async () => {
    const client = clientOf({ fetch: () => Promise.reject(new RangeError("ours")) });
    await expect(client.findPaper("2601.99901")).rejects.toThrow("ours");
  });
});

describe("findPapers", () => {
  it("leaves out unknown and malformed ids and sends one request for all", async () => {
    const found = await clientOf().findPapers([
      "2503.15457",
      "2601.00001",
      "zzz",
      "2503.15457v1",
      "2601.99902",
    ]);
    expect(found.map((paper) => paper.arxivId)).toEqual(["2503.15457", "2601.99902"]);
    expect(fake.requests).toHaveLength(1);
  });

  it("requests a hundred at a time, three seconds apart", async () => {
    const clock = makeClock();
    const ids = Array.from({ length: 150 }, (_, i) => `2601.${String(10_001 + i)}`);
    await clientOf(clock).findPapers([...ids, "2503.15457"]);
    const sizes = fake.requests.map((request) =>
      new URL(request, "http://x").searchParams.get("max_results"),
    );
    // The first hundred ids are unknown, which gives an unexpectedly empty page, so they are requested twice.
    expect(sizes).toEqual(["100", "100", "51"]);
    expect(clock.sleeps).toEqual([3_000, 3_000]);
  });

  it("sends no request for an empty list", async () => {
    expect(await clientOf().findPapers([])).toEqual([]);
    expect(fake.requests).toEqual([]);
  });
});

describe("pacing", () => {
  it("runs one request at a time, three seconds apart, whoever calls", async () => {
    const clock = makeClock();
    const starts: number[] = [];
    let open = 0;
    const watched: typeof fetch = async (...args) => {
      starts.push(clock.now());
      expect(++open).toBe(1);
      const response = await fetch(...args);
      open -= 1;
      return response;
    };
    const client = clientOf({ ...clock, fetch: watched });
    const harvested = collect(client.harvest(year));
    await Promise.all([client.findPaper("2503.15457"), client.findPaper("2601.99901"), harvested]);
    const gaps = starts.slice(1).map((at, i) => at - (starts[i] ?? 0));
    expect(gaps).toEqual([3_000, 3_000]);
  });

  it.each([
    ["503", "20", 20_000],
    ["429", "20", 20_000],
    ["503", "Mon, 02 Feb 2026 12:00:30 GMT", 30_000],
    ["503", null, 5_000],
  ] as const)("waits after %s as Retry-After %s asks", async (mode, retryAfter, expected) => {
    await start({ retryAfter });
    fake.setMode(mode);
    const clock = makeClock(() => fake.setMode("ok"));
    expect(await clientOf(clock).findPaper("2503.15457")).not.toBeNull();
    expect(clock.sleeps).toEqual([expected]);
  });

  it("does not wait longer than a person would, and says when to try again", async () => {
    await start({ retryAfter: "600" });
    fake.setMode("503");
    const client = clientOf();
    await expect(client.findPaper("2503.15457")).rejects.toMatchObject({ ...unavailable, retryAfter: 600 });
    await expect(client.findPaper("2601.99901")).rejects.toMatchObject(unavailable);
    expect(fake.requests).toHaveLength(1);
  });

  it("stops after the maximum number of attempts", async () => {
    fake.setMode("503");
    await expect(clientOf().findPaper("2503.15457")).rejects.toMatchObject(unavailable);
    expect(fake.requests).toHaveLength(3);
  });

  it("serves the next caller after a failure", async () => {
    fake.setMode("down");
    const client = clientOf();
    await expect(client.findPaper("2503.15457")).rejects.toMatchObject(unavailable);
    fake.setMode("ok");
    expect(await client.findPaper("2503.15457")).not.toBeNull();
  });

  it("does not leave people waiting behind a request that hangs", async () => {
    fake.setMode("slow");
    const client = clientOf({ timeoutMs: 40 });
    const hanging = collect(client.harvest(year)).catch(() => "gave up");
    await expect.poll(() => fake.requests.length).toBe(1);
    await expect(client.findPaper("2503.15457")).rejects.toMatchObject(unavailable);
    fake.release();
    await hanging;
  });
});

describe("harvest", () => {
  beforeEach(() => start({ pageSize: 3 }));

  it("gives every record of the window once", async () => {
    const pages = await collect(clientOf().harvest(year));
    expect(pages.map((page) => page.records.length + page.deleted.length)).toEqual([3, 3, 2]);
    expect(pages.flatMap((page) => page.deleted)).toEqual(["2601.99903"]);
    expect(fake.requests[0]).toContain("metadataPrefix=arXiv&set=cs&from=2025-01-01&until=2026-12-31");
    expect(fake.requests[1]).toMatch(/^\/oai\?verb=ListRecords&resumptionToken=[^&]+$/);
  });

  it("gives one empty page when nothing changed", async () => {
    const pages = await collect(clientOf().harvest({ ...year, from: "2026-12-01" }));
    expect(pages.flatMap((page) => page.records)).toEqual([]);
    expect(fake.requests).toHaveLength(1);
  });

  it("retries once for a page without the records it promises", async () => {
    fake.setMode("empty-once");
    const pages = await collect(clientOf().harvest(year));
    expect(pages.flatMap((page) => page.records)).toHaveLength(7);
  });

  it("restarts the window when its token is lost, but only once", async () => {
    const pages: OaiPage[] = [];
    for await (const page of clientOf().harvest(year)) {
      if (pages.length === 0) fake.forgetTokens();
      pages.push(page);
    }
    expect(pages.map((page) => page.records.length + page.deleted.length)).toEqual([3, 3, 3, 2]);
    const losing = async () => {
      for await (const page of clientOf().harvest(year)) if (page.resumptionToken) fake.forgetTokens();
    };
    await expect(losing()).rejects.toMatchObject({ name: "BadResumptionToken" });
  });

  it("survives dropped connections and rate limiting", async () => {
    fake.setMode("down");
    const modes = ["503", "ok"] as const;
    let step = 0;
    const clock = makeClock(() => fake.setMode(modes[step++] ?? "ok"));
    const pages = await collect(clientOf(clock).harvest(year));
    expect(pages.flatMap((page) => page.records)).toHaveLength(7);
  });

  it("stops when the same token is repeated", async () => {
    const body = `<OAI-PMH><ListRecords><record><header status="deleted"><identifier>oai:arXiv.org:2501.00001</identifier>
      </header></record><resumptionToken>same</resumptionToken></ListRecords></OAI-PMH>`;
    const client = clientOf({ fetch: async () => new Response(body) });
    await expect(collect(client.harvest(year))).rejects.toMatchObject(unavailable);
  });
});
