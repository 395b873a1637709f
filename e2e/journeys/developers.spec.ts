import type { Page } from "@playwright/test";
import { fillExamples } from "@/e2e/support/api-examples";
import { readCurl } from "@/e2e/support/curl-command";
import { expect, test } from "@/e2e/support/fixtures";

// No token can do these, whatever its scope: they need a browser that signed in lately.
const otherStatuses: Record<string, number> = { createToken: 403, deleteMe: 403, giveRole: 403 };

test("every example on /developers works as printed", async ({ page, query }) => {
  await page.goto("/developers");
  const shown = await readExamples(page);
  expect(shown.map(({ id }) => id).sort()).toEqual((await listOperations()).sort());
  const paper = /papers\/([^']+)'/.exec(shown.find(({ id }) => id === "getPaper")?.command ?? "")?.[1] ?? "";
  const { TOKEN, replace } = await fillExamples(query, paper);
  for (const { id, command, status } of shown) {
    const { url, ...init } = readCurl(replace(id, command), { TOKEN });
    const response = await request(url, init);
    expect(response.status, `${id}: ${await response.text()}`).toBe(otherStatuses[id] ?? status);
  }
});

/** Every example with the status that the page promises. */
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

/** Sends a request, and repeats it while it answers 503: shortly after a hub's first start, search is not built yet. */
async function request(url: string, init: RequestInit): Promise<Response> {
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
