import type { Page } from "@playwright/test";
import { addPerson, addSession, expect, test } from "@/e2e/support/hub";
import { readCurl } from "@/e2e/support/shell";
import { addToken } from "@/e2e/support/tokens";

type Query = <T>(sql: string, values?: unknown[]) => Promise<T[]>;

const key = "2501.99961";
const secret = "a-secret-that-no-mail-ever-had";

// The example names nobody, so that copying it deletes no account.
const expected: Record<string, number> = { deleteMe: 400 };

test("every example on the page for developers works as it stands", async ({ page, query }) => {
  await page.goto("/developers");
  const shown = await readExamples(page);
  expect(shown.map(({ id }) => id).sort()).toEqual((await listOperations()).sort());
  const paper = /papers\/([^']+)'/.exec(shown.find(({ id }) => id === "getPaper")?.command ?? "")?.[1] ?? "";
  const { TOKEN, replace } = await prepare(query, paper);
  for (const { id, command, status } of shown) {
    const { url, ...asked } = readCurl(replace(id, command), { TOKEN });
    const response = await ask(url, asked);
    expect(response.status, `${id}: ${await response.text()}`).toBe(expected[id] ?? status);
  }
});

/** Every example, with the status that the page promises. */
async function readExamples(page: Page): Promise<{ id: string; command: string; status: number }[]> {
  const items = await page.locator("details", { has: page.locator("pre[id^=example-]") }).all();
  return Promise.all(
    items.map(async (item) => {
      const example = item.locator("pre");
      const id = (await example.getAttribute("id"))?.replace("example-", "") ?? "";
      const status = Number(/Answers (\d+)/.exec((await item.textContent()) ?? "")?.[1]);
      return { id, command: (await example.textContent()) ?? "", status };
    }),
  );
}

async function listOperations(): Promise<string[]> {
  const response = await fetch(`${process.env.TEST_HUB}/api/v1/openapi.json`);
  const { paths }: { paths: Record<string, Record<string, { operationId: string }>> } = await response.json();
  return Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
}

/** What the examples name but no hub has: a comment, a claim and so on, and a paper that may be changed. */
async function prepare(query: Query, paper: string) {
  const admin = await addPerson(query, { role: "admin" });
  const victim = await addPerson(query);
  const TOKEN = await addToken(query, admin.id);
  await addPaper(query, key, "listed");
  await addPaper(query, "q-journey1", "pending");
  await query(`INSERT INTO subscriptions (email, token) VALUES ('developer@example.org', $1)`, [secret]);
  await query(
    `INSERT INTO public_digests (period, paper_ids) VALUES ('2026-03-12', '{}') ON CONFLICT DO NOTHING`,
  );
  await addSession(query, admin.id);
  await addToken(query, admin.id);
  const [hook, spareHook] = [await addWebhook(query, admin.id), await addWebhook(query, admin.id)];
  const digest = await idOf(query, digestSql, [admin.id]);
  const numbers: Record<string, string> = {
    deleteComment: await idOf(query, commentSql, [key, admin.id]),
    decideClaim: await idOf(query, claimSql, [key, victim.id]),
    endSession: await idOf(query, "SELECT id FROM sessions WHERE user_id = $1", [admin.id]),
    revokeToken: await idOf(query, "SELECT max(id) AS id FROM api_tokens WHERE user_id = $1", [admin.id]),
    ...{ changeDigestSubscription: digest, stopDigestSubscription: digest },
    ...{ getWebhook: hook, changeWebhook: hook, deleteWebhook: spareHook },
  };
  const delivery = await idOf(query, deliverySql, [hook]);
  const replace = (id: string, command: string) =>
    command
      .replaceAll(paper, key)
      .replace(/\/authors\/[^']+/, "/authors/ada-example")
      .replace(/\/people\/[^/']+/, `/people/${victim.username}`)
      .replace(/"author":"[^"]*"/, '"author":"Ada Example"')
      .replace("/webhooks/1/", `/webhooks/${hook}/`)
      .replace("/deliveries/1/", `/deliveries/${delivery}/`)
      .replace(/\/1'/, `/${numbers[id]}'`)
      .replace("q-abcd1234", "q-journey1")
      .replace("the-secret-of-the-mail", secret);
  return { TOKEN, replace };
}

const commentSql = `INSERT INTO comments (paper_id, user_id, body)
  SELECT id, $2, 'A comment to delete.' FROM papers WHERE key = $1 RETURNING id`;
const claimSql = `INSERT INTO claims (paper_id, user_id, author_name)
  SELECT id, $2, 'Ada Example' FROM papers WHERE key = $1 RETURNING id`;

const digestSql = `INSERT INTO subscriptions (user_id, email, token, feed, confirmed_at)
  VALUES ($1, 'developer@example.org', 'developer', '/new', now()) RETURNING id`;

const deliverySql = `INSERT INTO webhook_deliveries (webhook_id, subject, payload, next_attempt_at)
  VALUES ($1, 'comment:1', '{}', NULL) RETURNING id`;

/** A webhook that calls a place within, which the hub does not: the answer of an operation is the same. */
function addWebhook(query: Query, personId: number): Promise<string> {
  const sql = `INSERT INTO webhooks (user_id, url, event, secret) VALUES ($1, 'http://10.0.0.1/', 'comment', 's') RETURNING id`;
  return idOf(query, sql, [personId]);
}

async function idOf(query: Query, sql: string, values: unknown[]): Promise<string> {
  const [row] = await query<{ id: number }>(sql, values);
  return String(row?.id);
}

async function addPaper(query: Query, id: string, status: string): Promise<void> {
  await query(
    `INSERT INTO papers (key, title, title_key, abstract, authors, author_slugs, topics, published_at, announced_at, day,
       source, heat, status)
     VALUES ($1, $2, $3, 'We try every example and find that it works.', '{Ada Example}', '{ada-example}', '{cs.DL}',
       '2025-01-10', '2025-01-10', '2025-01-10', 'import', 0, $4::"PaperStatus")`,
    [id, `Examples of ${id}`, `examplesof${id.replace(/\W/g, "")}`, status],
  );
}

/** Asks, and again while search is not built yet, as shortly after a hub's first start. */
async function ask(url: string, init: RequestInit): Promise<Response> {
  let response = await fetch(url, init);
  const retried = async () => {
    if (response.status === 503) response = await fetch(url, init);
    return response.status;
  };
  await expect.poll(retried, { timeout: 60_000, intervals: [1000] }).not.toBe(503);
  return response;
}

test("an operation is found, opened and copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/developers");
  await page
    .getByRole("navigation", { name: "On this page" })
    .getByRole("link", { name: "Comments" })
    .click();
  const item = page.locator("details", { has: page.locator("#addComment") });
  await item.locator("summary").click();
  await expect(item).toContainText("Needs a token that may write");
  await item.getByRole("button", { name: "Copy" }).click();
  await expect(item.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("curl -X POST");
  await item.getByRole("link", { name: "AddedComment" }).click();
  await expect(page.locator("#AddedComment")).toBeVisible();
});
