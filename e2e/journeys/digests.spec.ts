import { readMail, readMailLink } from "@/e2e/support/fakes-control";
import { expect, test } from "@/e2e/support/fixtures";

test("a digest without an account: requested on a feed's page, changed and stopped by links in the mail", async ({
  page,
  query,
  request,
}) => {
  const email = `digest-${process.pid}@example.org`;
  await page.goto("/topics/cs.CL");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("How often").selectOption("weekly");
  await page.getByRole("button", { name: "Subscribe" }).click();
  await expect(page).toHaveURL(/\/subscriptions\//);
  expect((await readMail(email)).subject).toContain("Computation and Language");
  const link = new URL(await readMailLink(email));
  await page.goto(`/subscriptions/preferences${link.search}`);
  await expect(page).toHaveURL(link.href);
  await expect(page.getByText(/Send “.*Computation and Language.*” to .*, Mondays at 07:00/)).toBeVisible();
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "You are subscribed" })).toBeVisible();
  const token = new URL(page.url()).searchParams.get("token");

  await page.getByRole("link", { name: "Choose what comes and when" }).click();
  await page.getByLabel("How often").selectOption("weekdays");
  await page.getByLabel("At", { exact: true }).selectOption("18");
  await page.getByLabel("In the time zone").selectOption("Asia/Tokyo");
  await page.getByLabel("List").selectOption("/");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByLabel("In the time zone")).toHaveValue("Asia/Tokyo");
  const row = () =>
    query<{ feed: string; hour: number; cadence: string; stopped: boolean }>(
      "SELECT feed, hour, cadence, unsubscribed_at IS NOT NULL AS stopped FROM subscriptions WHERE email = $1",
      [email],
    );
  expect(await row()).toEqual([{ feed: "/", hour: 18, cadence: "weekdays", stopped: false }]);
  const most = page.getByLabel("At most so many papers in a mail");
  await most.evaluate((field: HTMLInputElement) => field.form?.setAttribute("novalidate", ""));
  await most.fill("0");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("A mail holds at least one paper.")).toBeVisible();
  await expect(page.getByText("Saved.")).toHaveCount(0);

  const oneClick = `/subscriptions/one-click?token=${token}`;
  await page.goto(oneClick);
  await expect(page.getByRole("heading", { name: "Stop the mails?" })).toBeVisible();
  expect((await row())[0]?.stopped).toBe(false);
  const headers = { Origin: "https://mail.example" };
  const answer = await request.post(oneClick, { headers, form: { "List-Unsubscribe": "One-Click" } });
  expect(answer.status()).toBe(200);
  expect((await row())[0]?.stopped).toBe(true);
});

test("a member's digest: created, given budgets, previewed, stopped", async ({ page, query, login }) => {
  const { id } = await login(page);
  await page.goto("/settings/digests");
  await page.getByRole("button", { name: "Get it by mail" }).click();
  await expect(page.getByText("You are subscribed.")).toBeVisible();
  await page.getByLabel("Papers from Wild cards").fill("1");
  await page.getByLabel("Another topic").fill("cs.CL");
  await page.getByLabel("Papers from the other topic").fill("5");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  const budgets = () =>
    query<{ budgets: unknown }>("SELECT budgets FROM subscriptions WHERE user_id = $1", [id]);
  expect((await budgets())[0]?.budgets).toEqual([
    { kind: "wild", ref: "", papers: 1, per: "day" },
    { kind: "topic", ref: "cs.CL", papers: 5, per: "day" },
  ]);
  await page.getByRole("link", { name: "See it as it would come now" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("For you");
  await page.goBack();
  await page.getByRole("button", { name: "Stop these mails" }).click();
  await expect(page.getByText(/^stopped, /)).toBeVisible();
});

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("an invalid budget keeps everything that was typed", async ({ page, login }) => {
      await login(page);
      await page.goto("/settings/digests?feed=/topics/cs.CL");
      await page.getByRole("button", { name: "Get it by mail" }).click();
      const wild = page.getByLabel("Papers from Wild cards");
      const topic = page.getByLabel("Another topic");
      const count = page.getByLabel("Papers from the other topic");
      const span = page.getByLabel("Of the other topic, per");
      await wild.fill("3");
      await topic.fill("nonsense.XX");
      await span.selectOption("week");
      await count.fill("4");
      await page.getByLabel("At most so many papers").fill("12");
      await count.press("Enter");
      await expect(page.getByRole("main").getByRole("alert")).toContainText("no topic “nonsense.XX”");
      await expect(page.getByLabel("At most so many papers")).toHaveValue("12");
      await expect(wild).toHaveValue("3");
      await expect(topic).toHaveValue("nonsense.XX");
      await expect(count).toHaveValue("4");
      await expect(span).toHaveValue("week");
      await topic.fill("cs.CL");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Saved.")).toBeVisible();
      await expect(page.getByLabel("Papers from Computation and Language (cs.CL)")).toHaveValue("4");
      await expect(page.getByLabel("Of Computation and Language (cs.CL), per")).toHaveValue("week");
      await expect(topic).toHaveValue("");
      await expect(count).toHaveValue("");
    });
  });

test("the requested feed is named in the form, also after signing in; subscribing again changes nothing", async ({
  page,
  login,
}) => {
  await page.goto("/settings/digests?feed=/search?q=language%2Bagents");
  const back = new URL(page.url()).searchParams.get("next") ?? "";
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  await login(page);
  await page.goto(back);
  await expect(page.getByLabel("List").locator("option:checked")).toHaveText("Search: language agents");
  await page.getByRole("button", { name: "Get it by mail" }).click();
  await expect(page.getByText("You are subscribed.")).toBeVisible();
  await expect(page.getByLabel("List").locator("option:checked")).toHaveText("Search: language agents");

  await page.goto("/search?q=language+agents");
  await page.getByLabel("How often").selectOption("weekly");
  await page.getByRole("button", { name: "Subscribe" }).click();
  await expect(page.getByText("You get this list already, and it stays as it was")).toBeVisible();
  await expect(page.getByLabel("How often")).toHaveValue("daily");

  const address = `/digests/preview?of=${new URL(page.url()).pathname.split("/").pop()}`;
  await page.getByRole("button", { name: "Stop these mails" }).click();
  await expect(page.getByText(/^stopped, /)).toBeVisible();
  await page.goto(address);
  await expect(page.getByText("This list is stopped")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Search: language agents");
  await login(page);
  for (const preview of [address, address.replace("?", "/mail?")])
    expect((await page.goto(preview))?.status()).toBe(404);
});

test("the archive of past digests, and the preview of the trending digest", async ({ page, query }) => {
  await query(
    `INSERT INTO public_digests (period_kind, period_start, paper_ids)
     SELECT 'day', '2025-01-17', array_agg(id) FROM (SELECT id FROM papers WHERE status = 'listed' ORDER BY heat DESC LIMIT 3) p
     ON CONFLICT DO NOTHING`,
    [],
  );
  await page.goto("/digests/2025-01-17");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Friday, 17 January 2025");
  await expect(page.locator("[data-row]")).toHaveCount(3);
  await page.goto("/digests/preview");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Trending papers");
});
