import { beforeEach, describe, expect, it } from "vitest";
import { withMailCatcher } from "@/e2e/support/caught-mails";
import { makePerson } from "@/e2e/support/made";
import { makeHotPaper, makeSubscription, runDigests, type Step } from "@/e2e/support/made-digests";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { periodName, toPeriod } from "@/lib/digests/period";
import { changeSubscription } from "@/lib/digests/subscriptions/change";
import { createDigestSubscription } from "@/lib/digests/subscriptions/create";
import { requestSubscription } from "@/lib/digests/subscriptions/request";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import { scheduleSchema } from "@/lib/digests/subscriptions/schema";
import { stopDigestSubscription, stopSubscription } from "@/lib/digests/subscriptions/stop";
import { deleteAccount } from "@/lib/privacy/delete-account";

withTestDb();

const hourMs = 3_600_000;
const catcher = withMailCatcher();

beforeEach(async () => {
  Object.assign(getConfig(), { HUB_TIME_ZONE: "UTC" });
  await getDb().$executeRaw`TRUNCATE subscriptions, digests, public_digests, papers CASCADE`;
});

const at = (time: string) => new Date(`${time}:00Z`);
const run = (now: Date, onStep?: (step: Step) => Promise<void>) => runDigests(now, onStep && { onStep });
/** Acts the first time that a step is reached; digests that reach it meanwhile wait for the act. */
const onStep = (place: Step, act: () => Promise<unknown>) => {
  let acted: Promise<unknown> | undefined;
  return async (step: Step) => {
    if (step !== place) return;
    acted ??= act();
    await acted;
  };
};

/** Lets the worker run each hour, with something new in each, and tells for which dates or weeks mails came. */
async function live(from: string, until: string) {
  for (let now = at(from).getTime(); now <= at(until).getTime(); now += hourMs) {
    await makeHotPaper(9, new Date(now), { topics: ["cs.CL"] });
    await run(new Date(now));
  }
  return listSent();
}

async function listSent() {
  const digests = await getDb().digest.findMany({ where: { state: "sent" }, orderBy: { dueAt: "asc" } });
  expect(catcher.mails).toHaveLength(digests.length);
  return digests.map(
    ({ dueAt, ...digest }) => `${periodName(toPeriod(digest))} at ${dueAt.toISOString().slice(5, 16)}`,
  );
}

const make = (given: Partial<Schedule>, nextAt: string) =>
  makeSubscription({ feed: "/new", ...given, nextAt: at(nextAt) });
const change = (token: string, given: Partial<Schedule>, now: string) =>
  changeSubscription(token, { ...scheduleSchema.parse({}), feed: "/new", ...given }, at(now));
const nextOf = async (id: number) =>
  (await getDb().subscription.findUniqueOrThrow({ where: { id } })).nextAt?.toISOString().slice(5, 16);

describe("on days when the clocks change", () => {
  const berlin = { timeZone: "Europe/Berlin", hour: 2 };

  it("a skipped hour gives one mail, when the clocks go forward", { timeout: 60_000 }, async () => {
    await make(berlin, "2026-03-29T01:00");
    expect(await live("2026-03-29T00:00", "2026-03-30T02:00")).toEqual([
      "2026-03-29 at 03-29T01:00",
      "2026-03-30 at 03-30T00:00",
    ]);
  });

  it("a repeated hour gives one mail, at its first occurrence", { timeout: 60_000 }, async () => {
    await make(berlin, "2026-10-25T00:00");
    expect(await live("2026-10-24T23:00", "2026-10-26T02:00")).toEqual([
      "2026-10-25 at 10-25T00:00",
      "2026-10-26 at 10-26T01:00",
    ]);
  });
});

