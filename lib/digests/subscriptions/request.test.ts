import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { plus } from "@/lib/base/time";
import { requestSubscription } from "@/lib/digests/subscriptions/request";
import { listOutbox } from "@/lib/mail/outbox";

withTestDb();

const dir = mkdtempSync(join(tmpdir(), "quire-subscribe-"));
beforeAll(() => void Object.assign(getConfig(), { QUIRE_DIR: dir, SMTP_URL: undefined, HUB_NAME: "Quire" }));
afterAll(() => rmSync(dir, { recursive: true }));

it("a confirmation mail repeats at most one short line of what the requester wrote", async () => {
  for (const [email, words] of [
    ["folded@example.org", "buy\r\nBcc:\u2028 this"],
    ["cut@example.org", "buy this ".repeat(50)],
  ] as const) {
    const feed = `/search?q=${encodeURIComponent(words)}`.slice(0, 500);
    await requestSubscription({ email, feed, cadence: "daily" });
    const mail = (await listOutbox()).find(({ to }) => to === email);
    const title = /“(.*)”/.exec(mail?.subject ?? "")?.[1] ?? "";
    expect(title).toMatch(/buy (Bcc: )?this/);
    expect(title.length).toBeLessThanOrEqual(90);
    expect(mail?.subject).toBe(`Confirm: “${title}” from Quire`);
    expect(mail?.text).toContain(`to mail “${title}” to this address`);
    expect(mail?.text).not.toContain("buy this ".repeat(12));
  }
});

it("one mailbox gets at most five confirmation mails an hour, however its address is spelled", async () => {
  const now = new Date("2026-03-02T12:00:00Z");
  const feeds = ["/", "/new", "/topics/cs.CL"];
  const spellings = ["eve@example.org", "eve+a@example.org", "eve+b@example.org"];
  for (const email of spellings)
    for (const feed of feeds) await requestSubscription({ email, feed, cadence: "daily" }, now);
  const mails = (await listOutbox()).filter(({ to }) => spellings.includes(to));
  expect(mails).toHaveLength(5);
  await requestSubscription(
    { email: "eve+c@example.org", feed: "/", cadence: "daily" },
    plus(now, { hours: 2 }),
  );
  await requestSubscription({ email: "evelyn@example.org", feed: "/", cadence: "daily" }, now);
  const others = (await listOutbox()).map(({ to }) => to);
  expect(others).toEqual(expect.arrayContaining(["eve+c@example.org", "evelyn@example.org"]));
});

it("one mailbox gets no more at Gmail, wherever the dots are in its address", async () => {
  const now = new Date("2026-03-02T12:00:00Z");
  const emails = ["max.m@gmail.com", "m.a.x.m@gmail.com", "maxm+1@gmail.com", "maxm@googlemail.com"];
  for (const email of emails)
    for (const feed of ["/", "/new"]) await requestSubscription({ email, feed, cadence: "daily" }, now);
  expect((await listOutbox()).filter(({ to }) => emails.includes(to))).toHaveLength(5);
});
