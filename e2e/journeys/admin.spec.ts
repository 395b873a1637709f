import { expect, test } from "@/e2e/support/fixtures";

for (const path of ["/admin", "/admin/jobs", "/admin/digests"])
  test(`${path} is shown only to admins`, async ({ page, login, browser }) => {
    const open = async () => (await page.goto(path))?.status();
    expect(await open()).toBe(404);
    await login(page, { role: "moderator" });
    expect(await open()).toBe(404);
    const other = await (await browser.newContext()).newPage();
    await login(other, { role: "admin" });
    await other.goto("/");
    await other.getByLabel(/^Menu of/).click();
    await other.getByRole("link", { name: "Admin", exact: true }).click();
    await expect(other.getByRole("heading", { level: 1, name: "Admin" })).toBeVisible();
    expect((await other.goto(path))?.status()).toBe(200);
  });

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("failed jobs are retried, and forgotten", async ({ page, login, query }) => {
      await login(page, { role: "admin" });
      const addFailedJob = (task: string) =>
        query(
          `SELECT graphile_worker.permanently_fail_jobs(ARRAY[
             (graphile_worker.add_job($1, run_at := now() + interval '1 day', max_attempts := 3)).id], 'It broke.')`,
          [task],
        );
      const [before] = await query("SELECT run_count AS runs FROM tasks WHERE name = 'tidy-search'");
      await addFailedJob("tidy-search");
      await page.goto("/admin/jobs");
      await expect(page.getByText(/^1 worker, last seen/)).toBeVisible();
      await expect(page.locator("#failed")).toContainText("It broke.");
      await page.getByRole("button", { name: "Try again: tidy-search" }).click();
      await expect(page.locator("#failed")).toContainText("No failed jobs.");
      const runs = () => query("SELECT run_count AS runs FROM tasks WHERE name = 'tidy-search'");
      await expect.poll(runs).toEqual([{ runs: Number(before?.runs) + 1 }]);
      await addFailedJob("repair-heat");
      await page.goto("/admin/jobs");
      await page.getByRole("button", { name: "Forget: repair-heat" }).click();
      await expect(page.locator("#failed")).toContainText("No failed jobs.");
      const last = page.getByLabel("Last runs of tidy-search");
      await last.click();
      await expect(page.locator("details").filter({ has: last })).toContainText(/runs? so far, 0 failed/);
    });

    test("a failed digest is sent again, and a doubtful one is skipped", async ({ page, login, query }) => {
      const { username, email } = await login(page, { role: "admin" });
      const states = async () =>
        (
          await query<{ state: string }>(
            "SELECT state FROM digests d JOIN subscriptions s ON s.id = subscription_id WHERE email = $1 ORDER BY d.id",
            [email],
          )
        ).map(({ state }) => state);
      // The digests were due two days ago, because another journey retries all digests of the last day.
      await query(
        `WITH s AS (INSERT INTO subscriptions (email, token, confirmed_at) VALUES ($1, $2, now()) RETURNING id)
         INSERT INTO digests (subscription_id, period_kind, period_start, state, due_at, error)
         SELECT s.id, 'day', period::date, state::"DigestState", now() - interval '2 days', 'The server said no.'
         FROM s, (VALUES ('2025-01-14', 'failed'), ('2025-01-15', 'doubtful')) v(period, state)`,
        [email, `token-of-${username}`.padEnd(32, "x")],
      );
      await page.goto("/admin/digests");
      const row = page.locator("#troubled li").filter({ hasText: email });
      await row.filter({ hasText: "doubtful" }).getByRole("button", { name: /^Skip/ }).click();
      await expect(row).toHaveCount(1);
      await row.getByRole("button", { name: /^Send again/ }).click();
      await expect(row).toHaveCount(0);
      const [first, second] = await states();
      expect(["due", "composed", "sending", "sent", "empty", "skipped"]).toContain(first);
      expect(second).toBe("skipped");
    });
  });

test("/health and /metrics describe the queue and the worker", async ({ request }) => {
  const health = await (await request.get("/health")).json();
  expect(health.queue).toMatchObject({ workers: 1, oldestWaitingSeconds: expect.any(Number) });
  const metrics = await (await request.get("/metrics")).text();
  for (const figure of ['quire_jobs{state="failed"}', "quire_workers 1", "quire_task_last_success_seconds"])
    expect(metrics).toContain(figure);
});
