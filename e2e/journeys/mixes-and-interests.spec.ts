import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/fixtures";

const rows = (page: Page) => page.locator("[data-row]");
const titleOf = (page: Page, row: number) => rows(page).nth(row).getByRole("heading").textContent();

/** Opens the mixer if it is folded, as on a phone. */
async function openMixer(page: Page): Promise<void> {
  const fold = page.locator("summary", { hasText: "Mix it yourself" });
  if (await fold.isVisible()) await fold.click();
}

test("moving a slider updates the list, and the address holds the mix", async ({ page, login }) => {
  await login(page);
  await page.goto("/for-you");
  const trend = page.getByRole("slider", { name: "Trend" });
  await expect(trend).toHaveAccessibleDescription("What everyone upvotes");
  await trend.focus();
  for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL("/for-you?trend=0");
  await expect(trend).toHaveAttribute("aria-valuetext", "left out");
  await expect(trend).toBeFocused();
  await expect(rows(page).first()).toContainText("Among the papers of these days");
  const first = await titleOf(page, 0);
  await page.reload();
  expect(await titleOf(page, 0)).toBe(first);
  await expect(trend).toHaveValue("0");
  await page.getByRole("link", { name: "Reset the sliders" }).click();
  await expect(page).toHaveURL("/for-you");
});

test("a mix is saved, opened at its address, changed, made the default, and read as a feed by its secret", async ({
  page,
  login,
  request,
}) => {
  await login(page);
  await page.goto("/for-you?taste=2");
  await page.getByText("Save this mix").click();
  await page.getByRole("textbox", { name: "Name" }).fill("Evenings");
  await page.getByRole("button", { name: "Save the mix" }).click();
  await expect(page).toHaveURL("/for-you/evenings");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Evenings");
  await page.getByRole("slider", { name: "Discussion" }).focus();
  await page.keyboard.press("End");
  await expect(page).toHaveURL("/for-you/evenings?taste=2&discussion=2");
  await page.getByRole("button", { name: "Save as “Evenings”" }).click();
  await expect(page).toHaveURL("/for-you/evenings");
  await expect(page.getByRole("slider", { name: "Discussion" })).toHaveValue("2");

  await page.getByRole("link", { name: "Their feeds" }).click();
  await expect(page.getByText("Taste double, discussion double.")).toBeVisible();
  await page.getByRole("button", { name: "Begin my page with it" }).click();
  await expect(page.getByText("Your page begins with this mix.")).toBeVisible();
  const address = (await page.locator("code").textContent()) ?? "";
  await page.goto("/");
  await expect(page.getByRole("slider", { name: "Taste" })).toHaveValue("2");

  const feed = await request.get(new URL(address).pathname);
  expect([feed.status(), feed.headers()["cache-control"]]).toEqual([200, "private, no-cache"]);
  expect(await feed.text()).toContain("For you: Evenings");
  await page.goto("/mixes");
  await page.getByText("Rename, renew or remove").click();
  await page.getByRole("button", { name: "New feed address" }).click();
  await expect(page.getByText("The feed has a new address")).toBeVisible();
  expect((await request.get(new URL(address).pathname)).status()).toBe(404);
  await page.getByRole("button", { name: "Remove this mix" }).click();
  await expect(page.getByText("No mix saved yet")).toBeVisible();
});

