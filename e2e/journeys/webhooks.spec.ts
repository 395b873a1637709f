import { createHmac } from "node:crypto";
import type { Call } from "@/e2e/fakes/hooks";
import { addPerson, expect, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";
import { addToken } from "@/e2e/support/tokens";

const hookUrl = (path: string) => `${process.env.TEST_HOOKS}${path}`;

async function callsTo(path: string): Promise<Call[]> {
  const calls: Call[] = await (await fetch(hookUrl("/calls"))).json();
  return calls.filter((call) => call.path === path);
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a webhook is created, tested, switched off and on, and deleted", async ({ page, login }) => {
      const { username } = await login(page);
      const path = `/200/${username}`;
      await page.goto("/settings");
      await page.getByRole("link", { name: "Webhooks" }).click();
      await expect(page.getByText("You have no webhooks yet.")).toBeVisible();
      await page.getByLabel("Address").fill(hookUrl(path));
      await page.getByRole("textbox", { name: "Feed" }).fill("/topics/cs.CL");
      await page.getByRole("button", { name: "Make a webhook" }).click();
      const secret = (await page.locator("#made-secret").textContent()) ?? "";
      await page.goto("/settings/webhooks");
      expect(await page.content()).not.toContain(secret);
      await expect(page.getByText("new papers in /topics/cs.CL")).toBeVisible();
      await page.getByRole("link", { name: hookUrl(path) }).click();

      await page.getByRole("button", { name: "Send a test" }).click();
      await expect(page.getByRole("main").getByRole("status")).toHaveText("It arrived: the answer was 200.");
      await expect(page.getByRole("listitem").filter({ hasText: "Test" })).toContainText("Arrived");
      const [call] = await callsTo(path);
      const [, t, v1] = /^t=(\d+),v1=(\w+)$/.exec(call?.headers["quire-signature"] ?? "") ?? [];
      expect(v1).toBe(createHmac("sha256", secret).update(`${t}.${call?.body}`).digest("hex"));

      await page.getByRole("button", { name: "Switch off" }).click();
      await expect(page.getByText(/^Off since/)).toBeVisible();
      await page.getByRole("button", { name: "Switch on" }).click();
      await expect(page.getByText(/^Off since/)).toHaveCount(0);
      await page.getByRole("button", { name: "Send again" }).click();
      await expect.poll(async () => (await callsTo(path)).length).toBe(2);
      await page.getByRole("button", { name: "Delete" }).click();
      await expect(page.getByText("You have no webhooks yet.")).toBeVisible();
    });
  });

test("an internal address, an unknown feed and somebody else's webhook are refused", async ({
  page,
  login,
  query,
}) => {
  await login(page);
  await page.goto("/settings/webhooks");
  for (const [address, feed, problem] of [
    ["http://127.0.0.1:5432/", "/new", "private network"],
    ["https://example.org/", "/nowhere", "address of a feed"],
  ] as const) {
    await page.getByLabel("Address").fill(address);
    await page.getByRole("textbox", { name: "Feed" }).fill(feed);
    await page.getByRole("button", { name: "Make a webhook" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText(problem);
    await expect(page.getByLabel("Address")).toHaveValue(address);
  }
  const other = await addPerson(query);
  const [hook] = await query<{ id: number }>(
    `INSERT INTO webhooks (user_id, url, event, secret) VALUES ($1, 'https://example.org/', 'comment', 's') RETURNING id`,
    [other.id],
  );
  await page.goto(`/settings/webhooks/${hook?.id}`);
  await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
});

test("a comment is delivered, a failed delivery is retried, and the API shows its state", async ({
  query,
}) => {
  // The schedule looks once a minute.
  test.setTimeout(200_000);
  const owner = await addPerson(query);
  const other = await addPerson(query);
  const mine = await addToken(query, owner.id);
  const theirs = await addToken(query, other.id);
  const callApi = async (path: string, token: string, body?: unknown) => {
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    return (await fetch(`${process.env.TEST_HUB}/api/v1${path}`, { headers, ...sent })).json();
  };
  const comments = `/papers/${seeded.programmed.key}/comments`;
  await callApi(comments, mine, { body: "I follow this discussion." });
  const path = `/500/${owner.username}`;
  const { id } = await callApi("/me/webhooks", mine, { url: hookUrl(path), event: "comment" });
  await callApi(comments, theirs, { body: "News for you." });
  await expect.poll(async () => (await callsTo(path)).length, { timeout: 150_000 }).toBeGreaterThan(0);
  const [call] = await callsTo(path);
  expect(JSON.parse(call?.body ?? "")).toMatchObject({
    event: "comment",
    webhook: id,
    data: {
      paper: { id: seeded.programmed.key },
      comment: { body: "News for you.", author: other.username },
    },
  });
  const state = async () => (await callApi(`/me/webhooks/${id}/deliveries`, mine)).items;
  await expect.poll(state).toMatchObject([{ state: "waiting", status: 500, error: "The answer was 500." }]);
});
