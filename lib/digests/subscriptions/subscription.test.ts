import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { footOf } from "@/lib/digests/mail-content/content";
import { confirmSubscription } from "@/lib/digests/subscriptions/confirm";
import { requestSubscription } from "@/lib/digests/subscriptions/request";
import { tokenSchema } from "@/lib/digests/subscriptions/schema";
import { stopSubscription } from "@/lib/digests/subscriptions/stop";
import { findSubscription } from "@/lib/digests/subscriptions/subscription";
import { listOutbox } from "@/lib/mail/outbox";

withTestDb();

const dir = mkdtempSync(join(tmpdir(), "quire-subscriptions-"));
const at = (minutes: number) => plus(new Date(Date.UTC(2026, 2, 2, 12)), { minutes });
let email = "";
let count = 0;

beforeEach(() => {
  Object.assign(getConfig(), { QUIRE_DIR: dir, SMTP_URL: undefined, HUB_TIME_ZONE: "UTC" });
  email = `reader-${++count}@example.org`;
});
afterAll(() => rmSync(dir, { recursive: true }));

const ask = (minutes: number, cadence: "daily" | "weekly" = "daily") =>
  requestSubscription({ email, feed: "/", cadence }, at(minutes));
const mails = async () => (await listOutbox()).filter((mail) => mail.to === email);

async function mailedToken(): Promise<string> {
  const texts = (await mails()).map((mail) => /confirm\?token=([\w-]+)/.exec(mail.text)?.[1]);
  return tokenSchema.parse(texts[0]);
}

describe("subscribing", () => {
  it("becomes active only after the mailed link was confirmed; confirming again changes nothing", async () => {
    await ask(0);
    const token = await mailedToken();
    expect(await findSubscription(token)).toEqual({
      cadence: "daily",
      hour: 7,
      weekday: 1,
      timeZone: "UTC",
      most: 10,
      email,
      feed: "/",
      state: "requested",
      confirmedAt: null,
      nextAt: null,
    });
    await confirmSubscription(token, at(1));
    await confirmSubscription(token, at(2));
    const row = await getDb().subscription.findUniqueOrThrow({ where: { email_feed: { email, feed: "/" } } });
    expect(row).toMatchObject({ confirmedAt: at(1), nextAt: new Date("2026-03-03T07:00:00Z") });
  });

  it("mails one address at most every ten minutes, despite concurrent requests", async () => {
    await Promise.all(Array.from({ length: 8 }, () => ask(0)));
    expect(await mails()).toHaveLength(1);
    const first = await mailedToken();
    await ask(9);
    expect(await mails()).toHaveLength(1);
    await ask(10);
    expect(await mails()).toHaveLength(2);
    expect(await mailedToken()).toBe(first);
  });

  it("applies the latest request, whichever mail's link confirms it", async () => {
    await ask(0, "weekly");
    const token = await mailedToken();
    await ask(1, "daily");
    expect(await mails()).toHaveLength(1);
    expect(await findSubscription(token)).toMatchObject({ cadence: "daily", state: "requested" });
    await confirmSubscription(token, at(2));
    const row = await getDb().subscription.findUniqueOrThrow({ where: { token } });
    expect(row).toMatchObject({ cadence: "daily", nextAt: new Date("2026-03-03T07:00:00Z") });
  });

  it("sends no mail to an address that is subscribed already", async () => {
    await ask(0);
    await confirmSubscription(await mailedToken(), at(1));
    await ask(60);
    expect(await mails()).toHaveLength(1);
    expect((await findSubscription(await mailedToken()))?.state).toBe("running");
  });

  it("may be repeated at once if the mail was not sent", async () => {
    Object.assign(getConfig(), { SMTP_URL: "smtp://127.0.0.1:1" });
    await expect(ask(0)).rejects.toThrow();
    Object.assign(getConfig(), { SMTP_URL: undefined });
    await ask(1);
    expect(await mails()).toHaveLength(1);
  });
});

describe("stopping", () => {
  it("works whether confirmed or not, and can be repeated", async () => {
    await ask(0);
    const token = await mailedToken();
    await stopSubscription(token, at(1));
    await stopSubscription(token, at(2));
    const row = await getDb().subscription.findUniqueOrThrow({ where: { email_feed: { email, feed: "/" } } });
    expect(row.unsubscribedAt).toEqual(at(1));
    await expect(confirmSubscription(token)).rejects.toMatchObject({ code: "gone" });
    const foot = footOf({ title: "Trending papers", feed: "/", cadence: "daily", token });
    expect(foot.stop).toBe(`http://localhost:3000/subscriptions/stop?token=${token}`);
  });

  it("allows a new subscription by a new link", async () => {
    await ask(0);
    const old = await mailedToken();
    await confirmSubscription(old, at(1));
    await stopSubscription(old, at(2));
    await ask(3);
    await ask(4);
    expect(await mails()).toHaveLength(2);
    const token = await mailedToken();
    expect(token).not.toBe(old);
    expect(await findSubscription(old)).toBeNull();
    expect(await findSubscription(token)).toMatchObject({ state: "requested" });
  });

  it("also cancels a newer request", async () => {
    await ask(0);
    const old = await mailedToken();
    await confirmSubscription(old, at(1));
    await stopSubscription(old, at(2), "complaint");
    await ask(3);
    const token = await mailedToken();
    await stopSubscription(token, at(4));
    await expect(confirmSubscription(token)).rejects.toMatchObject({ code: "gone" });
    const row = await getDb().subscription.findUniqueOrThrow({ where: { token } });
    expect(row).toMatchObject({ unsubscribedAt: at(2), stoppedBy: "complaint", nextAt: null });
  });

  it("refuses a token that was never mailed", async () => {
    await expect(stopSubscription("x".repeat(32))).rejects.toMatchObject({ code: "not-found" });
    await expect(confirmSubscription("x".repeat(32))).rejects.toMatchObject({ code: "not-found" });
  });
});
