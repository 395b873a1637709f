import { readMailLink } from "@/e2e/support/fakes-control";
import { expect, test } from "@/e2e/support/fixtures";

const oneHourAgo = "UPDATE sessions SET created_at = now() - interval '1 hour' WHERE user_id = $1";

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a token asks for signing in again, and what was typed is filled in afterwards", async ({
      page,
      login,
      query,
    }) => {
      const { id, email, username } = await login(page);
      await query(oneHourAgo, [id]);
      await page.goto("/settings/tokens");
      await page.getByLabel("Name").fill("A careful bot");
      await page.getByLabel("What it may do").selectOption("write");
      await page.getByLabel("How long it lasts").selectOption("30");
      await page.getByRole("button", { name: "Make a token" }).click();
      await expect(page.getByRole("heading", { name: "Sign in again" })).toBeVisible();
      await expect(page.getByText(`You are signed in as ${username}`)).toBeVisible();
      await page.getByRole("button", { name: "Mail me a link" }).click();
      await expect(page).toHaveURL(/\/sign-in\/sent/);
      await page.goto(await readMailLink(email));
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page).toHaveURL(/\/settings\/tokens/);
      await expect(page.getByLabel("Name")).toHaveValue("A careful bot");
      await expect(page.getByLabel("What it may do")).toHaveValue("write");
      await expect(page.getByLabel("How long it lasts")).toHaveValue("30");
      expect(await query("SELECT 1 FROM sessions WHERE user_id = $1", [id])).toHaveLength(1);
      await page.getByRole("button", { name: "Make a token" }).click();
      await expect(page.locator("#made-token")).toContainText("qr_");
    });

    test("the address to sign in with is changed by a link in a mail, opened in another browser", async ({
      page,
      login,
      query,
      browser,
    }) => {
      const { id, email, username } = await login(page);
      const next = `new-${username}@example.org`;
      await page.goto("/settings");
      await page.getByLabel("New e-mail address").fill(next);
      await page.locator("#address").getByRole("button", { name: "Mail me a link" }).click();
      await expect(page.locator("#address")).toContainText(next);
      const other = await (await browser.newContext()).newPage();
      await other.goto(await readMailLink(next));
      await other.getByRole("button", { name: "Confirm" }).click();
      await expect(other.getByRole("heading", { name: "The address was changed" })).toBeVisible();
      await expect(other.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
      expect(await query("SELECT email FROM users WHERE id = $1", [id])).toEqual([{ email: next }]);
      await page.goto("/settings");
      await expect(page).toHaveURL(/\/sign-in/);
      await other.goto(await readMailLink(email));
      await other.getByRole("button", { name: "Take it back" }).click();
      await expect(other.getByRole("heading", { name: "The change was taken back" })).toBeVisible();
      expect(await query("SELECT email FROM users WHERE id = $1", [id])).toEqual([{ email }]);
    });
  });
