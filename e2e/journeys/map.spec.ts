import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/fixtures";

/** The map of all papers, once the worker has drawn it. */
async function openMap(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto("/map?window=all");
    await expect(page.locator("[data-plane] a").first()).toBeAttached({ timeout: 1000 });
  }).toPass({ timeout: 110_000 });
}

const plane = (page: Page) => page.locator("[data-plane]");
const widthOf = (page: Page) => plane(page).getAttribute("width");

test("the keyboard walks from dot to dot, zooms and opens a paper", async ({ page, browserErrors }) => {
  await openMap(page);
  const reached = page.locator('[data-plane] a[tabindex="0"]');
  await expect(reached).toHaveCount(1);
  await reached.focus();
  const first = await reached.getAttribute("href");
  for (const key of ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"]) await page.keyboard.press(key);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowUp");
  // Where the dots lie depends on the papers of the moment: this walk may lead back to where it began.
  for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"])
    if ((await reached.getAttribute("href")) === first) await page.keyboard.press(key);
  await expect(reached).toHaveCount(1);
  await expect(reached).toBeFocused();
  const second = await reached.getAttribute("href");
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

test("buttons, the wheel and dragging zoom and move it, and a drag is no click", async ({ page }) => {
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

test("the mouse shows what a dot is", async ({ page }) => {
  await openMap(page);
  // The last one lies on top.
  const dot = page.locator("[data-plane] a").last();
  await dot.locator("circle").hover();
  await expect(page.locator("[data-card]")).toContainText(/upvote/);
  await expect(dot).toHaveAttribute("aria-label", /upvote/);
  await dot.locator("circle").click();
  await expect(page).toHaveURL(/\/papers\//);
});

test("a topic stands out by its link, and the same papers stand in a list", async ({ page }) => {
  await openMap(page);
  const all = await page.locator("[data-plane] a").count();
  await page.getByRole("navigation", { name: "Topics" }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Map of papers: ");
  const list = page.getByRole("region", { name: "The same papers as a list" });
  // Kept for others perhaps since before there was a map.
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

  test("it is a picture of links with a list, and no control that does nothing", async ({ page }) => {
    await openMap(page);
    await expect(page.getByRole("button", { name: "Zoom in" })).toBeHidden();
    await expect(page.locator("[data-plane] a title").first()).toHaveText(/upvote/);
    await expect(page.getByRole("heading", { name: "The same papers as a list" })).toBeVisible();
  });
});
