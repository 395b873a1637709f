import { beforeEach, describe, expect, it } from "vitest";
import { withMailCatcher } from "@/e2e/support/caught-mails";
import { makeHotPaper, makeSubscription, runDigests, type Step } from "@/e2e/support/made-digests";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { findDigestTrouble } from "@/lib/digests/digest-trouble";
import { resumeDigests } from "@/lib/digests/find-due-digests";
import type { DigestState } from "@/prisma/generated/enums";

withTestDb();

const now = new Date("2026-03-02T07:00:10Z");
const later = (minutes: number) => plus(now, { minutes });
const catcher = withMailCatcher();

beforeEach(async () => {
  Object.assign(getConfig(), { HUB_TIME_ZONE: "UTC" });
  await getDb()
    .$executeRaw`TRUNCATE subscriptions, digests, digest_papers, public_digests, papers, mail_stops CASCADE`;
  await getDb().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  for (const votes of [8, 4, 2]) await makeHotPaper(votes, now, { title: `Worth ${votes}` });
});

const due = (given = {}) => makeSubscription({ nextAt: new Date("2026-03-02T07:00:00Z"), ...given });
const run = (at = now, onStep?: (step: Step) => void | Promise<void>) => runDigests(at, onStep && { onStep });
const mailsTo = (email: string) => catcher.mails.filter(({ to }) => to.includes(email));
const states = async () =>
  (await getDb().digest.findMany({ orderBy: { id: "asc" } })).map(({ state }) => state);

describe("a due subscription", () => {
  it("sends one mail with the papers, and is due again the next day", async () => {
    const { id, email, token } = await due();
    expect(await run()).toMatchObject({ opened: 1, composed: 1, sent: 1 });
    await run(later(1));
    const [mail, ...others] = mailsTo(email);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe("Worth 8 and 2 more papers");
    expect(mail?.text).toMatch(/Worth 8[\s\S]+Worth 4[\s\S]+Worth 2/);
    expect(mail?.html).toContain(`/subscriptions/preferences?token=${token}`);
    const row = await getDb().subscription.findUniqueOrThrow({ where: { id }, include: { digests: true } });
    expect(row.nextAt).toEqual(new Date("2026-03-03T07:00:00Z"));
    expect(row.digests).toMatchObject([
      {
        periodKind: "day",
        periodStart: new Date("2026-03-02"),
        state: "sent",
        sentAt: now,
        nextAttemptAt: null,
      },
    ]);
    expect(row.digests[0]?.messageId).toBe(mail?.parsed.messageId);
  });

  it("does not send the same papers again, nor a mail without others", async () => {
    const { email } = await due();
    await run();
    const tomorrow = later(24 * 60);
    await run(tomorrow);
    expect([await states(), mailsTo(email).length]).toEqual([["sent", "empty"], 1]);
    await makeHotPaper(5, later(48 * 60), { title: "Another" });
    await run(later(48 * 60));
    expect(mailsTo(email).map(({ subject }) => subject)).toEqual(["Worth 8 and 2 more papers", "Another"]);
  });

  it("sends no mail if nothing is eligible", async () => {
    await getDb().paper.deleteMany();
    await makeHotPaper(0.6, now);
    const { email } = await due();
    await run();
    expect([await states(), mailsTo(email)]).toEqual([["empty"], []]);
  });

  it("sends no mail once it, or all mail to the address, was stopped", async () => {
    const stopped = await due();
    const bounced = await due();
    const stop = async () => {
      await getDb().subscription.update({ where: { id: stopped.id }, data: { unsubscribedAt: now } });
      await getDb().mailStop.create({ data: { email: bounced.email, kind: "complaint" } });
    };
    let acted: Promise<void> | undefined;
    await run(now, async (step) => {
      if (step !== "composed") return;
      acted ??= stop();
      await acted;
    });
    expect(await states()).toEqual(["skipped", "skipped"]);
    expect([...mailsTo(stopped.email), ...mailsTo(bounced.email)]).toEqual([]);
  });
});

it("a subscription to an address that bounced is stopped when it is due", async () => {
  const { id, email } = await due();
  await getDb().mailStop.create({ data: { email, kind: "bounce" } });
  await run();
  const row = await getDb().subscription.findUniqueOrThrow({ where: { id }, include: { digests: true } });
  expect(row).toMatchObject({ unsubscribedAt: now, nextAt: null, stoppedBy: "bounce", digests: [] });
});

describe("a digest that is late", () => {
  it("is sent up to six hours after its time, a weekly one a day, and skipped after that", async () => {
    const daily = await due();
    const weekly = await due({ cadence: "weekly", weekday: 1 });
    await run(later(7 * 60));
    expect(await states()).toEqual(["skipped", "sent"]);
    expect([mailsTo(daily.email).length, mailsTo(weekly.email).length]).toEqual([0, 1]);
  });

  it("replaces all that were missed: only the latest time counts", async () => {
    const { email } = await due({ nextAt: new Date("2026-02-20T07:00:00Z") });
    await run(later(60));
    expect([await states(), mailsTo(email).length]).toEqual([["sent"], 1]);
  });

  it("leaves nothing to report after the hub was off for days", async () => {
    const daysAgo = (days: number) => plus(new Date("2026-03-02T07:00:00Z"), { days: -days });
    const { id: subscriptionId } = await due({ nextAt: daysAgo(2) });
    const opened = (state: DigestState, days: number) => {
      const at = daysAgo(days);
      const period = { periodKind: "day", periodStart: new Date(at.toISOString().slice(0, 10)) } as const;
      return { subscriptionId, state, dueAt: at, nextAttemptAt: plus(at, { minutes: 1 }), ...period };
    };
    await getDb().digest.createMany({ data: [opened("due", 4), opened("composed", 3)] });
    expect(await findDigestTrouble(now)).toMatch(/^2 digests should have been sent over an hour ago/);
    await resumeDigests();
    await run();
    expect(await states()).toEqual(["skipped", expect.stringMatching(/^(skipped|empty)$/), "sent"]);
    expect(await findDigestTrouble(now)).toBeNull();
  });

  it("is skipped if it was composed but not sent in time", async () => {
    await due();
    await run(now, (step) => crashAt("written", step)).catch(() => undefined);
    await run(later(7 * 60));
    expect(await states()).toEqual(["skipped"]);
  });
});

