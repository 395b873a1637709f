import { expect, test } from "@/e2e/support/fixtures";
import { seeded, seededAuthor, seededDay, seededOrganization } from "@/e2e/support/seed";

const rows = "article";

test("the front page shows trending papers, and leads to the days before", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveTitle("Quire: trending papers");
  await expect(page.getByRole("heading", { level: 1, name: "Trending papers" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Get trending papers in your email inbox" })).toBeVisible();
  expect(await page.locator(rows).count()).toBeGreaterThan(5);
  await page.getByRole("link", { name: "The day before" }).click();
  await expect(page).toHaveURL(/\/date\/\d{4}-\d\d-\d\d$/);
  await expect(page.locator(rows).first()).toBeVisible();
});

test("the header marks the current feed", async ({ page }) => {
  const feeds = page.getByRole("navigation", { name: "Feeds" });
  for (const [path, name] of [
    ["/", "Trending"],
    [`/date/${seededDay}`, "Trending"],
    ["/topics/cs.CL", "Topics"],
  ] as const) {
    await page.goto(path);
    await expect(feeds.locator("[aria-current]")).toHaveText([name]);
  }
  await page.goto("/about");
  await expect(feeds.locator("[aria-current]")).toHaveCount(0);
});

test("each window of trending has its own address", async ({ page }) => {
  await page.goto("/");
  const windows = page.getByRole("navigation", { name: "Windows" });
  await windows.getByRole("link", { name: "This month" }).click();
  await expect(page).toHaveURL(/window=month/);
  await expect(windows.getByRole("link", { name: "This month" })).toHaveAttribute("aria-current", "page");
});

test("the pages of new papers repeat no paper", async ({ page }) => {
  await page.goto("/new");
  await expect(page.getByRole("heading", { level: 1, name: "New papers" })).toBeVisible();
  const first = await page.locator(rows).evaluateAll((all) => all.map((row) => row.id));
  await page.getByRole("link", { name: "More papers" }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(page.getByRole("link", { name: "First page" })).toBeVisible();
  const second = await page.locator(rows).evaluateAll((all) => all.map((row) => row.id));
  expect(first.filter((id) => second.includes(id))).toEqual([]);
});

test("a day, its week and its month list its papers", async ({ page }) => {
  const title = seeded.discussed.title;
  await page.goto(`/date/${seededDay}`);
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  const periods = page.getByRole("navigation", { name: "Periods" });
  await periods.getByRole("link", { name: "Week" }).click();
  await expect(page).toHaveURL(/\/week\/2025-W03$/);
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await periods.getByRole("link", { name: "Month" }).click();
  await expect(page).toHaveURL(/\/month\/2025-01$/);
  await expect(page.getByRole("link", { name: title })).toBeVisible();
});

test("any day can be chosen, and a day without papers names the nearest ones", async ({ page }) => {
  await page.goto("/");
  await page.getByTitle("Choose a day").click();
  await page.getByLabel("Day", { exact: true }).fill("2025-01-18");
  await page.getByRole("button", { name: "Go" }).click();
  await expect(page).toHaveURL(/\/date\/2025-01-18$/);
  await expect(page.getByText("arXiv announces nothing at weekends.")).toBeVisible();
  await page.getByRole("link", { name: "Latest day: Wed 15 Jan 2025" }).click();
  await expect(page).toHaveURL(new RegExp(`/date/${seededDay}$`));
});

test("topics lead to their papers, in three orders", async ({ page }) => {
  await page.goto("/topics");
  await page.getByRole("link", { name: "Computation and Language" }).click();
  await expect(page).toHaveURL(/\/topics\/cs\.CL$/);
  await expect(page.locator(rows).first()).toBeVisible();
  await page.getByRole("navigation", { name: "Orders" }).getByRole("link", { name: "Newest" }).click();
  await expect(page).toHaveURL(/order=newest/);
  await expect(page.locator(rows).first()).toBeVisible();
});

test("a paper's page shows title, authors, citation and links", async ({ page }) => {
  await page.goto(`/papers/${seeded.versions.key}`);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toContainText("A seeded paper in two versions");
  await expect(main.locator("math").first()).toBeVisible();
  await expect(main.getByRole("link", { name: seededAuthor.name })).toBeVisible();
  await expect(main.getByRole("heading", { name: "Cite" })).toBeVisible();
  await expect(page.locator("#bibtex")).toContainText(seeded.versions.key);
  await expect(page.getByRole("link", { name: /arXiv/i }).first()).toBeVisible();
});

for (const [spelling, key] of [
  [`${seeded.versions.key}v2`, seeded.versions.key],
  [`arXiv:${seeded.versions.key}`, seeded.versions.key],
  [`${seeded.old.key}v1`, seeded.old.key],
  [`math.AG/0501999`, seeded.old.key],
] as const) {
  test(`the spelling ${spelling} redirects to the canonical address`, async ({ page }) => {
    const response = await page.goto(`/papers/${spelling}`);
    expect(response?.status()).toBe(200);
    expect(new URL(page.url()).pathname).toBe(`/papers/${key}`);
    const links = page.locator("link[rel=canonical]");
    await expect(links).toHaveAttribute("href", new RegExp(`/papers/${key}$`));
  });
}

test("an author's page lists the papers with that name", async ({ page }) => {
  await page.goto(`/papers/${seeded.old.key}`);
  await page.getByRole("link", { name: seededAuthor.name }).click();
  await expect(page).toHaveURL(new RegExp(`/authors/${seededAuthor.slug}$`));
  await expect(page.getByRole("heading", { level: 1, name: seededAuthor.name })).toBeVisible();
  // Other journeys may add papers by this author.
  expect(await page.locator(rows).count()).toBeGreaterThanOrEqual(Object.keys(seeded).length);
});

test("an organisation's page lists its papers", async ({ page }) => {
  const { name, slug } = seededOrganization;
  await page.goto(`/date/${seededDay}`);
  await page.locator(rows).first().getByRole("link", { name, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/organizations/${slug}$`));
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText(/organisation · \d+ papers/)).toBeVisible();
  await page.getByRole("link", { name: "Most upvoted" }).click();
  await expect(page).toHaveURL(/\?order=top$/);
  expect(await page.locator(rows).count()).toBeGreaterThan(5);
  await page.goto("/organizations");
  await expect(page.getByRole("main").getByRole("link", { name, exact: true })).toBeVisible();
});

test("without scripts, a curator gives a paper another organisation, and removes it", async ({
  browser,
  login,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: process.env.TEST_HUB ?? "" });
  const page = await context.newPage();
  await login(page, { role: "curator" });
  const fact = page.getByRole("complementary").getByRole("link", { name: "Université de X", exact: true });
  for (const name of ["Université  de X", ""]) {
    await page.goto(`/papers/${seeded.moved.key}`);
    await page.getByText("Correct links and organisation").click();
    await page.getByLabel("Organisation", { exact: true }).fill(name);
    await page.getByRole("button", { name: "Save the organisation" }).click();
    await expect(page).toHaveURL(new RegExp(`/papers/${seeded.moved.key}$`));
    await expect(fact).toHaveCount(name ? 1 : 0);
    if (name) await expect(fact).toHaveAttribute("href", "/organizations/universite-de-x");
  }
  await context.close();
});

test("the search field in the header finds a paper by id and by address", async ({ page }) => {
  for (const words of [seeded.discussed.key, `https://arxiv.org/abs/${seeded.discussed.key}v3`]) {
    await page.goto("/");
    await page.locator("[data-find]").fill(words);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/papers/${seeded.discussed.key}$`));
  }
});

for (const path of [
  "/nowhere",
  "/papers/9999.99999",
  "/papers/not-an-id",
  "/topics/xx.YY",
  "/people/nobody-at-all",
  "/authors/no-such-author",
  "/organizations/no-such-organisation",
  "/date/2025-02-30",
  "/week/2025-W60",
  "/review",
]) {
  test(`${path} shows the not-found page`, async ({ page }) => {
    const response = await page.goto(path);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("nothing at this address");
    await expect(page.getByRole("link", { name: "Trending papers" })).toBeVisible();
  });
}
