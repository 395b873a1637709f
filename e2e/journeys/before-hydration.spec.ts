import { expect, test } from "@/e2e/support/fixtures";

/** Holds the framework's scripts back until `release` is called. */
function holdBack(): { gate: Promise<void>; release: () => void } {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { gate, release };
}

test("what a reader begins before the page is taken over goes on, and disturbs nothing", async ({
  page,
  login,
  browserErrors,
}) => {
  await login(page);
  const { gate, release } = holdBack();
  await page.route("**/_next/static/**/*.js", async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto("/search?q=seeded", { waitUntil: "commit" });
  const field = page.locator("main [data-suggest]");
  await page.locator("main details summary").first().click();
  await field.fill("seed");
  release();
  await expect(page.locator("html[data-live]")).toBeAttached();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("seed");
  await expect(page.locator("main details[open]")).toHaveCount(1);
  // Suggestions have come to it meanwhile.
  await expect(field).toHaveAttribute("role", "combobox");
  expect(browserErrors).toEqual([]);
});
