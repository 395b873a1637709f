import { addPerson, expect, test } from "@/e2e/support/fixtures";
import { seeded, seededAuthor, seededOrganization } from "@/e2e/support/seed";

const paper = `/papers/${seeded.discussed.key}`;

test("a topic is followed on its page, renamed in the list, and unfollowed", async ({ page, login }) => {
  await login(page);
  await page.goto("/topics/cs.CL");
  const saved = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Follow Computation and Language" }).click();
  await expect(page.getByRole("button", { name: /^Following Computation/ })).toBeVisible();
  await saved;
  await page.goto("/topics");
  await expect(page.getByRole("button", { name: /^Following Computation and Language/ })).toBeVisible();
  await page.goto("/following");
  await page.getByLabel("Rename Computation and Language").click();
  await page.getByLabel("Name", { exact: true }).fill("Language");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("link", { name: "Language" })).toBeVisible();
  await page.getByRole("button", { name: "Stop following Language" }).click();
  await expect(page.getByText("You follow nothing yet")).toBeVisible();
});

test("without scripts, an author, an organisation, a paper, a search and a text are followed, too", async ({
  browser,
  login,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: process.env.TEST_HUB ?? "" });
  const page = await context.newPage();
  await login(page);
  for (const [path, name] of [
    [`/authors/${seededAuthor.slug}`, seededAuthor.name],
    [`/organizations/${seededOrganization.slug}`, seededOrganization.name],
    [paper, "this paper"],
    ["/search?q=seeded&topic=cs.CL", "this search"],
    ["/similar?to=Robots+that+learn+to+grasp+things+from+videos", "papers like this text"],
  ] as const) {
    const button = page.getByRole("button", { name: `Follow ${name}` });
    // A hub that has just started may not have built its search table yet.
    await expect(async () => {
      await page.goto(path);
      await expect(button).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 80_000 });
    await button.click();
    await expect(page.getByRole("button", { name: `Following ${name}; stop` })).toBeVisible();
  }
  await page.goto(`/authors/${seededAuthor.slug}`);
  await page.getByRole("button", { name: `Mute ${seededAuthor.name}` }).click();
  await expect(page.getByRole("button", { name: `Muted ${seededAuthor.name}; stop` })).toBeVisible();
  await page.goto("/following");
  for (const heading of ["Organisations", "Papers", "Searches", "Papers like a text"])
    await expect(page.getByRole("heading", { name: heading, exact: true })).toBeVisible();
  await page.getByLabel("What kind").selectOption("Word");
  await page.getByLabel(/^What to mute/).fill("Blockchain");
  await page.getByRole("button", { name: "Mute", exact: true }).click();
  await expect(page.getByRole("button", { name: "Unmute blockchain" })).toBeVisible();
  // Muting an author unfollows them; that can be undone.
  await expect(page.getByRole("heading", { name: "Authors", exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: `Follow again ${seededAuthor.name}` }).click();
  await expect(page.getByRole("heading", { name: "Authors", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: `Unmute ${seededAuthor.name}` })).toHaveCount(0);
  await context.close();
});

test("signed out, following leads to the sign-in page with the way back", async ({ page }) => {
  await page.goto("/topics/cs.LG");
  await page.getByRole("button", { name: "Follow Machine Learning" }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Ftopics%2Fcs\.LG$/);
});

