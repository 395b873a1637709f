import { createBarrier } from "@/e2e/support/barrier";
import { expect, test } from "@/e2e/support/fixtures";

test("what a reader types and opens before hydration stays, and causes no errors", async ({
  page,
  login,
  browserErrors,
}) => {
  await login(page);
  // The framework's scripts arrive only after the reader has begun to use the page.
  const { released, release } = createBarrier();
  await page.route("**/_next/static/**/*.js", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto("/developers", { waitUntil: "commit" });
  const field = page.locator("header [data-suggest]");
  await page.locator("main details summary").first().click();
  await field.fill("seed");
  release();
  await expect(page.locator("html[data-live]")).toBeAttached();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("seed");
  await expect(page.locator("main details[open]")).toHaveCount(1);
  // The script for suggestions has attached itself to the field.
  await expect(field).toHaveAttribute("role", "combobox");
  expect(browserErrors).toEqual([]);
});