describe("a reader who changes the time of their mails", () => {
  it("gets no second mail on the same day, and the next one the day after", async () => {
    const { id, token } = await make({}, "2026-03-02T07:00");
    await live("2026-03-02T07:00", "2026-03-02T08:00");
    await change(token, { hour: 18 }, "2026-03-02T10:00");
    expect(await nextOf(id)).toBe("03-03T18:00");
    // There it is still the second of March, and seven o'clock is to come.
    await change(token, { timeZone: "America/New_York" }, "2026-03-02T10:00");
    expect(await nextOf(id)).toBe("03-03T12:00");
    await live("2026-03-02T11:00", "2026-03-03T13:00");
    expect(await listSent()).toEqual(["2026-03-02 at 03-02T07:00", "2026-03-03 at 03-03T12:00"]);
  });

  it("gets a mail that is still due at the new hour", async () => {
    const { token } = await make({ hour: 18 }, "2026-03-02T18:00");
    await live("2026-03-02T09:00", "2026-03-02T10:00");
    await change(token, { hour: 12 }, "2026-03-02T10:30");
    expect(await live("2026-03-02T11:00", "2026-03-02T19:00")).toEqual(["2026-03-02 at 03-02T12:00"]);
  });

  it("gets one mail a week, whatever the new weekday", async () => {
    const { token } = await make({ cadence: "weekly" }, "2026-03-02T07:00");
    await live("2026-03-02T06:00", "2026-03-02T08:00");
    await change(token, { cadence: "weekly", weekday: 4 }, "2026-03-03T10:00");
    const until = async (time: string) => {
      await makeHotPaper(9, at(time));
      await run(at(time));
    };
    for (const day of ["05", "09", "12", "16"]) await until(`2026-03-${day}T07:00`);
    expect(await listSent()).toEqual(["2026-W10 at 03-02T07:00", "2026-W11 at 03-12T07:00"]);
  });

  it("gets no second mail on a day after stopping and resuming", async () => {
    const viewer = await makePerson();
    const wanted = { ...scheduleSchema.parse({}), feed: "/new", budgets: [] };
    const { id } = await createDigestSubscription(viewer, wanted, at("2026-03-02T06:00"));
    await live("2026-03-02T07:00", "2026-03-02T08:00");
    await stopDigestSubscription(viewer, id, at("2026-03-02T09:00"));
    await live("2026-03-02T10:00", "2026-03-02T11:00");
    const again = await createDigestSubscription(viewer, { ...wanted, hour: 18 }, at("2026-03-02T12:00"));
    expect([again.id, again.nextAt]).toEqual([id, at("2026-03-03T18:00")]);
    expect(await live("2026-03-02T18:00", "2026-03-02T19:00")).toEqual(["2026-03-02 at 03-02T07:00"]);
  });
});

describe("between choosing and handing over", () => {
  const now = at("2026-03-02T07:00");
  const steps = ["opened", "chosen", "composed", "written"] as const;

  it.each(steps)("after %s: an account that is deleted gets no mail, and holds up no other", async (step) => {
    const viewer = await makePerson();
    await makeHotPaper(9, now);
    await createDigestSubscription(
      viewer,
      { ...scheduleSchema.parse({}), feed: "/new", budgets: [] },
      at("2026-03-02T06:00"),
    );
    const other = await make({}, "2026-03-02T07:00");
    await run(
      now,
      onStep(step, () => deleteAccount(viewer, now)),
    );
    expect(catcher.mails.map(({ to }) => to)).toEqual([[other.email]]);
    expect(await getDb().digest.findMany({ select: { state: true } })).toEqual([{ state: "sent" }]);
  });

  it.each(steps)("after %s: an address that is stopped gets no mail", async (step) => {
    await makeHotPaper(9, now);
    const { token } = await make({}, "2026-03-02T07:00");
    await run(
      now,
      onStep(step, () => stopSubscription(token, now)),
    );
    expect([catcher.mails, await listSent()]).toEqual([[], []]);
  });

  it("an address that was stopped and requested again gets no mail before it is confirmed", async () => {
    await makeHotPaper(9, now);
    const { email, token } = await makeSubscription({ feed: "/new", nextAt: now, createdAt: new Date(0) });
    await run(
      now,
      onStep("composed", async () => {
        await stopSubscription(token, now);
        await requestSubscription({ email, feed: "/new", cadence: "daily" }, now);
      }),
    );
    expect(catcher.mails.map(({ subject }) => subject)).toEqual([expect.stringContaining("Confirm")]);
  });
});

it("a digest and the next due time are stored in one transaction", async () => {
  await makeHotPaper(9, at("2026-03-02T07:00"));
  const { id } = await make({}, "2026-03-02T07:00");
  await getDb()
    .$executeRaw`ALTER TABLE subscriptions ADD CONSTRAINT never CHECK (next_at < '2026-03-03') NOT VALID`;
  await expect(run(at("2026-03-02T07:00"))).rejects.toThrow();
  await getDb().$executeRaw`ALTER TABLE subscriptions DROP CONSTRAINT never`;
  expect([await getDb().digest.count(), await nextOf(id)]).toEqual([0, "03-02T07:00"]);
  await run(at("2026-03-02T07:01"));
  expect(await listSent()).toEqual(["2026-03-02 at 03-02T07:00"]);
});
