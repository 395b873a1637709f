import { expect, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";

const path = `/papers/${seeded.programmed.key}`;

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a comment is answered under it, and the answer says whom it answers", async ({ page, login }) => {
      const { username } = await login(page);
      const [question, answer] = [`Why so, asks ${username}?`, `Because, says ${username}.`];
      await page.goto(path);
      await page.getByLabel("Your comment").fill(question);
      await page.getByRole("button", { name: "Comment", exact: true }).click();
      const asked = page.locator("article", { hasText: question });
      await expect(asked).toBeVisible();
      await asked.getByText("Reply", { exact: true }).click();
      await asked.getByLabel("Your reply").fill(answer);
      await asked.getByRole("button", { name: "Send reply" }).click();
      const replied = page.locator("article", { hasText: answer });
      await expect(replied).toContainText(`in reply to ${username}`);
      await expect(asked.getByLabel("Your reply")).toBeHidden();
      expect((await replied.boundingBox())?.x).toBeGreaterThan((await asked.boundingBox())?.x ?? 0);
      await replied.getByRole("link", { name: username }).last().click();
      await expect(page).toHaveURL(/#comment-\d+$/);
    });
  });

test("who is not signed in reads answers but is not asked for one", async ({ page }) => {
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "Cite" })).toBeVisible();
  await expect(page.getByText("Reply", { exact: true })).toHaveCount(0);
  await expect(page.getByLabel("Your reply")).toHaveCount(0);
});
