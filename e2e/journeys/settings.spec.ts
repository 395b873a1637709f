import { readFile } from "node:fs/promises";
import { addSession, expect, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";

test("the profile is saved and shown", async ({ page, login }) => {
  const { username } = await login(page);
  await page.goto("/settings");
  await page.getByLabel("Name", { exact: true }).fill("Grace Example");
  await page.getByLabel("About you").fill("Reads about compilers.");
  await page.getByLabel("Links").fill("https://example.org/grace");
  await page.getByLabel("Time zone").selectOption("Europe/Paris");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("main").getByRole("status")).toHaveText("Saved.");
  await page.reload();
  await expect(page.getByLabel("Time zone")).toHaveValue("Europe/Paris");
  await page.goto(`/people/${username}`);
  await expect(page.getByRole("heading", { level: 1, name: "Grace Example" })).toBeVisible();
  await expect(page.getByText("Reads about compilers.")).toBeVisible();
  await expect(page.getByRole("link", { name: "example.org/grace" })).toHaveAttribute("rel", /nofollow/);
});

test("an invalid link is refused beside its field, and the other fields keep their text", async ({
  page,
  login,
}) => {
  await login(page);
  await page.goto("/settings");
  await page.getByLabel("About you").fill("Typed before.");
  await page.getByLabel("Links").fill("javascript:alert(1)");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("https://");
  await expect(page.getByLabel("About you")).toHaveValue("Typed before.");
});

test("other sessions can be ended, one by one and all at once", async ({ page, login, query }) => {
  const { id } = await login(page);
  await addSession(query, id);
  await addSession(query, id);
  const left = async () => (await query("SELECT 1 FROM sessions WHERE user_id = $1", [id])).length;
  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
  await expect.poll(left).toBe(2);
  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect.poll(left).toBe(1);
  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out everywhere", exact: true }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(await left()).toBe(0);
});

test("a person downloads everything stored about them", async ({ page, login }) => {
  const { username, email } = await login(page);
  await page.goto("/settings");
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download everything" }).click();
  const download = await started;
  expect(download.suggestedFilename()).toBe(`${username}.json`);
  const text = await readFile(await download.path(), "utf8");
  expect(JSON.parse(text)).toBeTruthy();
  expect(text).toContain(email);
  expect(text).not.toMatch(/session_?token/i);
});

test("deleting an account needs the username typed, and removes everything of the person", async ({
  page,
  login,
  query,
}) => {
  const { id, username } = await login(page);
  await page.goto(`/papers/${seeded.discussed.key}`);
  await page.getByLabel("Your comment").fill("A last word.");
  await page.getByRole("button", { name: "Comment" }).click();
  await expect(page.getByText("A last word.")).toBeVisible();
  await page.goto("/settings");
  const field = page.getByLabel(`Type ${username} to confirm`);
  await field.fill("somebody-else");
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(`Type your username, ${username}`);
  await field.fill(username);
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(await query("SELECT 1 FROM users WHERE id = $1", [id])).toEqual([]);
  await page.goto(`/papers/${seeded.discussed.key}`);
  await expect(page.getByText("A last word.")).toHaveCount(0);
  await expect(page.getByText(username)).toHaveCount(0);
});

test("the settings link to the page where learning is switched off", async ({ page, login }) => {
  await login(page);
  await page.goto("/settings");
  await page.getByRole("link", { name: "whether the hub learns from you" }).click();
  await expect(page.getByRole("button", { name: "Do not learn from me" })).toBeVisible();
});
