import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/fixtures";
import { adminPages, openPages, ownPages } from "@/e2e/support/page-addresses";

test.describe.configure({ mode: "parallel" });

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

for (const path of openPages)
  test(`${path} is accessible in light and dark, fits a small screen, and causes no browser errors`, async ({
    page,
    browserErrors,
  }) => {
    await page.goto(path);
    await checkPage(page, browserErrors);
  });

for (const path of ownPages)
  test(`${path} is accessible to a signed-in person`, async ({ page, login, browserErrors }) => {
    await login(page, { role: "moderator" });
    await page.goto(path);
    await checkPage(page, browserErrors);
  });

for (const path of adminPages)
  test(`${path} is accessible to an admin`, async ({ page, login, browserErrors }) => {
    await login(page, { role: "admin" });
    await page.goto(path);
    await checkPage(page, browserErrors);
  });

test("/welcome is accessible", async ({ page, login, query, browserErrors }) => {
  const { id } = await login(page);
  await query("UPDATE users SET username = NULL WHERE id = $1", [id]);
  await page.goto("/welcome");
  await checkPage(page, browserErrors);
});

test("a webhook's page is accessible", async ({ page, login, query, browserErrors }) => {
  const { id } = await login(page);
  const [hook] = await query<{ id: number }>(
    `INSERT INTO webhooks (user_id, url, event, secret) VALUES ($1, 'https://example.org/a-long-address-of-a-hook', 'comment', 's')
     RETURNING id`,
    [id],
  );
  await query(
    `INSERT INTO webhook_deliveries (webhook_id, kind, comment_id, payload, attempts, next_attempt_at, error)
     VALUES ($1, 'comment', 1, '{}', 7, NULL, 'The answer was 500.')`,
    [hook?.id],
  );
  await page.goto(`/settings/webhooks/${hook?.id}`);
  await checkPage(page, browserErrors);
});

test("a person's page and the opened boxes of a paper's page are accessible", async ({
  page,
  login,
  browserErrors,
}) => {
  const { username } = await login(page, { role: "curator" });
  await page.goto(`/people/${username}`);
  await checkPage(page, browserErrors);
  await page.goto("/papers/2501.99907");
  for (const name of ["Is this your paper?", "For curators", "Show it in a README", `Menu of ${username}`])
    await page.locator("summary", { hasText: name }).or(page.getByLabel(name)).click();
  await checkPage(page, browserErrors);
});

// The rows of a feed have the same structure, so it is enough to check the first five.
const laterRows = "article.row:nth-of-type(n + 6)";

/** Checks the page on a wide light screen and on a narrow dark one. */
async function checkPage(page: Page, browserErrors: string[]): Promise<void> {
  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 360],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 740 });
    // The usual mode opens a page of its own for each check, for frames of other sites; the hub has none.
    // Describing each element that is right, too, would take as long again on long pages.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
    const { violations } = await axe.withTags(rules).exclude(laterRows).analyze();
    expect(violations.map(toLine), `${colorScheme}, ${width} pixels`).toEqual([]);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wider, `pixels wider than ${width}`).toBeLessThanOrEqual(0);
  }
  // The browser itself reports a page with status 404 as an error.
  expect(browserErrors.filter((error) => !error.includes("status of 404"))).toEqual([]);
}

function toLine({ id, nodes }: { id: string; nodes: { html: string; failureSummary?: string }[] }): string {
  return `${id}: ${nodes.map((node) => `${node.html.slice(0, 160)} (${node.failureSummary})`).join("; ")}`;
}
