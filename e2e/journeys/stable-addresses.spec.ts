import { expect, test } from "@/e2e/support/fixtures";
import { openPages } from "@/e2e/support/page-addresses";
import { seeded, seededAuthor, seededDay } from "@/e2e/support/seed";

const paper = seeded.versions.key;
const feeds = ["trending", "new", "topics/cs.CL", "search"];
const exports = ["bib", "ris", "csl.json", "csv", "md"];

/** Addresses that programs, other sites and bookmarks may have stored, so they must keep working. */
const stored = [
  ...feeds.flatMap((feed) => ["atom", "rss", "json"].map((end) => `/feeds/${feed}.${end}?q=paper`)),
  ...exports.map((end) => `/papers/${paper}.${end}`),
  ...["bib", "ris", "csv"].map((end) => `/feeds/new.${end}`),
  `/feeds/date/${seededDay}.atom`,
  `/feeds/authors/${seededAuthor.slug}.atom`,
  `/papers/${paper}/badge.svg`,
  `/papers/${seeded.old.key}`,
  `/og/${paper}`,
  `/oembed?url=${encodeURIComponent(`${process.env.TEST_HUB}/papers/${paper}`)}`,
  "/oai?verb=Identify",
  "/oai?verb=ListRecords&metadataPrefix=oai_dc",
  "/oai?verb=ListRecords&metadataPrefix=arXiv",
  "/api/v1/openapi.json",
  "/api/v1/papers",
  `/api/v1/papers/${paper}`,
  `/api/v1/papers/${paper}/similar`,
  "/api/v1/search?q=paper",
  "/api/v1/topics",
  "/api/v1/digests",
  `/api/v1/authors/${seededAuthor.slug}`,
  "/api/daily_papers",
  "/api/papers/search?q=paper",
  `/api/papers/${paper}`,
  `/api/arxiv/${paper}/repos`,
  "/search/suggest?q=seeded",
  "/sitemap.xml",
  "/sitemap/0.xml",
  "/robots.txt",
  "/health",
  "/health?live",
  "/avatars/hub.svg",
  ...["icon.svg", "quire.js", "passed.js", "map.js", "suggest.js", "theme.js"].map((file) => `/${file}`),
];

for (const path of stored)
  test(`${path} answers 200`, async ({ request }) => {
    // Search answers 503 until the worker has built the search table.
    const status = async () => (await request.get(path, { maxRedirects: 3 })).status();
    await expect.poll(status, { timeout: 90_000 }).toBe(200);
  });

test("no public page answers 404", async ({ request }) => {
  for (const path of openPages.filter((page) => page !== "/nowhere"))
    expect((await request.get(path)).status(), path).not.toBe(404);
});