test("somebody else's mix is not found", async ({ page, login, query }) => {
  const { id } = await login(page);
  await query(
    `INSERT INTO mixes (user_id, name, slug, weights, token) VALUES ($1, 'Mine', 'mine', '{"taste": 2}', $2)`,
    [id, `secret-${id}`],
  );
  await page.goto("/for-you/mine");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mine");
  await login(page);
  await page.goto("/for-you/mine");
  await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
});

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a dismissed paper leaves the page, with a reason, and comes back when that is undone", async ({
      page,
      login,
    }) => {
      await login(page);
      await page.goto("/for-you");
      const title = (await titleOf(page, 1)) ?? "";
      await rows(page).nth(1).getByRole("button", { name: "not for me" }).click();
      await expect(page.getByText("Hidden: not for me. Why?")).toBeVisible();
      // The title of the dismissed paper stays visible beside the button that undoes it.
      await expect(page.getByRole("main").getByText(title, { exact: true })).toBeVisible();
      const row = rows(page).filter({ has: page.getByRole("heading", { name: title, exact: true }) });
      await expect(row.locator(".abstract")).toBeHidden();
      await page.getByRole("button", { name: "not my field" }).click();
      await expect(page.getByText("Hidden: not my field")).toBeVisible();
      await expect
        .poll(async () => {
          await page.goto("/interests");
          return page.getByText("not for me: not my field").count();
        })
        .toBe(1);
      await page.goto("/for-you");
      await expect(page.getByRole("heading", { name: title, exact: true })).toHaveCount(0);
      await page.goto("/interests");
      await page.getByRole("button", { name: "Take back" }).click();
      await expect(page.getByText("You said nothing yet.")).toBeVisible();
      await page.goto("/for-you");
      await expect(page.getByRole("heading", { name: title, exact: true })).toBeVisible();
    });

    test("interests are created, paused, sorted and removed", async ({ page, login }) => {
      await login(page);
      await page.goto("/interests");
      await expect(page.getByText("No interests yet")).toBeVisible();
      await page.getByText("Make one of papers you choose").click();
      await page.getByRole("textbox", { name: "Name" }).fill("Robots");
      await page
        .getByRole("textbox", { name: "Other papers" })
        .fill("2501.99901 https://arxiv.org/abs/2501.99904 9999.99999");
      await page.getByRole("button", { name: "Make this interest" }).click();
      await expect(page.getByText("Robots is made. Not held here: 9999.99999.")).toBeVisible();
      const interest = page.getByRole("region", { name: "Robots" });
      await expect(interest).toContainText("2 papers");
      await interest.getByText("Rename, merge, rest or remove").click();
      await interest.getByRole("button", { name: "Let it rest" }).click();
      await expect(interest).toContainText("resting");
      await interest.getByText("Sort its papers").click();
      await interest.getByRole("checkbox").first().check();
      await interest.getByRole("button", { name: "Do so" }).click();
      await expect(interest).toContainText("1 paper");
      if (!javaScriptEnabled) await interest.getByText("Rename, merge, rest or remove").click();
      await interest.getByRole("button", { name: "Remove" }).click();
      await expect(page.getByText("No interests yet")).toBeVisible();
    });

    test("a double click creates one interest; a name in use, or no paper, is refused", async ({
      page,
      login,
    }) => {
      await login(page);
      await page.goto("/interests");
      await page.getByText("Make one of papers you choose").click();
      await page.getByRole("textbox", { name: "Name" }).fill("Robots");
      const make = page.getByRole("button", { name: "Make this interest" });
      await make.click();
      await expect(page.getByRole("alert").first()).toHaveText("Choose at least one paper that is here.");
      await page.getByRole("textbox", { name: "Other papers" }).fill("2501.99901 2501.99904");
      await make.dblclick();
      await expect(page.getByRole("region", { name: "Robots" })).toContainText("2 papers");
      await expect(page.getByRole("region", { name: "Robots" })).toHaveCount(1);
      // With scripts, the form is sent once. Without scripts the browser sends it twice, and the second request is refused.
      if (javaScriptEnabled) await expect(page.locator("main").getByRole("alert")).toHaveCount(0);
    });

    test("learning is switched off, and everything learnt is forgotten after confirmation", async ({
      page,
      login,
    }) => {
      await login(page);
      await page.goto("/interests");
      await page.getByRole("button", { name: "Do not learn from me" }).click();
      await expect(page.getByText("The hub learns nothing from you")).toBeVisible();
      await page.getByRole("button", { name: "Show me everyone’s" }).click();
      await expect(page.getByText("The front page is everyone’s trending page.")).toBeVisible();
      await page.getByRole("checkbox", { name: "Yes, forget it for good." }).check();
      await page.getByRole("button", { name: "Forget what was learnt" }).click();
      await expect(page).toHaveURL("/interests");
      await page.goto("/");
      await expect(page.getByRole("slider")).toHaveCount(0);
    });
  });

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });

  test("the mixer is a form, folded above the list on a phone", async ({ page, login }) => {
    await login(page);
    await page.goto("/for-you");
    const taste = page.getByRole("slider", { name: "Taste" });
    await expect(taste).toBeHidden();
    await openMixer(page);
    await taste.focus();
    await page.keyboard.press("End");
    await page.getByRole("button", { name: "Show this mix" }).click();
    await expect(page).toHaveURL(/\/for-you\?.*taste=2/);
    await openMixer(page);
    await expect(taste).toHaveValue("2");
  });
});

test("m asks for more papers like the current row, and x dismisses it", async ({ page, login, query }) => {
  const { id } = await login(page);
  await page.goto("/for-you");
  await page.keyboard.press("j");
  await page.keyboard.press("m");
  await expect(
    rows(page)
      .first()
      .getByRole("button", { name: /^More like this/ }),
  ).toHaveAttribute("aria-pressed", "true");
  const second = await rows(page).nth(1).getAttribute("id");
  await page.keyboard.press("x");
  await expect(page.getByText("Hidden: not for me. Why?")).toBeVisible();
  await expect(page.locator("[data-current]")).toHaveAttribute("id", second ?? "");
  const signals = () => query<{ kind: string }>("SELECT kind FROM signals WHERE user_id = $1", [id]);
  await expect.poll(signals).toEqual([{ kind: "less" }]);
});

test("renaming an interest that was removed in another tab shows an error beside it", async ({
  page,
  login,
  query,
}) => {
  const { id } = await login(page);
  const add = "INSERT INTO interests (user_id, name, kept) VALUES ($1, 'Robots', true)";
  await query(add, [id]);
  await page.goto("/interests");
  const interest = page.getByRole("region", { name: "Robots" });
  await interest.getByText("Rename, merge, rest or remove").click();
  await query("DELETE FROM interests WHERE user_id = $1", [id]);
  await interest.getByRole("textbox", { name: "Name" }).fill("Machines");
  await interest.getByRole("button", { name: "Rename" }).click();
  await expect(interest.getByRole("alert")).toHaveText("You have no such interest.");
  await expect(interest.getByRole("textbox", { name: "Name" })).toHaveValue("Machines");
});
