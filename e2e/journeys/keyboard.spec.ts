import { expect, test } from "@/e2e/support/fixtures";

test("j and k move over the rows, and o opens the current one", async ({ page }) => {
  await page.goto("/new");
  const rows = page.locator("[data-row]");
  const title = await rows.nth(1).getByRole("heading").textContent();
  await page.keyboard.press("j");
  await expect(rows.nth(0)).toHaveAttribute("data-current");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(rows.nth(1)).toHaveAttribute("data-current");
  await expect(page.locator("[data-current]")).toHaveCount(1);
  await expect(rows.nth(1).getByRole("heading").getByRole("link")).toBeFocused();
  await page.keyboard.press("o");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title ?? "");
});

test("j and k continue from a hidden row, and keys do not act on it", async ({ page, login, query }) => {
  const person = await login(page);
  await page.goto("/for-you");
  const rows = page.locator("[data-row]");
  for (let i = 0; i < 3; i++) await page.keyboard.press("j");
  await rows.nth(2).getByRole("button", { name: "not for me" }).click();
  await expect(rows.nth(2).locator(".folded")).toBeVisible();
  await page.keyboard.press("u");
  await page.keyboard.press("j");
  await expect(rows.nth(3)).toHaveAttribute("data-current");
  await page.keyboard.press("k");
  await expect(rows.nth(1)).toHaveAttribute("data-current");
  await page.keyboard.press("j");
  const answered = page.waitForResponse("**/upvote");
  await page.keyboard.press("u");
  await answered;
  await rows.nth(2).getByRole("button", { name: "Undo" }).click();
  await expect(rows.nth(2).locator(".folded")).toHaveCount(0);
  await expect(page.locator("[data-current]")).toHaveCount(1);
  const votes = await query(
    "SELECT p.key FROM votes v JOIN papers p ON p.id = v.paper_id WHERE user_id = $1",
    [person.id],
  );
  expect(votes.map(({ key }) => `p-${key}`)).toEqual([await rows.nth(3).getAttribute("id")]);
});

test("u upvotes the current row", async ({ page, login, query }) => {
  const person = await login(page);
  await page.goto("/new");
  await page.keyboard.press("j");
  const answered = page.waitForResponse("**/upvote");
  await page.keyboard.press("u");
  await answered;
  const votes = await query("SELECT 1 FROM votes WHERE user_id = $1 AND withdrawn_at IS NULL", [person.id]);
  expect(votes).toHaveLength(1);
  await expect(page.locator("[data-current]").getByRole("button", { pressed: true })).toBeVisible();
});

test("? lists the keys, and Escape closes the list", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keyboard" });
  await expect(dialog).toContainText("next and previous paper");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Keyboard" }).click();
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toBeHidden();
});

test("/ focuses the search field, where the other keys type letters", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("/");
  const field = page.locator("[data-find]");
  await expect(field).toBeFocused();
  await page.keyboard.type("jku?");
  await expect(field).toHaveValue("jku?");
  await expect(page.locator("[data-current]")).toHaveCount(0);
});

test("the first Tab offers to skip to the papers", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the papers" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
});

test("the theme button switches the theme, and the next page keeps it", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole("button", { name: "Light or dark" }).click();
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await page.goto("/about");
  expect(await background()).toBe(dark);
  await page.getByRole("button", { name: "Light or dark" }).click();
  await expect.poll(background).toBe(light);
});
