import { expect, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";

test("a search finds papers by words, marks the words, and has a feed", async ({ page }) => {
  // The worker indexes new papers once a minute.
  await expect(async () => {
    await page.goto("/search?q=seeded+curators");
    await expect(page.getByRole("link", { name: seeded.curated.title })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 110_000 });
  await expect(page.locator("mark").first()).toBeVisible();
  const feed = page.locator('link[type="application/atom+xml"]').first();
  await expect(feed).toHaveAttribute("href", /\/feeds\/search\.atom\?q=seeded\+curators/);
});

test("typing shows suggestions that the keyboard can choose", async ({ page }) => {
  await page.goto("/");
  const field = page.locator("[data-find]");
  await field.click();
  await field.pressSequentially("robotic");
  await expect(page.getByRole("option", { name: "Robotics cs.RO" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(field).toHaveAttribute("aria-activedescendant", /./);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox").getByRole("option")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=robotic/);
});

test("any query gets an ordinary answer", async ({ request }) => {
  const odd = ["", "a", "😀", '"', "'; DROP TABLE papers; --", ".*+?^$()|[]", "x".repeat(400), "-", "%00"];
  for (const q of [...odd, `e${"\u0301".repeat(1000)}`]) {
    const response = await request.get(`/search?q=${encodeURIComponent(q)}`);
    expect(response.status(), q.slice(0, 20)).toBe(200);
  }
});

test("a pasted text finds papers similar in meaning", async ({ page }) => {
  await page.goto("/similar");
  await page.getByRole("textbox", { name: /abstract/ }).fill("too short");
  await page.getByRole("button", { name: "Find papers like this" }).click();
  await expect(page.getByText("too short to compare")).toBeVisible();
  await page
    .getByRole("textbox", { name: /abstract/ })
    .fill("Language models that call tools to answer questions");
  await page.getByRole("button", { name: "Find papers like this" }).click();
  await expect(page.locator("[data-row]").first()).toBeVisible();
});
