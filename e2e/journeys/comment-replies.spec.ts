import { expect, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";

const path = `/papers/${seeded.programmed.key}`;

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a reply is shown under its comment, and names whom it answers", async ({ page, login }) => {
      const { username } = await login(page);
      const [question, answer] = [`Why so, asks ${username}?`, `Because, says ${username}.`];
      await page.goto(path);
      await page.getByLabel("Your comment").fill(question);
      await page.getByRole("button", { name: "Comment", exact: true }).click();
      const comment = page.locator("article", { hasText: question });
      await expect(comment).toBeVisible();
      await comment.getByText("Reply", { exact: true }).click();
      await comment.getByLabel("Your reply").fill(answer);
      await comment.getByRole("button", { name: "Send reply" }).click();
      const reply = page.locator("article", { hasText: answer });
      await expect(reply).toContainText(`in reply to ${username}`);
      await expect(comment.getByLabel("Your reply")).toBeHidden();
      expect((await reply.boundingBox())?.x).toBeGreaterThan((await comment.boundingBox())?.x ?? 0);
      await reply.getByRole("link", { name: username }).last().click();
      await expect(page).toHaveURL(/#comment-\d+$/);
    });
  });

test("signed-out readers see no form for replies", async ({ page }) => {
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "Cite" })).toBeVisible();
  await expect(page.getByText("Reply", { exact: true })).toHaveCount(0);
  await expect(page.getByLabel("Your reply")).toHaveCount(0);
});
