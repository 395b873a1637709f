import type { Page } from "@playwright/test";
import { setArxiv } from "@/e2e/support/fakes-control";
import { expect, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";

test.afterEach(() => setArxiv("ok"));

test("a paper is looked up at arXiv and submitted with a comment, and counts as upvoted", async ({
  page,
  login,
}) => {
  const { username } = await login(page);
  await lookUp(page, "https://arxiv.org/abs/2601.99901v1");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("à la Erdős–Rényi");
  await expect(page.getByText("First Example, Second Example")).toBeVisible();
  await page.getByLabel("First comment (optional)").fill("Read the second page.");
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await expect(page).toHaveURL(/\/papers\/2601\.99901$/);
  await expect(page.getByRole("button", { name: "Take back your upvote, 1 upvote" })).toBeVisible();
  await expect(page.getByText("Read the second page.")).toBeVisible();
  await expect(page.getByRole("complementary").getByRole("link", { name: username })).toBeVisible();
  await page.goto("/new");
  await expect(page.getByRole("link", { name: `submitted today by ${username}` })).toBeVisible();
});

for (const [what, text, sentence] of [
  ["words", "attention is all you need", "This is not the address of a paper; give an arXiv id"],
  ["a DOI of another publisher", "https://doi.org/10.5555/elsewhere", "only papers on arXiv can be fetched"],
  ["an unknown id", "2601.88888", "arXiv knows no paper with the id 2601.88888; please check its digits."],
  ["a withdrawn paper", "2601.99902", "This paper was withdrawn by its authors, so it cannot be submitted."],
] as const) {
  test(`${what} cannot be submitted, and the page says why`, async ({ page, login }) => {
    await login(page);
    await lookUp(page, text);
    await expect(page.getByRole("main").getByRole("alert")).toContainText(sentence);
    await expect(page.getByLabel("arXiv id, or an address")).toHaveValue(text);
  });
}

for (const mode of ["slow", "down", "503", "429", "html"] as const) {
  test(`while arXiv does not answer (${mode}), the page offers to enter the paper by hand`, async ({
    page,
    login,
  }) => {
    await login(page);
    await setArxiv(mode);
    await lookUp(page, "2503.15457");
    await expect(page.getByRole("main").getByRole("alert")).toContainText("arXiv does not answer just now");
    await page.getByRole("link", { name: "Enter the paper by hand" }).click();
    await expect(page.getByRole("heading", { name: "Enter a paper by hand" })).toBeVisible();
  });
}

test("looking up a paper that the hub has leads to its page", async ({ page, login }) => {
  await login(page);
  await lookUp(page, `arXiv:${seeded.discussed.key}v4`);
  await expect(page).toHaveURL(new RegExp(`/papers/${seeded.discussed.key}$`));
});

test("a paper entered by hand waits for a curator, and is listed once approved", async ({
  page,
  login,
  browser,
}) => {
  const author = await login(page);
  const title = `A paper typed in by ${author.username}`;
  await page.goto("/submit/by-hand");
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Authors").fill("Hand Example");
  await page.getByLabel("Abstract").fill("We type $x$ by hand.");
  await page.getByLabel("Link").fill("https://example.org/paper.pdf");
  await page.getByRole("button", { name: "Send to the curators" }).click();
  await expect(page.getByText("waiting for a curator")).toBeVisible();
  const curator = await browser.newPage();
  await login(curator, { role: "curator" });
  await curator.goto(new URL("/review", page.url()).href);
  const entry = curator.getByRole("article").filter({ hasText: title });
  await entry.getByRole("button", { name: "Approve" }).click();
  await expect(curator.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await curator.close();
  await page.goto("/new");
  await expect(page.getByRole("link", { name: title })).toBeVisible();
});

test("a new account submits at most two papers on its first day, and a banned one none", async ({
  page,
  login,
  query,
}) => {
  const { id } = await login(page, { since: new Date().toISOString() });
  await query("UPDATE papers SET submitter_id = $1, submitted_at = now() WHERE key = ANY($2)", [
    id,
    [seeded.limited.key, seeded.curated.key],
  ]);
  await lookUp(page, "2504.10004");
  await expect(page.getByText("A new account submits at most 2 papers on its first day")).toBeVisible();
  await query("UPDATE users SET banned_at = now() WHERE id = $1", [id]);
  await page.goto("/submit");
  await expect(page.getByText("This account is banned and cannot submit papers.")).toBeVisible();
});

test("signed out, submitting leads to the sign-in page and back to the same paper", async ({ page }) => {
  await page.goto("/submit?id=2503.15457");
  await page.getByRole("link", { name: "Sign in to submit" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(new URL(page.url()).searchParams.get("next")).toBe("/submit?id=2503.15457");
});

async function lookUp(page: Page, text: string): Promise<void> {
  await page.goto("/submit");
  await page.getByLabel("arXiv id, or an address").fill(text);
  await page.getByRole("button", { name: "Look it up" }).click();
}
