import { expect, test } from "@/e2e/support/fixtures";
import { openPages } from "@/e2e/support/page-addresses";
import { seeded, seededAuthor, seededDay, seededOrganization } from "@/e2e/support/seed";

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
  `/authors/${seededAuthor.former}`,
  `/feeds/organizations/${seededOrganization.slug}.atom`,
  `/feeds/authors/${seededAuthor.former}.atom`,
  `/papers/${paper}/badge.svg`,
  `/papers/${seeded.old.key}`,
  `/og/${paper}`,
  `/oembed?url=${encodeURIComponent(`${process.env.TEST_HUB}/papers/${paper}`)}`,
  "/oai?verb=Identify",
  "/oai?verb=ListRecords&metadataPrefix=oai_dc",
  "/oai?verb=ListRecords&metadataPrefix=arXiv",
  "/api/v1/openapi.json",
  "/.well-known/openapi.json",
  "/api/v1/papers",
  `/api/v1/papers/${paper}`,
  `/api/v1/papers/${paper}/similar`,
  "/api/v1/search?q=paper",
  "/api/v1/topics",
  "/api/v1/digests",
  `/api/v1/authors/${seededAuthor.slug}`,
  `/api/v1/authors/${seededAuthor.former}`,
  `/api/v1/organizations/${seededOrganization.slug}`,
  "/api/daily_papers",
  "/api/papers/search?q=paper",
  `/api/papers/${paper}`,
  `/api/arxiv/${paper}/repos`,
  "/api/users/hub/overview",
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

test("the web addresses of Hugging Face Papers lead to the hub's own pages, whatever format is wanted", async ({
  request,
}) => {
  const leadsTo = {
    "/papers": "/",
    "/papers/trending": "/trending",
    "/papers/submit": "/submit",
    [`/papers/date/${seededDay}?order=top`]: `/date/${seededDay}?order=top`,
    "/papers/week/2025-W03": "/week/2025-W03",
    "/papers/month/2025-01": "/month/2025-01",
  };
  for (const [path, address] of Object.entries(leadsTo))
    for (const accept of ["text/html", "text/markdown", "application/atom+xml"]) {
      const answer = await request.get(path, { maxRedirects: 0, headers: { accept } });
      expect([answer.status(), answer.headers().location], path).toEqual([307, address]);
    }
});

test("an address of sign-in by OAuth says in JSON that this hub has none", async ({ request }) => {
  for (const name of ["oauth-protected-resource/mcp", "oauth-authorization-server", "openid-configuration"]) {
    const answer = await request.get(`/.well-known/${name}`);
    expect([answer.status(), (await answer.json()).error]).toEqual([
      404,
      expect.stringContaining("no OAuth"),
    ]);
  }
});

test("no public page answers 404", async ({ request }) => {
  for (const path of openPages.filter((page) => !page.endsWith("/nowhere")))
    expect((await request.get(path)).status(), path).not.toBe(404);
});

test("the address of a version leads to the paper for now, whose page says which version was asked for", async ({
  page,
  request,
}) => {
  const answer = await request.get(`/papers/${paper}v7`, { maxRedirects: 0 });
  expect([answer.status(), answer.headers().location]).toEqual([302, `/papers/${paper}?v=7`]);
  await page.goto(`/papers/${paper}v7`);
  await expect(page.getByText("You asked for version 7.")).toBeVisible();
  await page.goto(`/papers/${paper}`);
  await expect(page.getByText("You asked for version")).toHaveCount(0);
});

test("a topic's address in another case, or of a retired category, leads to today's", async ({ page }) => {
  for (const path of ["/topics/CS.CL", "/topics/cmp-lg"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/topics\/cs\.CL$/);
  }
});
