import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/fixtures";

/** Opens the map of all papers, once the worker has computed it. */
async function openMap(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto("/map?window=all");
    await expect(page.locator("[data-plane] a").first()).toBeAttached({ timeout: 1000 });
  }).toPass({ timeout: 110_000 });
}

const plane = (page: Page) => page.locator("[data-plane]");
const widthOf = (page: Page) => plane(page).getAttribute("width");

test("the keyboard moves from dot to dot, zooms and opens a paper", async ({ page, browserErrors }) => {
  await openMap(page);
  const current = page.locator('[data-plane] a[tabindex="0"]');
  await expect(current).toHaveCount(1);
  await current.focus();
  const first = await current.getAttribute("href");
  for (const key of ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"]) await page.keyboard.press(key);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowUp");
  // The positions of the dots depend on the papers, so these keys may lead back to the first dot.
  for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"])
    if ((await current.getAttribute("href")) === first) await page.keyboard.press(key);
  await expect(current).toHaveCount(1);
  await expect(current).toBeFocused();
  const second = await current.getAttribute("href");
  expect(second).not.toBe(first);
  await expect(page.locator("[data-card]")).toBeVisible();
  await page.keyboard.press("+");
  expect(await widthOf(page)).toBe("150%");
  await page.keyboard.press("-");
  expect(await widthOf(page)).toBe("100%");
  await page.keyboard.press("+");
  await page.keyboard.press("0");
  expect(await widthOf(page)).toBe("100%");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${second}$`));
  expect(browserErrors).toEqual([]);
});

test("buttons, wheel and dragging zoom and move the map, and a drag is not a click", async ({ page }) => {
  await openMap(page);
  await page.getByRole("button", { name: "Zoom in" }).click();
  await page.getByRole("button", { name: "Zoom in" }).click();
  expect(await widthOf(page)).toBe("225%");
  const box = await page.locator(".map-view").boundingBox();
  if (!box) throw new Error("The map is not there");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const before = await plane(page).getAttribute("x");
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 80, y + 10, { steps: 4 });
  await page.mouse.up();
  expect(await plane(page).getAttribute("x")).not.toBe(before);
  await expect(page).toHaveURL(/\/map/);
  await page.mouse.wheel(0, -240);
  await expect.poll(() => widthOf(page)).not.toBe("225%");
  await page.getByRole("button", { name: "The whole map" }).click();
  expect(await widthOf(page)).toBe("100%");
});

test("hovering over a dot shows its paper", async ({ page }) => {
  await openMap(page);
  // The last dot is drawn on top of the others.
  const dot = page.locator("[data-plane] a").last();
  await dot.locator("circle").hover();
  await expect(page.locator("[data-card]")).toContainText(/upvote/);
  await expect(dot).toHaveAttribute("aria-label", /upvote/);
  await dot.locator("circle").click();
  await expect(page).toHaveURL(/\/papers\//);
});

test("a topic's link highlights its papers, and a list has the same papers", async ({ page }) => {
  await openMap(page);
  const all = await page.locator("[data-plane] a").count();
  await page.getByRole("navigation", { name: "Topics" }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Map of papers: ");
  const list = page.getByRole("region", { name: "The same papers as a list" });
  // The cached page may be older than the map.
  await expect(async () => {
    await page.reload();
    await expect(list).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 110_000 });
  expect(await page.locator("[data-plane] a").count()).toBeLessThanOrEqual(all);
  await list.getByRole("listitem").first().getByRole("link").click();
  await expect(page).toHaveURL(/\/papers\//);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the map is a picture of links with a list, and shows no controls that need scripts", async ({
    page,
  }) => {
    await openMap(page);
    await expect(page.getByRole("button", { name: "Zoom in" })).toBeHidden();
    await expect(page.locator("[data-plane] a title").first()).toHaveText(/upvote/);
    await expect(page.getByRole("heading", { name: "The same papers as a list" })).toBeVisible();
  });
});
