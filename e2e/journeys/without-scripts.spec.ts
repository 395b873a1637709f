import { addPerson, expect, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";

test.use({ javaScriptEnabled: false });

const path = `/papers/${seeded.plainUpvoted.key}`;

test("feeds and papers can be read", async ({ page }) => {
  await page.goto("/");
  await page.locator("article").first().getByRole("heading").getByRole("link").click();
  await expect(page.getByRole("heading", { name: /Abstract|Summary/ })).toBeVisible();
});

test("a form upvotes and comes back to the same row", async ({ page, login }) => {
  await login(page);
  await page.goto(path);
  await page.getByRole("button", { name: "Upvote, 0 upvotes" }).click();
  await expect(page).toHaveURL(new RegExp(`${path}#p-`));
  await page.getByRole("button", { name: "Take back your upvote, 1 upvote" }).click();
  await expect(page.getByRole("button", { name: "Upvote, 0 upvotes" })).toBeVisible();
});

test("signed out, upvoting leads to the sign-in page, also from a cached page", async ({ page }) => {
  await page.goto("/");
  await page
    .getByRole("button", { name: /^Upvote/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole("heading", { name: /^Sign in to/ })).toBeVisible();
});

test("a form adds a comment, and an empty comment is refused beside its field", async ({ page, login }) => {
  const person = await login(page);
  await page.goto(`/papers/${seeded.discussed.key}`);
  await page.getByLabel("Your comment").fill("   ");
  await page.getByRole("button", { name: "Comment" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Write something first.");
  await page.getByLabel("Your comment").fill("Said without any script.");
  await page.getByRole("button", { name: "Comment" }).click();
  const comment = page.locator("article", { hasText: "Said without any script." });
  await expect(comment.getByRole("link", { name: person.username })).toBeVisible();
});

test("forms mute topics and import papers, and keep what was typed after an error", async ({
  page,
  login,
}) => {
  await login(page);
  await page.goto("/following");
  await page.getByLabel("What kind").selectOption("Topic");
  await page.getByLabel(/^What to mute/).fill("nope.XX");
  await page.getByRole("button", { name: "Mute", exact: true }).click();
  await expect(page.getByRole("main").getByRole("alert")).toHaveText("There is no such topic.");
  await expect(page.getByLabel("What kind")).toHaveValue("topic");
  await expect(page.getByLabel(/^What to mute/)).toHaveValue("nope.XX");
  await page.goto("/first-steps/papers");
  await page.getByLabel("Paste").fill(seeded.old.key);
  const large = { name: "library.bib", mimeType: "text/plain", buffer: Buffer.alloc(1_600_000, "a ") };
  await page.getByLabel("Or choose a file").setInputFiles(large);
  await page.getByRole("button", { name: "Add these papers" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("more than a megabyte");
  await expect(page.getByLabel("Paste")).toHaveValue(seeded.old.key);
});

test("a refused form leads to a page that says why, and that page shows only the hub's own messages", async ({
  page,
  login,
  query,
}) => {
  const gone = await addPerson(query);
  await login(page);
  await page.goto(`/people/${gone.username}`);
  await query("DELETE FROM users WHERE id = $1", [gone.id]);
  await page.getByRole("button", { name: `Follow ${gone.username}` }).click();
  await expect(page.getByText("There is nobody of that name here.")).toBeVisible();
  await page.goto(page.url().replace("nobody", "somebody"));
  await expect(page.getByText("Please try again.")).toBeVisible();
});

test("a form subscribes, and keeps what was typed after an error", async ({ page }) => {
  await page.goto("/digests");
  await page.getByLabel("E-mail address").fill("plain-reader@example");
  await page.getByLabel("How often").selectOption("weekly");
  await page.getByRole("button", { name: "Subscribe" }).click();
  await expect(page.getByRole("alert")).toContainText("That does not look like a mail address");
  await expect(page.getByLabel("How often")).toHaveValue("weekly");
  await expect(page.getByLabel("E-mail address")).toHaveValue("plain-reader@example");
  await page.getByLabel("E-mail address").fill("plain-reader@example.org");
  await page.getByRole("button", { name: "Subscribe" }).click();
  await expect(page).toHaveURL(/\/subscriptions\/sent$/);
});

test("a form signs out", async ({ page, login }) => {
  const { username } = await login(page);
  await page.goto("/");
  await page.getByLabel(`Menu of ${username}`).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("the not-found page is shown with and without scripts, signed in and signed out", async ({
  page,
  login,
  browser,
}) => {
  const { username } = await login(page);
  const cookies = await page.context().cookies();
  for (const javaScriptEnabled of [true, false])
    for (const signedIn of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled });
      if (signedIn) await context.addCookies(cookies);
      const other = await context.newPage();
      const failures: string[] = [];
      other.on("pageerror", ({ message }) => failures.push(message));
      for (const path of ["/papers/9999.99999", "/digests/nonsense", "/mail/nothing", "/nowhere"]) {
        expect((await other.goto(process.env.TEST_HUB + path))?.status()).toBe(404);
        await expect(other.getByRole("heading", { level: 1 })).toHaveText("There is nothing at this address");
        const head = signedIn
          ? other.getByLabel(`Menu of ${username}`)
          : other.getByRole("link", { name: "Sign in" });
        await expect(head).toBeVisible();
        await expect(other).toHaveURL(process.env.TEST_HUB + path);
      }
      expect(failures).toEqual([]);
      await context.close();
    }
});
