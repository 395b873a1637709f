import { expect, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";

const paper = `/papers/${seeded.discussed.key}`;

test("a member's pages need none of the framework's scripts", async ({ page, login }) => {
  await login(page);
  for (const path of [
    "/",
    "/trending",
    "/for-you",
    "/new",
    "/topics/cs.CL",
    paper,
    "/search?q=seeded",
    "/saved",
  ]) {
    await page.goto(path);
    await expect(page.locator("html[data-plain]")).toBeAttached();
    await expect(page.locator("script[src*='_next']")).toHaveCount(0);
  }
});

test("a form changes the page in place, and what was typed elsewhere stays", async ({ page, login }) => {
  await login(page);
  await page.goto(paper);
  await page.evaluate(() => Object.assign(window, { stays: true }));
  const comment = page.getByRole("textbox", { name: "Your comment" });
  await comment.fill("Half a thought");
  const more = page.getByRole("button", { name: "more like this" });
  await more.click();
  await expect(more).toHaveAttribute("aria-pressed", "true");
  await expect(comment).toHaveValue("Half a thought");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.locator("#comments article").getByText("Half a thought")).toBeVisible();
  await expect(comment).toHaveValue("");
  expect(await page.evaluate(() => Reflect.get(window, "stays"))).toBe(true);
});

test("a pressed button shows it at once, and no longer when the hub refuses", async ({ page, login }) => {
  await login(page);
  await page.goto("/topics/cs.CL");
  const follow = page.getByRole("button", { name: "Follow Computation and Language" });
  let refuse = () => {};
  const held = new Promise<void>((resolve) => {
    refuse = resolve;
  });
  await page.route("**/topics/cs.CL", async (route) => {
    await held;
    await route.abort();
  });
  await follow.click();
  await expect(follow).toHaveAttribute("aria-pressed", "true");
  refuse();
  await expect(follow).toHaveAttribute("aria-pressed", "false");
  await expect(page.getByText("The hub could not be reached; nothing was changed.")).toBeVisible();
});

test("the search field suggests also after the page has changed in place", async ({ page, login }) => {
  await login(page);
  await page.goto("/topics/cs.CL");
  const field = page.locator("header [data-suggest]");
  await field.focus();
  await page.getByRole("button", { name: "Follow Computation and Language" }).click();
  await expect(page.getByRole("button", { name: "Following Computation and Language; stop" })).toBeVisible();
  await field.pressSequentially("seed");
  await expect(page.getByRole("listbox", { name: "Suggestions" })).toBeVisible();
});

test("a form that the hub refuses says why", async ({ page, login }) => {
  await login(page);
  await page.goto("/topics/cs.CL");
  await page
    .locator("input[name=ref]")
    .first()
    .evaluate((field: HTMLInputElement) => {
      field.value = "cs.NONE";
    });
  await page.getByRole("button", { name: "Follow Computation and Language" }).click();
  await expect(page.getByText("There is no such topic")).toBeVisible();
  await expect(page).toHaveURL("/topics/cs.CL");
});

test("a form that does not reach the hub says so and keeps what was typed", async ({ page, login }) => {
  await login(page);
  await page.goto(paper);
  const comment = page.getByRole("textbox", { name: "Your comment" });
  await comment.fill("A thought");
  await page.route(`**${paper}`, (route) => route.abort());
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.getByText("The hub could not be reached; nothing was changed.")).toBeVisible();
  await expect(comment).toHaveValue("A thought");
  await page.unroute(`**${paper}`);
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.locator("#comments article").getByText("A thought")).toBeVisible();
  await expect(page.getByText("The hub could not be reached")).toHaveCount(0);
});
