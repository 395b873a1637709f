import { XMLValidator } from "fast-xml-parser";
import { parseFeed } from "feedsmith";
import { expect, test } from "@/e2e/support/fixtures";
import { readCoins } from "@/e2e/support/read-coins";
import { seeded } from "@/e2e/support/seed";

const paper = `/papers/${seeded.versions.key}`;

test("a feed's page links to its feed files and exports, and each of them works", async ({
  page,
  request,
}) => {
  await page.goto("/topics/cs.CL");
  const links = await page.locator('head link[rel="alternate"]').all();
  expect(links).toHaveLength(3);
  for (const link of links) {
    const href = await link.getAttribute("href");
    const type = await link.getAttribute("type");
    const response = await request.get(href ?? "");
    expect(response.headers()["content-type"]).toContain(type);
    const text = await response.text();
    expect(["atom", "rss", "json"]).toContain(parseFeed(text).format);
    if (!type?.endsWith("json")) expect(XMLValidator.validate(text)).toBe(true);
    const again = await request.get(href ?? "", {
      headers: { "If-None-Match": response.headers().etag ?? "" },
    });
    expect(again.status()).toBe(304);
  }
  for (const name of ["BibTeX", "RIS", "CSL-JSON", "CSV", "Markdown"]) {
    const href = await page.getByRole("link", { name, exact: true }).getAttribute("href");
    expect((await request.get(href ?? "")).status()).toBe(200);
  }
});

test("a paper is exported by file name and by the Accept header", async ({ request }) => {
  const formats = { bib: "x-bibtex", ris: "x-research-info-systems", md: "markdown", csv: "csv" };
  for (const [end, type] of Object.entries(formats)) {
    const response = await request.get(`${paper}.${end}`);
    expect(response.status()).toBe(200);
    expect(response.headers()["content-type"]).toContain(type);
  }
  const old = await request.get(`/papers/${seeded.old.key}.bib`);
  expect(await old.text()).toContain(`eprint = {${seeded.old.key}}`);
  const markdown = await request.get(paper, { headers: { Accept: "text/markdown" } });
  expect(await markdown.text()).toContain("# A seeded paper in two versions with $x^2$");
  const browser = await request.get(paper, { headers: { Accept: "text/html, */*;q=0.8" } });
  expect(browser.headers()["content-type"]).toContain("text/html");
  expect((await request.get("/papers/2501.00001.md")).status()).toBe(404);
  expect((await request.get("/feeds/nowhere.atom")).status()).toBe(404);
});

test("a reference manager finds all papers of a list, and the one paper of a paper's page", async ({
  page,
}) => {
  await page.goto("/topics/cs.CL");
  const titles = await page.locator("article h2").allInnerTexts();
  const spans = await page.locator("span.Z3988").all();
  const coins = await Promise.all(
    spans.map(async (span) => readCoins((await span.getAttribute("title")) ?? "")),
  );
  expect(titles.length).toBeGreaterThan(5);
  expect(coins).toHaveLength(titles.length);
  expect(coins.every(({ creators, url }) => creators.length > 0 && url !== null)).toBe(true);
  // A paper's page has meta tags instead. Spans for its similar papers would hide them from reference managers.
  await page.goto(paper);
  await expect(page.locator(".Z3988")).toHaveCount(0);
  await expect(page.locator('head meta[name="citation_title"]')).toHaveCount(1);
  await expect(page.locator('head meta[name="citation_author"]')).toHaveCount(2);
});

test("a paper has a badge with Markdown to copy, and an oEmbed link in its head", async ({
  page,
  request,
}) => {
  await page.goto(paper);
  await page.getByText("Show it in a README").click();
  const markdown = await page.getByLabel("Markdown", { exact: true }).inputValue();
  const [, image = "", target = ""] = /^\[!\[[^\]]+\]\(([^)]+)\)\]\(([^)]+)\)$/.exec(markdown) ?? [];
  expect(new URL(target).pathname).toBe(paper);
  const badge = await request.get(image);
  expect(badge.headers()["content-type"]).toContain("image/svg+xml");
  expect(await badge.text()).toContain("0 upvotes");
  expect((await request.get(`/papers/${seeded.old.key}/badge.svg`)).status()).toBe(200);
  expect((await request.get("/papers/2501.00001/badge.svg")).status()).toBe(404);
  const link = page.locator('head link[type="application/json+oembed"]');
  const embed = await request.get((await link.getAttribute("href")) ?? "");
  expect(await embed.json()).toMatchObject({ type: "rich", version: "1.0" });
});

test("harvesters read records by OAI-PMH", async ({ request }) => {
  const first = await request.get("/oai?verb=ListRecords&metadataPrefix=oai_dc&set=cs");
  expect(first.headers()["content-type"]).toBe("text/xml; charset=utf-8");
  expect(await first.text()).toContain("<oai_dc:dc");
  const form = { verb: "GetRecord", metadataPrefix: "oai_dc", identifier: `oai:localhost:${seeded.old.key}` };
  const headers = { origin: "https://elsewhere.example" };
  expect(await (await request.post("/oai", { form, headers })).text()).toContain(seeded.old.title);
});

test("a saved paper is listed under /saved", async ({ page, login }) => {
  await login(page);
  await page.goto(paper);
  // The button changes before the hub has answered; leaving the page earlier would cancel the request.
  const saved = page.waitForResponse("**/save");
  await page.getByRole("button", { name: "Save for later" }).first().click();
  await expect(page.getByRole("button", { name: /Saved/ }).first()).toBeVisible();
  await saved;
  await page.goto("/saved");
  await expect(page.getByRole("link", { name: /two versions/ }).first()).toBeVisible();
});
