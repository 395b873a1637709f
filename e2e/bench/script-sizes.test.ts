import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measureScripts, scriptsOf } from "@/e2e/bench/script-sizes";
import { freePort } from "@/lib/server/postgres";

const page = `<html><head>
  <link rel="preload" as="script" href="/a.js?v=1&amp;x=2"/><link rel="stylesheet" href="/a.css"/>
  <script src="/a.js?v=1&amp;x=2" async=""></script><script src="/b.js"></script>
  <script src="/old.js" noModule=""></script><script>inline()</script>
  <script type="application/ld+json">{"src":"x"}</script></head></html>`;

describe("scriptsOf", () => {
  it("lists each script once, including preloaded ones, but not those for old browsers", () => {
    expect(scriptsOf(page)).toEqual(["/a.js?v=1&x=2", "/b.js"]);
  });

  it("finds no scripts in a page without any", () => {
    expect(scriptsOf("<p>Quiet</p>")).toEqual([]);
  });
});

describe("measureScripts", () => {
  const server = createServer((request, response) => {
    if (request.url === "/broken") return response.end(`<script src="/gone.js"></script>`);
    if (request.url === "/gone.js") return response.writeHead(404).end();
    return response.end(request.url === "/" ? page : "x".repeat(5000));
  });
  let url = "";
  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  });
  afterAll(() => server.close());

  it("sums the sizes of the files, plain and compressed", async () => {
    const sizes = await measureScripts(url);
    expect(sizes).toMatchObject({ files: 2, plain: 10_000 });
    expect(sizes.gzip).toBeLessThan(200);
    expect(sizes.brotli).toBeLessThan(sizes.gzip);
  });

  it("throws for a missing file", async () => {
    await expect(measureScripts(`${url}/broken`)).rejects.toThrow("/gone.js answered 404");
  });
});