class Crash extends Error {}

function crashAt(place: Step, step: Step): void {
  if (step === place) throw new Crash(`between ${place} and the next step`);
}

describe("a run that ends between two steps", () => {
  const safe = ["recovered", "archived", "opened", "chosen", "composed", "written", "sent"] as const;

  it.each(safe)("after %s: another takes it up, and there is one mail", async (place) => {
    const { email } = await due();
    await expect(run(now, (step) => crashAt(place, step))).rejects.toThrow(Crash);
    // At once, after the lease, and once more.
    for (const minutes of [1, 12, 13]) await run(later(minutes));
    expect(await states()).toEqual(["sent"]);
    expect(mailsTo(email)).toHaveLength(1);
  });

  it.each([
    ["marked", 0],
    ["handed over", 1],
  ] as const)(
    "after %s: nobody can know, so it is not sent again, and is shown as doubtful",
    async (place, mails) => {
      const { email } = await due();
      await expect(run(now, (step) => crashAt(place, step))).rejects.toThrow(Crash);
      for (const minutes of [1, 12, 13]) await run(later(minutes));
      expect(await states()).toEqual(["doubtful"]);
      expect(mailsTo(email)).toHaveLength(mails);
    },
  );
});

it("four workers at once send exactly one mail to each of forty readers", async () => {
  const readers = await Promise.all(Array.from({ length: 40 }, () => due()));
  await Promise.all([run(), run(), run(), run()]);
  await run(later(11));
  expect((await states()).filter((state) => state !== "sent")).toEqual([]);
  for (const { email } of readers) expect(mailsTo(email)).toHaveLength(1);
});

it("a run that is asked to stop ends soon, and the next run sends the rest", async () => {
  for (let i = 0; i < 30; i++) await due();
  const stop = new AbortController();
  const before = catcher.mails.length;
  const first = await runDigests(now, {
    signal: stop.signal,
    onStep: (step) => void (step === "sent" && stop.abort()),
  });
  expect(first.sent).toBeLessThan(30);
  await run(later(1));
  expect(catcher.mails.length - before).toBe(30);
});

describe("a mail server", () => {
  it("that cannot be reached is tried again after growing waits, then no more", async () => {
    Object.assign(getConfig(), { SMTP_URL: "smtp://127.0.0.1:1" });
    const { email } = await due();
    await run();
    const row = await getDb().digest.findFirstOrThrow();
    expect(row).toMatchObject({ state: "composed", attempts: 1, nextAttemptAt: later(1) });
    expect(row.error).toMatch(/ECONNREFUSED/);
    for (const minutes of [2, 10, 30, 120]) await run(later(minutes));
    expect(await states()).toEqual(["failed"]);
    Object.assign(getConfig(), { SMTP_URL: catcher.url });
    await run(later(180));
    expect(mailsTo(email)).toEqual([]);
  });

  it("that cannot be reached is not tried for each digest: the others wait without losing an attempt", async () => {
    Object.assign(getConfig(), { SMTP_URL: "smtp://127.0.0.1:2" });
    for (let i = 0; i < 12; i++) await due();
    await run();
    const rows = await getDb().digest.findMany();
    expect(rows.every(({ state }) => state === "composed")).toBe(true);
    const waiting = rows.filter(({ attempts }) => attempts === 0);
    expect(waiting.length).toBeGreaterThanOrEqual(4);
    expect(waiting.every(({ nextAttemptAt }) => nextAttemptAt?.getTime() === later(10).getTime())).toBe(true);
    Object.assign(getConfig(), { SMTP_URL: catcher.url });
    await run(later(10));
    expect((await states()).every((state) => state === "sent")).toBe(true);
    expect(catcher.mails).toHaveLength(12);
  });
});

describe("the job of a digest", () => {
  const listKeys = async () => {
    const rows = await getDb().$queryRaw<{ key: string }[]>`
      SELECT key FROM graphile_worker.jobs WHERE key LIKE 'deliver-digest:%' ORDER BY id`;
    return rows.map(({ key }) => key);
  };
  const crash = () => run(now, (step) => crashAt("opened", step)).catch(() => undefined);

  it("is added together with the digest, and only once", async () => {
    await due();
    await due();
    await crash();
    await crash();
    const digests = await getDb().digest.findMany({ orderBy: { id: "asc" } });
    expect(await listKeys()).toEqual(digests.map(({ id }) => `deliver-digest:${id}`));
    expect(catcher.mails).toHaveLength(0);
  });

  it("is added again if it was lost, for example because an admin removed it", async () => {
    const { email } = await due();
    await crash();
    await getDb().$queryRaw`
      SELECT 1 FROM graphile_worker.complete_jobs(ARRAY(SELECT id FROM graphile_worker.jobs WHERE key LIKE 'deliver-digest:%'))`;
    expect(await run(later(5))).toMatchObject({ recovered: 0 });
    expect(mailsTo(email)).toHaveLength(0);
    expect(await run(later(12))).toMatchObject({ recovered: 1, sent: 1 });
    expect(mailsTo(email)).toHaveLength(1);
  });
});
