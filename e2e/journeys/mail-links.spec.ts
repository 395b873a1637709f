import { readMail } from "@/e2e/support/fakes-control";
import { addPerson, expect, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";

const { key, title } = seeded.old;
const heading = title;

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("the upvote and save links of a mail change nothing until a button is clicked", async ({
      page,
      login,
      query,
    }) => {
      const { id } = await login(page);
      const count = async (table: "votes" | "saves") =>
        (await query(`SELECT 1 FROM ${table} WHERE user_id = $1`, [id])).length;
      for (const [act, button, done, table] of [
        ["upvote", "Upvote", "You have upvoted this paper", "votes"],
        ["save", "Save for later", "You have saved this paper", "saves"],
      ] as const) {
        await page.goto(`/mail/${act}?paper=${key}`);
        await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
        expect(await count(table)).toBe(0);
        await page.getByRole("main").getByRole("button", { name: button }).click();
        await expect(page.getByText(done)).toBeVisible();
        expect(await count(table)).toBe(1);
        await page.goto(`/mail/${act}?paper=${key}`);
        await expect(page.getByText(done)).toBeVisible();
      }
    });
  });

test("signed out, the links lead to the sign-in page with the way back", async ({ page }) => {
  await page.goto(`/mail/upvote?paper=${key}`);
  await page.getByRole("link", { name: "Sign in to upvote" }).click();
  await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(`/mail/upvote?paper=${key}`)}`);
  for (const path of ["/mail/upvote?paper=2501.00000", "/mail/upvote", `/mail/else?paper=${key}`])
    expect((await page.goto(path))?.status()).toBe(404);
});

test("notification mail arrives, and is stopped by its link or by one click", async ({
  page,
  query,
  request,
}) => {
  const reader = await addPerson(query);
  await query("INSERT INTO readers (user_id, notification_mail) VALUES ($1, 'instantly')", [reader.id]);
  await query(
    `INSERT INTO notifications (user_id, kind, paper_id, version)
     SELECT $1, 'version', id, 2 FROM papers WHERE key = $2`,
    [reader.id, key],
  );
  await query("SELECT graphile_worker.add_job('mail-notifications', json_build_object('userId', $1::int))", [
    reader.id,
  ]);
  const { subject, text } = await readMail(reader.email);
  expect(subject).toBe(`Version 2: ${heading}`);
  const token = /\/mail\/stop\?token=(\S+)/.exec(text)?.[1] ?? "";
  const mailChoice = async () =>
    (await query("SELECT notification_mail AS mail FROM readers WHERE user_id = $1", [reader.id]))[0]?.mail;
  await request.get(`/mail/one-click?token=${token}`);
  await page.goto(`/mail/stop?token=${token}`);
  expect(await mailChoice()).toBe("instantly");
  await page.getByRole("button", { name: "Stop them" }).click();
  await expect(page.getByRole("heading", { name: "No more mails" })).toBeVisible();
  expect(await mailChoice()).toBe("never");
  await query("UPDATE readers SET notification_mail = 'daily' WHERE user_id = $1", [reader.id]);
  const answer = await request.post(`/mail/one-click?token=${token}`, {
    form: { "List-Unsubscribe": "One-Click" },
  });
  expect(answer.ok()).toBe(true);
  expect(await mailChoice()).toBe("never");
  expect((await request.post("/mail/one-click?token=x")).status()).toBe(404);
});

test("an address that bounced gets no mail until its owner asks for it again", async ({
  page,
  login,
  query,
  request,
}) => {
  const { email } = await login(page);
  const reportBounce = (token: string) =>
    request.post("/api/mail-events", {
      headers: { Authorization: `Bearer ${token}` },
      data: { type: "bounce", email },
    });
  expect((await reportBounce("another-secret-altogether")).status()).toBe(403);
  expect(await (await reportBounce("a-secret-of-the-mail-server")).json()).toEqual({ noted: 1 });
  await page.goto("/settings");
  await expect(page.getByText(`Digests and notifications have not gone to ${email}`)).toBeVisible();
  await page.getByRole("button", { name: "Send me mail again" }).click();
  await expect(page.getByText(`have not gone to ${email}`)).toHaveCount(0);
  expect(await query("SELECT 1 FROM mail_stops WHERE email = $1", [email])).toEqual([]);
});
