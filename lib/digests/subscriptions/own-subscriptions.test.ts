import { beforeAll, describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { makeHotPaper, makeSubscription, runDigests } from "@/e2e/support/made-digests";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { readBudgets } from "@/lib/digests/budget-form";
import { findPreview, previewOwn } from "@/lib/digests/preview";
import { changeDigestSubscription, changeSubscription } from "@/lib/digests/subscriptions/change";
import { confirmSubscription } from "@/lib/digests/subscriptions/confirm";
import { createDigestSubscription } from "@/lib/digests/subscriptions/create";
import {
  getDigestSubscription,
  listDigestSubscriptions,
} from "@/lib/digests/subscriptions/own-subscriptions";
import { requestSubscription } from "@/lib/digests/subscriptions/request";
import { maxSubscriptions, scheduleSchema } from "@/lib/digests/subscriptions/schema";
import { stopDigestSubscription } from "@/lib/digests/subscriptions/stop";
import { forgetPool } from "@/lib/feeds/for-you/pool";

withTestDb();

const now = new Date("2026-03-02T06:00:00Z");
const schedule = { ...scheduleSchema.parse({}), timeZone: "Europe/Berlin", hour: 8 };
const wanted = { ...schedule, feed: "/topics/cs.CL", budgets: [] };

beforeAll(
  () => void Object.assign(getConfig(), { HUB_TIME_ZONE: "UTC", SMTP_URL: undefined, QUIRE_DIR: "/tmp" }),
);

describe("a member's subscription", () => {
  it("goes to their own address without confirmation, at the hour in their time zone", async () => {
    const viewer = await makePerson();
    const made = await createDigestSubscription(viewer, wanted, now);
    expect(made).toMatchObject({
      feed: "/topics/cs.CL",
      nextAt: new Date("2026-03-02T07:00:00Z"),
      last: null,
    });
    expect(made.email).toBe(`${viewer.username}@example.org`);
    const changed = await changeDigestSubscription(
      viewer,
      made.id,
      { ...wanted, cadence: "weekly", weekday: 5 },
      now,
    );
    expect(changed.nextAt).toEqual(new Date("2026-03-06T07:00:00Z"));
    await stopDigestSubscription(viewer, made.id, now);
    await stopDigestSubscription(viewer, made.id, now);
    expect(await listDigestSubscriptions(viewer)).toMatchObject([
      { stoppedAt: now, stoppedBy: "reader", nextAt: null },
    ]);
    await expect(changeDigestSubscription(viewer, made.id, wanted, now)).rejects.toMatchObject({
      message: "This list was stopped: get it again first.",
    });
    expect(await createDigestSubscription(viewer, wanted, now)).toMatchObject({
      id: made.id,
      stoppedAt: null,
    });
  });

  it("takes over a request for the same address without signing in", async () => {
    const viewer = await makePerson();
    const email = `${viewer.username}@example.org`;
    const { id } = await makeSubscription({ email, feed: "/new", confirmedAt: null });
    expect((await createDigestSubscription(viewer, { ...wanted, feed: "/new" }, now)).id).toBe(id);
  });

  it("stays stopped when somebody requests it for their address, until that is confirmed", async () => {
    const viewer = await makePerson();
    const chosen = { ...wanted, feed: "/new", weekday: 3 };
    const { id, email } = await createDigestSubscription(
      viewer,
      { ...chosen, cadence: "weekly" },
      new Date(0),
    );
    await stopDigestSubscription(viewer, id, new Date(0));
    const before = await getDigestSubscription(viewer, id);
    await requestSubscription({ email, feed: "/new", cadence: "daily" }, now);
    expect(await listDigestSubscriptions(viewer)).toEqual([before]);
    expect(await getDigestSubscription(viewer, id)).toEqual(before);
    expect((await previewOwn(viewer, now)).feed).toBe("/for-you");
    const { token } = await getDb().subscription.findUniqueOrThrow({ where: { id } });
    await confirmSubscription(token, now);
    const nextAt = new Date("2026-03-02T07:00:00Z");
    expect(await getDigestSubscription(viewer, id)).toMatchObject({
      ...chosen,
      cadence: "daily",
      stoppedAt: null,
      stoppedBy: null,
      nextAt,
    });
  });

  it("replaces a stopped one or a stranger's request, but no active one", async () => {
    const viewer = await makePerson();
    const own = await createDigestSubscription(viewer, { ...wanted, feed: "/for-you" }, now);
    const stopped = await createDigestSubscription(viewer, { ...wanted, feed: "/new" }, now);
    const running = await createDigestSubscription(viewer, { ...wanted, feed: "/" }, now);
    await stopDigestSubscription(viewer, stopped.id, now);
    await requestSubscription({ email: own.email, feed: "/topics/cs.RO", cadence: "daily" }, now);
    for (const feed of ["/new", "/topics/cs.RO"])
      expect(await changeDigestSubscription(viewer, own.id, { ...wanted, feed }, now)).toMatchObject({
        id: own.id,
        feed,
      });
    await expect(
      changeDigestSubscription(viewer, own.id, { ...wanted, feed: "/" }, now),
    ).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await listDigestSubscriptions(viewer)).map(({ id }) => id).sort()).toEqual(
      [own.id, running.id].sort(),
    );
  });

  it("does not count towards the limit of twenty if it is stopped or only requested; concurrent requests cannot exceed the limit", async () => {
    const viewer = await makePerson();
    const get = (i: number) => createDigestSubscription(viewer, { ...wanted, feed: `/search?q=w${i}` }, now);
    const { id, email } = await get(0);
    await stopDigestSubscription(viewer, id, now);
    await requestSubscription({ email, feed: "/search?q=w0", cadence: "daily" }, now);
    for (let i = 1; i < maxSubscriptions; i++) await get(i);
    const results = await Promise.allSettled(Array.from({ length: 6 }, (_, i) => get(100 + i)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("belongs to its member, is one of at most twenty, and must be for a feed", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const { id } = await createDigestSubscription(viewer, wanted, now);
    await expect(changeDigestSubscription(other, id, wanted, now)).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(stopDigestSubscription(other, id, now)).rejects.toMatchObject({ code: "not-found" });
    for (const feed of ["/topics/no.SUCH", "//evil.example", "/date/2026-03-01", "/settings", "x"])
      await expect(createDigestSubscription(viewer, { ...wanted, feed }, now)).rejects.toMatchObject({
        code: "invalid",
      });
    for (let i = 1; i < maxSubscriptions; i++)
      await createDigestSubscription(viewer, { ...wanted, feed: `/search?q=w${i}` }, now);
    await expect(createDigestSubscription(viewer, { ...wanted, feed: "/new" }, now)).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("is refused without an address, and to a banned person", async () => {
    const viewer = await makePerson();
    await getDb().user.update({ where: { id: viewer.id }, data: { email: null } });
    await expect(createDigestSubscription(viewer, wanted, now)).rejects.toMatchObject({
      code: "unprocessable",
    });
    await expect(createDigestSubscription({ ...viewer, banned: true }, wanted, now)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("the link in a mail", () => {
  it("changes the subscription, but not to an own page or to a feed that is already subscribed to", async () => {
    const { token, email } = await makeSubscription();
    await changeSubscription(token, { ...schedule, feed: "/new" }, now);
    expect(await getDb().subscription.findUnique({ where: { token } })).toMatchObject({
      feed: "/new",
      hour: 8,
      nextAt: new Date("2026-03-02T07:00:00Z"),
    });
    await makeSubscription({ email, feed: "/topics/cs.CL" });
    await expect(
      changeSubscription(token, { ...schedule, feed: "/topics/cs.CL" }, now),
    ).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(changeSubscription(token, { ...schedule, feed: "/for-you" }, now)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("a paper that the member has seen", () => {
  it("is not mailed: opened, upvoted, saved or turned down", async () => {
    const viewer = await makePerson();
    const names = ["Opened", "Upvoted", "Saved", "Declined", "Unknown", "Passed once"];
    const made = await Promise.all(names.map((title) => makeHotPaper(5, now, { title, topics: ["cs.DL"] })));
    const [opened, upvoted, saved, declined, , passed] = made.map(({ id }) => id) as [number, ...number[]];
    const db = getDb();
    const userId = viewer.id;
    await db.impression.create({ data: { userId, paperId: opened, openedAt: now } });
    await db.impression.create({ data: { userId, paperId: passed ?? 0, passes: 1 } });
    await db.vote.create({ data: { userId, paperId: upvoted ?? 0, castAt: now } });
    await db.save.create({ data: { userId, paperId: saved ?? 0 } });
    await db.signal.create({ data: { userId, paperId: declined ?? 0, kind: "less" } });
    const { id } = await createDigestSubscription(viewer, { ...wanted, feed: "/topics/cs.DL" }, now);
    const content = (await findPreview(viewer, String(id), now))?.content;
    expect(content?.papers.map(({ title }) => title).sort()).toEqual(["Passed once", "Unknown"]);
    expect(content).toMatchObject({ title: "Digital Libraries (cs.DL)", token: null });
  });

  it("counts for its budget over a week", async () => {
    await getDb().subscription.deleteMany();
    const viewer = await makePerson();
    const budgets = readBudgets({
      budget: ["topic:cs.IR", "wild"],
      papers: ["2", "1"],
      per: ["week", "day"],
    });
    await createDigestSubscription(viewer, { ...wanted, feed: "/topics/cs.IR", budgets }, now);
    for (let i = 0; i < 3; i++) await makeHotPaper(5, now, { topics: ["cs.IR"] });
    await makePaper({ topics: ["cs.IR"] });
    const day = (days: number) => plus(now, { days, hours: 2 });
    for (const at of [day(0), day(1)]) await runDigests(at);
    const subscription = { userId: viewer.id };
    const rows = await getDb().digest.findMany({
      where: { subscription },
      include: { papers: true },
      orderBy: { id: "asc" },
    });
    expect(rows.map(({ state }) => state)).toEqual(["sent", "empty"]);
    expect(rows[0]?.papers).toMatchObject([
      { budgetKind: "topic", budgetRef: "cs.IR" },
      { budgetKind: "topic", budgetRef: "cs.IR" },
    ]);
  });
});

describe("a digest of a reader's own page", () => {
  it("holds their top papers with reasons, and followed papers with few upvotes", async () => {
    const viewer = await makePerson();
    await getDb().$executeRaw`TRUNCATE papers, subscriptions CASCADE`;
    await makeHotPaper(6, now, { title: "Everyone's", topics: ["cs.CV"] });
    await makeHotPaper(0.45, now, { title: "Followed", topics: ["cs.RO"] });
    await makeHotPaper(0.2, now, { title: "Cold", topics: ["cs.CV"] });
    await getDb().follow.create({
      data: { userId: viewer.id, kind: "topic", ref: "cs.RO", label: "Robotics" },
    });
    forgetPool();
    await createDigestSubscription(viewer, { ...wanted, feed: "/for-you" }, now);
    await runDigests(plus(now, { hours: 2 }));
    const rows = await getDb().digestPaper.findMany({
      select: { reason: true, paper: { select: { title: true } } },
      orderBy: { position: "asc" },
    });
    expect(rows.map(({ paper }) => paper.title)).toEqual(["Everyone's", "Followed"]);
    expect(rows[1]?.reason).toContain("cs.RO");
  });
});

describe("a form's budgets", () => {
  it.each([
    [{ budget: ["wild", "cs.LG"], papers: ["", ""] }, "Say how many papers come from cs.LG."],
    [{ budget: ["wild", ""], papers: ["", "4"] }, "Say which topic 4 papers come from, such as cs.CL."],
    [{ budget: ["nope"], papers: ["4"] }, "There is no topic “nope”: write one such as cs.CL."],
  ])("say what is missing: %j", (rows, message) => {
    expect(() => readBudgets({ ...rows, per: ["day", "day"] })).toThrow(message);
  });

  it("leave out rows without a number, and accept a typed topic", () => {
    const rows = {
      budget: ["interest:7", "wild", "cs.CL", ""],
      papers: ["5", "", "2", ""],
      per: ["day", "day", "week", "day"],
    };
    expect(readBudgets(rows)).toEqual([
      { kind: "interest", ref: "7", papers: 5, per: "day" },
      { kind: "topic", ref: "cs.CL", papers: 2, per: "week" },
    ]);
  });

  it("count the last of two rows for the same thing", () => {
    const rows = {
      budget: ["topic:cs.CL", "wild", "cs.CL"],
      papers: ["2", "1", "4"],
      per: ["week", "day", "day"],
    };
    expect(readBudgets(rows)).toEqual([
      { kind: "topic", ref: "cs.CL", papers: 4, per: "day" },
      { kind: "wild", ref: "", papers: 1, per: "day" },
    ]);
  });

  it("report what is wrong", () => {
    expect(() => readBudgets({ budget: ["no.such"], papers: ["1"], per: ["day"] })).toThrow(
      /no topic “no.such”/,
    );
    expect(() => readBudgets({ budget: ["wild"], papers: ["99"], per: ["day"] })).toThrow(/1 to 30/);
  });
});
