import { XMLParser } from "fast-xml-parser";
import { expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { sitemapIndex, sitemapPart } from "@/lib/feeds/sitemap";
import { checkHealth } from "@/lib/worker/health";

withTestDb();

const parse = (xml: string | null) => new XMLParser().parse(xml ?? "");

it("lists every part, and in a part the papers", async () => {
  const paper = await makePaper();
  expect(parse(await sitemapIndex("https://hub.example")).sitemapindex.sitemap.loc).toBe(
    "https://hub.example/sitemap/0.xml",
  );
  const urls = parse(await sitemapPart("https://hub.example", 0)).urlset.url.map(
    (url: { loc: string }) => url.loc,
  );
  expect(urls).toContain(`https://hub.example/papers/${paper.key}`);
  expect(urls).toContain("https://hub.example/topics/cs.CL");
  expect(await sitemapPart("https://hub.example", 7)).toBeNull();
});

it("is ready when the database answers", async () => {
  const health = await checkHealth({
    now: new Date("2026-03-12T12:00:00Z"),
    timeZone: "UTC",
    pulling: false,
  });
  expect(health).toEqual({ live: true, ready: true, troubles: [], lastPull: null });
});
