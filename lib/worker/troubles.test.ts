import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { makeSubscription } from "@/e2e/support/made-digests";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb, Prisma } from "@/lib/base/db";
import { findSetting } from "@/lib/base/settings";
import { storageWords } from "@/lib/base/storage-failures";
import { probeStorage, storageAppError } from "@/lib/base/storage-trouble";
import { minus } from "@/lib/base/time";
import { listNotedTroubles, noteTrouble } from "@/lib/base/troubles";
import { sendMail } from "@/lib/mail/mail";
import { findIndexProgress } from "@/lib/search/index-progress";
import { findTable } from "@/lib/search/table";
import { checkHub } from "@/lib/worker/health";
import { findMigrationTrouble } from "@/lib/worker/machine-troubles";
import { listTroubles } from "@/lib/worker/troubles";

withTestDb();

const dir = mkdtempSync(join(tmpdir(), "quire-troubles-"));
const now = new Date("2026-03-02T12:00:00Z");
const hoursAgo = (hours: number) => minus(now, { hours });
const mail = { to: "ada@example.org", subject: "Papers", text: "One." };

// The first use of the search engine loads it, which may take longer than /health waits.
beforeAll(async () => {
  Object.assign(getConfig(), { QUIRE_DIR: dir });
  await findTable();
});
beforeEach(() => {
  Object.assign(getConfig(), {
    QUIRE_DIR: dir,
    LOG_LEVEL: "silent",
    SMTP_URL: undefined,
    HUB_TIME_ZONE: "UTC",
  });
});
afterAll(() => rmSync(dir, { recursive: true }));

const troubles = () => listTroubles({ now, timeZone: "UTC", pulling: false });

describe("a hub", () => {
  it("without problems lists none, and says whether it pulls from arXiv", async () => {
    expect(await troubles()).toEqual([]);
    const health = await checkHub({ now, timeZone: "UTC", pulling: false });
    expect(health).toMatchObject({ pulling: false, ready: true });
    const pulling = await listTroubles({ now, timeZone: "UTC", pulling: true });
    expect(pulling).toEqual([expect.stringMatching(/^arXiv has not been reached yet/)]);
  });

  it("that cannot send mail says so until a mail goes out", async () => {
    Object.assign(getConfig(), { SMTP_URL: "smtp://127.0.0.1:1" });
    await expect(sendMail(mail)).rejects.toThrow();
    expect(await troubles()).toEqual([
      expect.stringMatching(
        /^No mail can be sent: the mail server does not answer\. Check SMTP_URL\. Noticed first at/,
      ),
    ]);
    Object.assign(getConfig(), { SMTP_URL: undefined });
    await sendMail(mail);
    expect(await troubles()).toEqual([]);
  });

  it("with late digests and digests that failed says how many", async () => {
    const { id: subscriptionId } = await makeSubscription();
    const digest = (state: "due" | "failed", dueAt: Date) => ({
      subscriptionId,
      state,
      dueAt,
      periodKind: "day" as const,
      periodStart: dueAt,
    });
    await getDb().digest.createMany({ data: [digest("due", hoursAgo(2)), digest("failed", hoursAgo(30))] });
    expect(await troubles()).toEqual([
      "1 digest should have been sent over an hour ago, the first at 2 Mar 2026, 10:00 UTC. " +
        "Of the digests, 1 failed and 0 may not have arrived: /admin/digests lists them.",
    ]);
    await getDb().subscription.deleteMany();
  });

  it("whose webhooks do not take messages, or whose mails come back, says so without naming anybody", async () => {
    const { id: userId } = await makePerson();
    const hook = { userId, url: "https://example.org/", event: "comment", secret: "s" } as const;
    const { id: webhookId } = await getDb().webhook.create({ data: hook });
    const off = { disabledBy: "failures", disabledAt: hoursAgo(3) };
    await getDb().webhook.create({ data: { ...hook, ...off } });
    const delivery = { webhookId, kind: "test", payload: {}, attempts: 2, createdAt: hoursAgo(2) } as const;
    await getDb().webhookDelivery.create({ data: { ...delivery, nextAttemptAt: now } });
    const addresses = ["a", "b", "c"].map((name) => `${name}@example.org`);
    await getDb().mailStop.createMany({
      data: addresses.map((email) => ({ email, kind: "bounce" as const, stoppedAt: hoursAgo(1) })),
    });
    expect(await troubles()).toEqual([
      expect.stringMatching(/^3 addresses bounced or complained in the last day/),
      expect.stringMatching(
        /^1 webhook could not be called.*1 webhook was switched off.*in their settings\.$/,
      ),
    ]);
    await getDb().mailStop.deleteMany();
    await getDb().webhook.deleteMany();
  });

  it("whose papers are not searchable yet says how many are", async () => {
    await makePaper({ createdAt: hoursAgo(1) });
    expect(await troubles()).toEqual([
      "Still indexing: 0 of 1 papers can be found by words, 0 by meaning; the rest follow.",
    ]);
    // It is said at once that papers cannot be found yet, but it is no trouble before half an hour.
    await getDb().paper.updateMany({ data: { createdAt: now } });
    // The last count serves for some seconds.
    await findIndexProgress(performance.now() + 60_000);
    const health = await checkHub({ now, timeZone: "UTC", pulling: false });
    expect(health.indexing).toMatchObject({ papers: 1, words: 0, meaning: 0 });
    expect(health.reading).toMatchObject({ withoutSource: 1, outdated: 0 });
    expect(await troubles()).toEqual([]);
    await getDb().paper.deleteMany();
  });

  it("whose database and program are of different versions says which is older", async () => {
    const folder = join(dir, "migrations");
    expect(await findMigrationTrouble()).toBeNull();
    mkdirSync(join(folder, "99990101000000_later"), { recursive: true });
    expect(await findMigrationTrouble(folder)).toMatch(/^The database lacks 1 migration of this program/);
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    expect(await findMigrationTrouble(folder)).toMatch(/^The database was migrated by a newer version/);
  });

  it("whose clock was set back says so", async () => {
    const seenAt = new Date("2999-01-01T00:00:00Z");
    await getDb().worker.create({ data: { id: "w", connection: "c", startedAt: now, seenAt } });
    expect(await troubles()).toEqual([
      expect.stringMatching(/^The clock was set back: the worker last ran at 1 Jan 2999/),
    ]);
    await getDb().worker.deleteMany();
  });
});

