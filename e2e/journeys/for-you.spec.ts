import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";

const follow = `INSERT INTO follows (user_id, kind, ref, label) VALUES ($1, 'topic', $2, $2)`;

/** The sum of every row in hundredths, as shown: the numbers of its parts, and the total. */
function readSums(page: Page): Promise<{ parts: number[]; total: number }[]> {
  return page.locator(".why table").evaluateAll((tables) =>
    tables.map((table) => {
      const numbers = [...table.querySelectorAll("tr")].map((row) =>
        Math.round(Number(row.children[1]?.textContent?.replace("−", "-")) * 100),
      );
      return { parts: numbers.slice(0, -1), total: numbers.at(-1) ?? Number.NaN };
    }),
  );
}

test("a new reader's front page has everyone's order and says so", async ({ page, login }) => {
  await login(page);
  await page.goto("/");
  await expect(page.getByRole("link", { name: "For you" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByText("So far this is everyone’s order.")).toBeVisible();
  await expect(page.locator(".why summary").first()).toHaveText("Trending with everyone");
  // An upvote by another journey changes everyone's list at once, and the personal page within half a minute.
  await expect(async () => {
    await page.goto("/");
    const own = await page.locator("[data-row] h2").allTextContents();
    await page.getByRole("link", { name: "Everyone", exact: true }).click();
    await expect(page).toHaveURL(/\/trending$/);
    await expect(page.locator("[data-row] h2")).toHaveText(own, { timeout: 1000 });
  }).toPass({ timeout: 50_000 });
  await expect(page.locator(".why")).toHaveCount(0);
});

test("with any mix, the parts of every sum add up to the score shown, and a part links to where it is changed", async ({
  page,
  login,
  query,
}) => {
  const { id } = await login(page);
  await query(follow, [id, "cs.LG"]);
  for (const path of ["/", "/for-you?trend=0.75&follows=2&freshness=0.5&discussion=2&exploration=2"]) {
    await page.goto(path);
    const sums = await readSums(page);
    expect(sums.length).toBeGreaterThan(40);
    for (const { parts, total } of sums) expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
    expect(sums.some(({ parts }) => parts.length > 1)).toBe(true);
  }
  const why = page.locator(".why").filter({ hasText: "You follow cs.LG" }).first();
  await why.locator("summary").click();
  await why.getByRole("link", { name: "You follow cs.LG" }).click();
  await expect(page).toHaveURL(/\/following$/);
});

test("one slot in ten is a wild card, and is called so", async ({ page, login, query }) => {
  const { id } = await login(page);
  await query(follow, [id, "cs.LG"]);
  await page.goto("/for-you");
  const row = page.locator("[data-row]").nth(6);
  await expect(row.locator(".why summary")).toHaveText(/^A wild card: hot in .+, which you do not follow/);
});

test("an opened paper ranks lower on the next visit, and papers new since the last visit are marked", async ({
  page,
  login,
  query,
}) => {
  const { id } = await login(page);
  await page.goto("/");
  const first = page.locator("[data-row] h2").first();
  const title = (await first.textContent()) ?? "";
  await first.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  const opened = () =>
    query("SELECT 1 FROM impressions WHERE user_id = $1 AND opened_at IS NOT NULL AND shown_at IS NOT NULL", [
      id,
    ]);
  await expect.poll(async () => (await opened()).length).toBe(1);
  await query(
    `UPDATE readers SET visit_at = visit_at - interval '400 days', page_at = page_at - interval '1 hour' WHERE user_id = $1`,
    [id],
  );
  await query("UPDATE impressions SET opened_at = opened_at - interval '1 hour' WHERE user_id = $1", [id]);
  await page.goto("/");
  await expect(page.getByText("new since your last visit").first()).toBeVisible();
  const row = page.locator("[data-row]").filter({ hasText: title });
  await expect(row.locator(".why summary")).toHaveText(/though you opened it before/);
});

test("papers that a reader scrolled past are recorded, unless learning is off", async ({
  page,
  login,
  query,
}) => {
  const { id } = await login(page);
  const passedCount = async () =>
    (await query("SELECT 1 FROM impressions WHERE user_id = $1 AND passes = 1", [id])).length;
  await page.goto("/");
  await page.locator("[data-row]").nth(1).scrollIntoViewIfNeeded();
  await expect
    .poll(
      async () => {
        await page.goto("/about");
        const count = await passedCount();
        if (count === 0) await page.goto("/");
        return count;
      },
      // A paper counts as passed only after it was visible for a while.
      { intervals: [2000, 3000, 4000] },
    )
    .toBeGreaterThan(0);
  await query("UPDATE readers SET learns = false WHERE user_id = $1", [id]);
  await page.goto("/");
  await expect(page.locator("script[src='/passed.js']")).toHaveCount(0);
});

test("a reader who prefers everyone's front page gets it, and finds their own page at /for-you", async ({
  page,
  login,
  query,
}) => {
  const { id } = await login(page);
  await query("INSERT INTO readers (user_id, own_page) VALUES ($1, false)", [id]);
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Everyone", exact: true })).toHaveAttribute(
    "aria-current",
    "page",
  );
  await page.getByRole("link", { name: "For you" }).click();
  await expect(page).toHaveURL(/\/for-you$/);
  await expect(page.locator(".why").first()).toBeVisible();
});

test("signed out, /for-you explains itself and leads to the sign-in page", async ({ page }) => {
  await page.goto("/for-you?taste=2");
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Ffor-you%3Ftaste%3D2$/);
  await page.goto(`/papers/${seeded.old.key}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
