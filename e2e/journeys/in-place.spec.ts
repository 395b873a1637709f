import { createBarrier } from "@/e2e/support/barrier";
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
  const { released: held, release: refuse } = createBarrier();
  await page.route("**/topics/cs.CL", async (route) => {
    await held;
    await route.abort();
  });
  await follow.click();
  await expect(follow).toHaveAttribute("aria-pressed", "true");
  refuse();
  await expect(follow).toHaveAttribute("aria-pressed", "false");
  await expect(page.getByText("No answer came from the hub.")).toBeVisible();
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

test("what the front refuses is said in its words", async ({ page, login }) => {
  await login(page);
  await page.goto("/topics/cs.CL");
  await page.route("**/topics/cs.CL", (route) =>
    route.fulfill({
      status: 429,
      contentType: "text/html",
      body: '<main><p class="kicker">429</p><h1>Too many</h1><p>Please try again in 5 seconds.</p></main>',
    }),
  );
  await page.getByRole("button", { name: "Follow Computation and Language" }).click();
  await expect(page.getByText("Please try again in 5 seconds.")).toBeVisible();
});

test("a choice in another form stays, and a new comment comes into view", async ({ page, login }) => {
  await login(page);
  await page.goto(paper);
  await page.getByText("Is this your paper?").click();
  const name = page.getByLabel("Your name on the paper");
  const last = await name.locator("option").last().textContent();
  await name.selectOption({ label: last ?? "" });
  await page.getByRole("textbox", { name: "Your comment" }).fill("A remark that is new");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.locator("#comments article").getByText("A remark that is new")).toBeInViewport();
  await expect(name).toHaveValue(last ?? "");
});

test("a slider says its weight at once, and a refused mix leaves the page as it is", async ({
  page,
  login,
}) => {
  await login(page);
  await page.goto("/for-you");
  const { released: held, release: refuse } = createBarrier();
  await page.route("**/for-you?*", async (route) => {
    await held;
    await route.abort();
  });
  const trend = page.getByRole("slider", { name: "Trend" });
  await trend.focus();
  await page.keyboard.press("Home");
  await expect(trend).toHaveAttribute("aria-valuetext", "left out");
  refuse();
  await expect(page.getByText("No answer came from the hub.")).toBeVisible();
  await expect(page.locator("[data-mixing]")).toHaveCount(0);
  await expect(page.locator("[data-row]").first()).toBeVisible();
});

test("a form that does not reach the hub says so and keeps what was typed", async ({ page, login }) => {
  await login(page);
  await page.goto(paper);
  const comment = page.getByRole("textbox", { name: "Your comment" });
  await comment.fill("A thought");
  await page.route(`**${paper}`, (route) => route.abort());
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.getByText("No answer came from the hub.")).toBeVisible();
  await expect(comment).toHaveValue("A thought");
  await page.unroute(`**${paper}`);
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.locator("#comments article").getByText("A thought")).toBeVisible();
  await expect(page.getByText("No answer came from the hub")).toHaveCount(0);
});