test("notifications of a followed paper are in the inbox until they are read", async ({
  page,
  login,
  query,
}) => {
  const { id } = await login(page);
  const { id: other } = await addPerson(query);
  const [{ id: paperId } = { id: 0 }] = await query<{ id: number }>("SELECT id FROM papers WHERE key = $1", [
    seeded.discussed.key,
  ]);
  const rows = "INSERT INTO notifications (user_id, kind, paper_id, count, first_comment_id, version) VALUES";
  await query(`${rows} ($1, 'comments', $2, 3, 1, NULL), ($1, 'version', $2, 1, NULL, 2)`, [id, paperId]);
  await query(`${rows} ($1, 'code', $2, 1, NULL, NULL)`, [other, paperId]);
  await page.goto("/notifications");
  await expect(page.getByLabel(/2 unread notifications/)).toBeVisible();
  await expect(page.getByRole("link", { name: "3 new comments" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Code is there now" })).toHaveCount(0);
  await page.getByRole("button", { name: /^Mark read/ }).click();
  await expect(page.getByRole("heading", { name: "Earlier" })).toBeVisible();
  await expect(page.getByLabel(/unread notification/)).toHaveCount(0);
  await page.getByLabel("How you are mailed").selectOption("never");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await query("UPDATE notifications SET read_at = NULL WHERE user_id = $1", [id]);
  await page.goto(paper);
  await expect
    .poll(() => query("SELECT 1 FROM notifications WHERE user_id = $1 AND read_at IS NULL", [id]))
    .toEqual([]);
});

test("first steps: choosing topics, importing papers from a file, and continuing to the requested page", async ({
  page,
  login,
  query,
}) => {
  const { id } = await login(page);
  await page.goto(`/first-steps?next=${encodeURIComponent(paper)}`);
  await page.getByLabel("Look for a topic").fill("robot");
  await page.getByLabel(/^Robotics/).check();
  await expect(page.getByLabel(/^Combinatorics/)).toBeHidden();
  await page.getByRole("button", { name: "Follow these and go on" }).click();
  await expect(page.getByRole("heading", { name: "Papers you know" })).toBeVisible();
  await page.getByLabel("Paste").fill(`${seeded.old.key}\nnonsense`);
  const large = { name: "library.bib", mimeType: "text/plain", buffer: Buffer.alloc(1_600_000, "a ") };
  await page.getByLabel("Or choose a file").setInputFiles(large);
  await page.getByRole("button", { name: "Add these papers" }).click();
  const message = await page
    .getByLabel("Or choose a file")
    .evaluate((field) => (field as HTMLInputElement).validationMessage);
  expect(message).toBe("That is more than a megabyte: bring a part of it at a time.");
  const bibtex = `@misc{a, title={${seeded.upvoted.title}}}\n@misc{b, title={A paper held nowhere at all}}\n${" ".repeat(400_000)}`;
  const file = { name: "library.bib", mimeType: "text/plain", buffer: Buffer.from(bibtex) };
  await page.getByLabel("Or choose a file").setInputFiles(file);
  await page.getByRole("button", { name: "Add these papers" }).click();
  await expect(
    page.getByText(/2 papers found here\. 1 paper taken by title.*Not understood: nonsense\./),
  ).toBeVisible();
  const papersStep = page.url();
  await page.getByRole("link", { name: "See or remove them" }).click();
  await page.getByRole("button", { name: "Remove: A paper held nowhere at all" }).click();
  await expect(page.getByText("2 papers, the last first.")).toBeVisible();
  // goBack would not do: a form that is sent before scripts run adds an entry to the history.
  await page.goto(papersStep);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).toHaveURL(new RegExp(`${paper}$`));
  const [row] = await query(
    `SELECT (SELECT count(*)::int FROM follows WHERE user_id = $1 AND ref = 'cs.RO') AS topics,
       (SELECT count(*)::int FROM signals WHERE user_id = $1 AND kind = 'library') AS papers,
       (SELECT count(*)::int FROM readers WHERE user_id = $1 AND first_steps_at IS NOT NULL) AS done`,
    [id],
  );
  expect(row).toEqual({ topics: 1, papers: 2, done: 1 });
});

test("on a phone the button of the topics form is always visible, and never covers the focused element", async ({
  page,
  login,
}) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await login(page);
  await page.goto("/first-steps");
  const button = page.getByRole("button", { name: "Follow these and go on" });
  await expect(button).toBeInViewport({ ratio: 1 });
  await page.getByLabel("Look for a topic").focus();
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press("Tab");
    const focused = await page.locator(":focus").boundingBox();
    const foot = await page.locator(".form-foot").boundingBox();
    expect((focused?.y ?? 0) + (focused?.height ?? 0)).toBeLessThanOrEqual(foot?.y ?? 0);
  }
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect(page.getByRole("contentinfo")).toBeInViewport({ ratio: 0.9 });
  await expect(button).toBeInViewport({ ratio: 1 });
});
