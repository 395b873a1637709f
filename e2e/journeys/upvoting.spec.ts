import { createBarrier } from "@/e2e/support/barrier";
import { expect, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";

const path = `/papers/${seeded.upvoted.key}`;

test("an upvote is shown at once, is still there after a reload, and can be taken back", async ({
  page,
  login,
}) => {
  await login(page);
  await page.goto(path);
  const button = page.getByRole("button", { name: /upvote/i });
  await expect(button).toHaveAttribute("aria-pressed", "false");
  const before = Number(await button.textContent());
  const { released, release } = createBarrier();
  await page.route("**/upvote", async (route) => {
    await released;
    await route.continue();
  });
  await button.click();
  // The request has not reached the hub yet; the page shows the expected result.
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await expect(button).toHaveText(String(before + 1));
  const answered = page.waitForResponse("**/upvote");
  release();
  expect((await answered).status()).toBe(200);
  await page.unroute("**/upvote");
  await page.reload();
  await expect(button).toHaveAccessibleName(`Take back your upvote, ${count(before + 1)}`);
  const takenBack = page.waitForResponse("**/upvote");
  await button.click();
  await takenBack;
  await page.reload();
  await expect(button).toHaveAccessibleName(`Upvote, ${count(before)}`);
});

test("an upvote that the hub refuses is undone, with the reason", async ({ page, login }) => {
  await login(page);
  await page.goto(path);
  const button = page.getByRole("button", { name: /upvote/i });
  const before = await button.textContent();
  await page.route("**/upvote", (route) =>
    route.fulfill({ status: 429, json: { error: "That was too often; please try again in 5 minutes." } }),
  );
  await button.click();
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await expect(button).toHaveText(before ?? "");
  await expect(button).toHaveAttribute("title", /too often/);
});

test("signed out, upvoting leads to the sign-in page and back to the paper", async ({ page }) => {
  await page.goto(path);
  await page.getByRole("button", { name: /upvote/i }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  expect(new URL(page.url()).searchParams.get("next")).toContain(path);
});

test("two people's upvotes both count", async ({ page, login, query }) => {
  const people = [await login(page), await login(page)];
  const key = seeded.limited.key;
  await query(`INSERT INTO votes (paper_id, user_id) SELECT p.id, $2 FROM papers p WHERE key = $1`, [
    key,
    people[0]?.id,
  ]);
  await query("UPDATE papers SET upvotes = upvotes + 1 WHERE key = $1", [key]);
  await page.goto(`/papers/${key}`);
  const answered = page.waitForResponse("**/upvote");
  await page.getByRole("button", { name: "Upvote, 1 upvote" }).click();
  await answered;
  const [row] = await query<{ upvotes: number }>("SELECT upvotes FROM papers WHERE key = $1", [key]);
  expect(row?.upvotes).toBe(2);
});

function count(upvotes: number): string {
  return `${upvotes} ${upvotes === 1 ? "upvote" : "upvotes"}`;
}
