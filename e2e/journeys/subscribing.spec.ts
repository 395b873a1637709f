import { readMail, readMailLink } from "@/e2e/support/fakes-control";
import { expect, test } from "@/e2e/support/fixtures";

test("the trending digest: requested, confirmed, stopped", async ({ page, query }) => {
  const email = `subscriber-${process.pid}@example.org`;
  await page.goto("/");
  await page.getByLabel("E-mail address").fill(email.toUpperCase());
  await page.getByRole("button", { name: "Subscribe" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
  await expect(page.getByText("Unless the list comes to that address already")).toBeVisible();
  expect((await readMail(email)).subject).toContain("Confirm");
  await page.goto(await readMailLink(email));
  const confirmed = () =>
    query<{ at: Date | null }>("SELECT confirmed_at AS at FROM subscriptions WHERE email = $1", [email]);
  // Mail scanners open links, so opening the link must not confirm the subscription.
  expect(await confirmed()).toEqual([{ at: null }]);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "You are subscribed" })).toBeVisible();
  expect((await confirmed())[0]?.at).not.toBeNull();
  const token = new URL(page.url()).searchParams.get("token");
  await page.goto(`/subscriptions/stop?token=${token}`);
  await page.getByRole("button", { name: "Stop them" }).click();
  await expect(page.getByRole("heading", { name: "No more mails" })).toBeVisible();
});

test("a link with an unknown token changes nothing and says so", async ({ page }) => {
  await page.goto(`/subscriptions/confirm?token=${"x".repeat(32)}`);
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  for (const query of ["", "?token=cut-off", `?token=${"x".repeat(32)}`]) {
    await page.goto(`/subscriptions/stop${query}`);
    await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
    await expect(page.getByText("nothing was stopped")).toBeVisible();
  }
});