describe("a database that cannot be written to", () => {
  // Both failures are PostgreSQL's own; the second stands for a full disk, whose code cannot be caused here without one.
  const failing = async (sql: Prisma.Sql) =>
    getDb()
      .$executeRaw(sql)
      .catch((error: unknown) => error);
  const readOnly = () =>
    getDb()
      .$transaction(async (tx) => {
        await tx.$executeRaw`SET TRANSACTION READ ONLY`;
        await tx.setting.deleteMany();
      })
      .catch((error: unknown) => error);

  it("is recognised through everything that wraps its error", async () => {
    expect(storageWords(await readOnly())).toBe("it is read-only");
    const full = await failing(
      Prisma.sql`DO $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = '53100'; END $$`,
    );
    expect(storageWords(full)).toBe("the disk is full");
    expect(storageWords(new Error("lance error: No space left on device (os error 28)"))).toBe(
      "the disk is full",
    );
    expect(storageWords(new Error("no"))).toBeNull();
  });

  it("is looked for by writing a row at most every ten seconds, however often the health is asked for", async () => {
    const lastProbe = () => findSetting("storage-probe");
    const seconds = (count: number) => minus(hoursAgo(24), { seconds: -count });
    for (const second of [0, 3, 9])
      await listTroubles({ now: seconds(second), timeZone: "UTC", pulling: false });
    expect(await lastProbe()).toBe(seconds(0).toISOString());
    await listTroubles({ now: seconds(10), timeZone: "UTC", pulling: false });
    expect(await lastProbe()).toBe(seconds(10).toISOString());
  });

  it("is told to readers as 503, and to admins until writing works again", async () => {
    const failure = storageAppError(await readOnly());
    expect(failure).toMatchObject({ code: "unavailable", retryAfter: 60 });
    await expect.poll(async () => (await listNotedTroubles()).map(({ kind }) => kind)).toEqual(["storage"]);
    const [noted] = await listNotedTroubles();
    await probeStorage(noted?.lastAt ?? now);
    expect(await listNotedTroubles()).toHaveLength(1);
    await probeStorage(minus(noted?.lastAt ?? now, { minutes: -2 }));
    expect(await listNotedTroubles()).toEqual([]);
  });
});

describe("a trouble", () => {
  it("keeps the time of its beginning, and ends for all processes when one says so", async () => {
    await noteTrouble("redis", "It is away.", new Error("no"), hoursAgo(2));
    await noteTrouble("redis", "It is still away.", new Error("no"), hoursAgo(1));
    expect(await listNotedTroubles()).toMatchObject([
      { kind: "redis", words: "It is still away.", since: hoursAgo(2), lastAt: hoursAgo(1) },
    ]);
    // Another process ends it.
    await getDb().trouble.deleteMany();
    expect(await listNotedTroubles()).toEqual([]);
  });
});
