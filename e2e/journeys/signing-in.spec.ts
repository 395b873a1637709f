import { readMailLink } from "@/e2e/support/fakes-control";
import { expect, sessionCookie, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";

const next = `/papers/${seeded.discussed.key}`;

test("signing in by a mailed link: from a paper, through the welcome page, back to the paper", async ({
  page,
  context,
}) => {
  const name = `newcomer-${process.pid}`;
  const email = `${name}@example.org`;
  await page.goto(next);
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("Your e-mail address").fill(email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
  const link = await readMailLink(email);
  await page.goto(link);
  expect(await context.cookies()).not.toContainEqual(expect.objectContaining({ name: sessionCookie }));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: /^Welcome to/ })).toBeVisible();
  await page.getByLabel("Username").fill(name);
  await page.getByRole("button", { name: "This is my name" }).click();
  await page.getByRole("button", { name: "Skip all this" }).click();
  await expect(page).toHaveURL(new RegExp(`${next}$`));
  await expect(page.getByLabel(`Menu of ${name}`)).toBeVisible();
  const cookie = (await context.cookies()).find((one) => one.name === sessionCookie);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});

test("a mailed link works once", async ({ page, context }) => {
  const email = `once-${process.pid}@example.org`;
  await page.goto("/sign-in");
  await page.getByLabel("Your e-mail address").fill(email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page).toHaveURL(/\/sign-in\/sent/);
  const link = await readMailLink(email);
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/welcome/);
  await context.clearCookies();
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("That link was used already");
});

test("signing in with an OpenID Connect provider", async ({ page }) => {
  const name = `scholar-${process.pid}`;
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByRole("button", { name: "Continue with Example University" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: /^Welcome to/ })).toBeVisible();
  await page.getByRole("button", { name: "This is my name" }).click();
  await page.getByRole("button", { name: "Skip all this" }).click();
  await expect(page).toHaveURL(new RegExp(`${next}$`));
  await page.goto("/settings");
  await expect(page.getByText("Connected: Example University.")).toBeVisible();
});

test("a username that is taken or reserved is refused, and the field keeps its text", async ({
  page,
  login,
  query,
}) => {
  const taken = await login(page);
  const person = await login(page);
  await query("UPDATE users SET username = NULL WHERE id = $1", [person.id]);
  await page.goto("/welcome");
  const field = page.getByLabel("Username");
  for (const [name, problem] of [
    [taken.username.toUpperCase(), /Somebody has the name/],
    ["admin", /kept for the hub itself/],
  ] as const) {
    await field.fill(name);
    await page.getByRole("button", { name: "This is my name" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText(problem);
    await expect(field).toHaveValue(name);
  }
});

test("an invalid mail address is refused beside its field", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Your e-mail address").fill("somebody@nowhere");
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in$/);
});

test("the next parameter leads only to the hub itself", async ({ page, login }) => {
  await login(page);
  for (const outside of ["https://example.org/", "//example.org/", "/\\example.org", "/..//example.org"]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(outside)}`);
    expect(new URL(page.url()).origin).toBe(process.env.TEST_HUB);
  }
});
