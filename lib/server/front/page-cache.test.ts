import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it, vi } from "vitest";
import { PageCache, type Rendered, withoutScripts } from "@/lib/server/front/page-cache";

const page = (words: string, status = 200): Rendered => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: Buffer.from(
    `<html><head><script src="/_next/a.js" async=""></script></head><body>${words}<script>self.x=1</script></body></html>`,
  ),
});

let server: Server | undefined;
afterEach(() => server?.close());

/** A server in front of a cache whose clock and pages the test sets. */
async function serve(render: (key: string) => Promise<Rendered>, { key = "/", patience = 60_000 } = {}) {
  const clock = { now: 0 };
  const cache = new PageCache(render, () => clock.now, patience);
  server = createServer((request, response) => {
    cache.serve(key, request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
  return {
    clock,
    cache,
    get: (headers: Record<string, string> = {}, method = "GET") => fetch(url, { headers, method }),
  };
}

describe("the page cache", () => {
  it("renews pages also after the clock was set back", async () => {
    let renders = 0;
    const cache = new PageCache(async () => page(`made ${++renders}`));
    let clock = Date.now();
    vi.spyOn(Date, "now").mockImplementation(() => clock);
    const steady = vi.spyOn(performance, "now");
    server = createServer((request, response) => void cache.serve("/", request, response));
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
    await fetch(url);
    clock -= 3 * 3_600_000;
    const later = performance.now() + 120_000;
    steady.mockImplementation(() => later);
    expect(await (await fetch(url)).text()).toContain("made 2");
    vi.restoreAllMocks();
  });

  it("renders once for many concurrent readers, and sends the same page to all", async () => {
    let renders = 0;
    const { get, cache } = await serve(async () => page(`made ${++renders}`));
    const bodies = await Promise.all(Array.from({ length: 20 }, async () => (await get()).text()));
    expect(new Set(bodies)).toEqual(new Set(["<html data-plain><head></head><body>made 1</body></html>"]));
    expect(cache.counts.misses + cache.counts.hits).toBe(20);
  });

  it("keeps no page that was being rendered when all were forgotten", async () => {
    const waiting: ((words: string) => void)[] = [];
    const render = () => new Promise<Rendered>((made) => waiting.push((words) => made(page(words))));
    const { get, cache } = await serve(render);
    const before = get();
    await expect.poll(() => waiting.length).toBe(1);
    cache.purge();
    const after = get();
    await expect.poll(() => waiting.length).toBe(2);
    waiting[1]?.("without the comment");
    expect(await (await after).text()).toContain("without the comment");
    waiting[0]?.("with the comment");
    expect(await (await before).text()).toContain("with the comment");
    expect(await (await get()).text()).toContain("without the comment");
  });

  it("forgets only the pages at a path if told so", async () => {
    const key = "/papers/2601.00001?after=7";
    let renders = 0;
    const { get, cache } = await serve(async () => page(`made ${++renders}`), { key });
    await get();
    cache.purge("/papers/2601.00002");
    expect(cache.holds(key)).toBe(true);
    cache.purge("/papers/2601.00001");
    expect(cache.holds(key)).toBe(false);
    expect(await (await get()).text()).toContain("made 2");
  });

  it("compresses once and respects the accepted encodings", async () => {
    const { get } = await serve(async () => page("words"));
    expect((await get({ "Accept-Encoding": "gzip, br" })).headers.get("content-encoding")).toBe("br");
    expect((await get({ "Accept-Encoding": "gzip" })).headers.get("content-encoding")).toBe("gzip");
    expect((await get({ "Accept-Encoding": "br;q=0, gzip" })).headers.get("content-encoding")).toBe("gzip");
    expect((await get({ "Accept-Encoding": "x-br, xgzip" })).headers.get("content-encoding")).toBeNull();
    expect((await get({ "Accept-Encoding": "identity" })).headers.get("content-encoding")).toBeNull();
  });

  it("answers 304 to a reader who has the page, and HEAD without a body", async () => {
    const { get } = await serve(async () => page("words"));
    const etag = (await get()).headers.get("etag") ?? "";
    expect((await get({ "If-None-Match": etag })).status).toBe(304);
    const head = await get({}, "HEAD");
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it("serves a stale page while it is rendered again, and waits if it is too old", async () => {
    let renders = 0;
    const { get, clock } = await serve(async () => page(`made ${++renders}`));
    expect(await (await get()).text()).toContain("made 1");
    clock.now = 9_000;
    expect(await (await get()).text()).toContain("made 1");
    clock.now = 20_000;
    expect(await (await get()).text()).toContain("made 1");
    await expect.poll(async () => (await get()).text()).toContain("made 2");
    clock.now = 200_000;
    expect(await (await get()).text()).toContain("made 3");
  });

  it("keeps a page of a past evening longer, which its address decides", async () => {
    for (const [key, made] of [
      ["/?at=2026-03-12", "made 1"],
      ["/authors/at=2026", "made 2"],
      ["/search?q=flat=2", "made 2"],
    ] as const) {
      let renders = 0;
      const { get, clock } = await serve(async () => page(`made ${++renders}`), { key });
      await get();
      clock.now = 200_000;
      expect(await (await get()).text(), key).toContain(made);
      server?.close();
    }
  });

  it("keeps the stale page if rendering fails, and caches no failure", async () => {
    let fail = false;
    const { get, clock, cache } = await serve(async () => (fail ? page("down", 500) : page("good")));
    await get();
    fail = true;
    clock.now = 30_000;
    expect(await (await get()).text()).toContain("good");
    cache.purge();
    expect((await get()).status).toBe(500);
    fail = false;
    expect((await get()).status).toBe(200);
  });

  it("sends an old copy for an hour if rendering fails or takes long, with a line that says so", async () => {
    let state: "good" | "failing" | "broken" | "hanging" = "good";
    const render = async () => {
      if (state === "broken") throw new Error("The page could not be asked for");
      if (state === "hanging") return new Promise<Rendered>(() => {});
      return state === "good" ? page("good") : page("down", 503);
    };
    const { get, clock, cache } = await serve(render, { patience: 50 });
    const first = await get();
    expect(await first.text()).not.toContain("late-line");
    for (const next of ["failing", "broken", "hanging"] as const) {
      state = next;
      clock.now = 3_500_000;
      const late = await get();
      expect([late.status, late.headers.get("cache-control")], next).toEqual([200, "no-cache"]);
      expect(late.headers.get("etag")).not.toBe(first.headers.get("etag"));
      expect(await late.text()).toMatch(
        /^<html data-plain>.*<body><p role="status" class="late-line">.*copy from 00:00 UTC.*good/,
      );
    }
    expect(cache.counts.late).toBe(3);
    expect((await cache.findLate("/"))?.body.toString()).toContain("late-line");
    clock.now = 3_700_000;
    expect(await cache.findLate("/")).toBeNull();
    expect(await cache.findLate("/other")).toBeNull();
  });

  it("sends a page anew once it can be rendered again", async () => {
    let fail = false;
    const { get, clock } = await serve(async () => (fail ? page("down", 503) : page("good")));
    await get();
    fail = true;
    clock.now = 1_000_000;
    expect(await (await get()).text()).toContain("late-line");
    fail = false;
    expect(await (await get()).text()).not.toContain("late-line");
  });

  it("sends a policy that allows no inline script", async () => {
    const { get } = await serve(async () => page("words"));
    expect((await get()).headers.get("content-security-policy")).toContain("script-src 'self';");
  });
});

describe("a page for signed-out readers", () => {
  it("loses Next's scripts and keeps data and the hub's own", () => {
    const html = `<script src="/quire.js" data-keep="true"></script><script type="application/ld+json">{"a":1}</script>
      <link rel="preload" as="script" href="/x.js"/><script id="_R_">boot()</script><link rel="stylesheet" href="/x.css"/>`;
    const kept = withoutScripts(html);
    expect(kept).toContain("/quire.js");
    expect(kept).toContain('{"a":1}');
    expect(kept).toContain("/x.css");
    expect(kept).not.toMatch(/boot|x\.js/);
  });
});
