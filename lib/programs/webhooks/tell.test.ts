import { beforeEach, describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { runJobs, sumOf } from "@/e2e/support/queue";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { addComment, deleteComment } from "@/lib/community/comments/comments";
import { decideSubmission } from "@/lib/community/moderation/pending";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";
import { listDeliveries, subjectOf } from "@/lib/programs/webhooks/deliveries";
import { tellOfComments } from "@/lib/programs/webhooks/tell-of-comments";
import { tellOfPapers } from "@/lib/programs/webhooks/tell-of-papers";
import { tellOfUpvote } from "@/lib/programs/webhooks/tell-of-upvote";
import { createWebhook, setWebhook } from "@/lib/programs/webhooks/webhooks";
import { addJob } from "@/lib/queue/enqueue";
import type { Prisma } from "@/prisma/generated/client";

withTestDb();

const start = new Date("2026-03-02T12:00:00Z");
const minutes = (count: number) => plus(start, { minutes: count });
const tasks = {
  "tell-of-comments": tellOfComments,
  "tell-of-upvote": tellOfUpvote,
  "tell-of-papers": tellOfPapers,
};
const run = async (at: Date, signal?: AbortSignal) => {
  return { told: sumOf(await runJobs(tasks, at, signal && { signal }), "told") };
};

type Wish = { event: "paper" | "comment" | "upvote"; feed?: string };

async function listen(viewer: Viewer, { event, feed = "" }: Wish, at = start): Promise<number> {
  const wish = { url: "https://example.org/hook", event, feed: feed || null };
  return (await createWebhook(viewer, wish, at)).row.id;
}

/** A paper that came in at a moment and was announced then, with the job that tells of it. */
async function come(at: Date, given: Partial<Prisma.PaperUncheckedCreateInput> = {}) {
  const paper = await makePaper({ createdAt: at, announcedAt: at, ...given });
  await addJob(getDb(), "tell-of-papers", { paperIds: [paper.id] });
  return paper;
}

const subjects = async (viewer: Viewer, id: number) =>
  (await listDeliveries(viewer, id)).map(subjectOf).reverse();

const payloads = async (webhookId: number) => {
  const rows = await getDb().webhookDelivery.findMany({ where: { webhookId }, orderBy: { id: "asc" } });
  return rows.map(({ payload }) => payload);
};

beforeEach(async () => {
  await getDb().webhook.deleteMany();
  await getDb().paper.deleteMany();
});

describe("a webhook for new papers", () => {
  it("gets each new paper of its feed, once, in order", async () => {
    const viewer = await makePerson();
    const id = await listen(viewer, { event: "paper", feed: "/topics/cs.CL" });
    await come(minutes(-1));
    const second = await makePaper({ createdAt: minutes(3), announcedAt: minutes(3) });
    const first = await makePaper({ createdAt: minutes(2), announcedAt: minutes(2) });
    await addJob(getDb(), "tell-of-papers", { paperIds: [second.id, first.id] });
    await come(minutes(2), { topics: ["cs.CV"] });
    await come(minutes(2), { status: "hidden" });
    expect(await run(minutes(5))).toEqual({ told: 2 });
    expect(await run(minutes(6))).toEqual({ told: 0 });
    expect(await subjects(viewer, id)).toEqual([`paper:${first.key}`, `paper:${second.key}`]);
    const [{ paper }] = (await payloads(id)) as [{ paper: Record<string, unknown> }];
    expect(paper).toMatchObject({
      id: first.key,
      url: `http://localhost:3000/papers/${first.key}`,
      topics: ["cs.CL"],
    });
    expect(paper).not.toHaveProperty("upvoted");
  });

  it("gets papers that became visible late, and approved ones", async () => {
    const viewer = await makePerson();
    const id = await listen(viewer, { event: "paper", feed: "/new" });
    const waiting = await come(minutes(1), { status: "pending" });
    await run(minutes(30));
    const late = await come(minutes(25));
    const curator = await makePerson({ role: "curator" });
    await decideSubmission(curator, waiting.key, "approved", { now: minutes(31), timeZone: "UTC" });
    await run(minutes(32));
    expect(await subjects(viewer, id)).toEqual([`paper:${late.key}`, `paper:${waiting.key}`]);
  });

  it("does not get old papers from an import", async () => {
    const viewer = await makePerson();
    await listen(viewer, { event: "paper", feed: "/new" });
    await come(minutes(1), { announcedAt: new Date("2019-05-01T00:00:00Z") });
    expect(await run(minutes(2))).toEqual({ told: 0 });
  });

  it("gets many papers that arrive at the same moment, without missing any", async () => {
    const viewer = await makePerson();
    const id = await listen(viewer, { event: "paper", feed: "/new" });
    const paperIds = [];
    for (let i = 0; i < 120; i++)
      paperIds.push((await makePaper({ createdAt: minutes(1), announcedAt: minutes(1) })).id);
    for (const _ of [1, 2]) await addJob(getDb(), "tell-of-papers", { paperIds });
    expect(await run(minutes(2))).toEqual({ told: 120 });
    expect(await run(minutes(4))).toEqual({ told: 0 });
    expect(await getDb().webhookDelivery.count({ where: { webhookId: id } })).toBe(120);
  });

  it("for a person's papers gets theirs", async () => {
    const viewer = await makePerson();
    const id = await listen(viewer, { event: "paper", feed: `/people/${viewer.username}` });
    const mine = await come(minutes(1), { submitterId: viewer.id });
    await come(minutes(1));
    await run(minutes(2));
    expect(await subjects(viewer, id)).toEqual([`paper:${mine.key}`]);
  });

  it("is called in the same run that finds the news", async () => {
    const viewer = await makePerson();
    const id = await listen(viewer, { event: "paper", feed: "/new" });
    await come(minutes(1));
    await run(minutes(2));
    expect(await listDeliveries(viewer, id)).toMatchObject([{ nextAttemptAt: minutes(2) }]);
  });

  it("whose feed no longer exists gets nothing", async () => {
    const viewer = await makePerson();
    const id = await listen(viewer, { event: "paper", feed: "/new" });
    await getDb().webhook.update({ where: { id }, data: { feed: "/people/nobody-at-all" } });
    await come(minutes(1));
    expect(await run(minutes(2))).toEqual({ told: 0 });
  });
});

describe("a webhook for comments", () => {
  it("gets comments by others on papers that its owner submitted, wrote or discusses", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const id = await listen(viewer, { event: "comment" });
    const submitted = await come(minutes(-9), { submitterId: viewer.id });
    const written = await come(minutes(-9));
    const discussed = await come(minutes(-9));
    const foreign = await come(minutes(-9));
    const claim = { userId: viewer.id, authorName: "Ada Lovelace" };
    await getDb().claim.create({ data: { ...claim, paperId: written.id, status: "verified" } });
    await getDb().claim.create({ data: { ...claim, paperId: foreign.id, status: "pending" } });
    await addComment(viewer, discussed.key, "My own words.", { now: minutes(1) });
    for (const [i, { key }] of [submitted, written, discussed, foreign].entries())
      await addComment(other, key, `Words of another, ${i}.`, { now: minutes(2 + i) });
    const gone = await addComment(other, submitted.key, "Taken back.", { now: minutes(7) });
    await deleteComment(other, gone.id, minutes(7));
    expect(await run(minutes(9))).toEqual({ told: 3 });
    const told = (await payloads(id)) as {
      paper: { id: string; title: string };
      comment: { body: string };
    }[];
    expect(told.map(({ paper }) => paper.id)).toEqual([submitted.key, written.key, discussed.key]);
    expect(told[0]).toMatchObject({
      paper: { title: submitted.title, url: `http://localhost:3000/papers/${submitted.key}` },
      comment: {
        body: "Words of another, 0.",
        author: other.username,
        createdAt: minutes(2).toISOString(),
        url: expect.stringContaining(`/papers/${submitted.key}#comment-`),
      },
    });
  });

  it("for every paper gets all comments as long as its owner is an admin", async () => {
    const viewer = await makePerson({ role: "admin" });
    const other = await makePerson();
    await listen(viewer, { event: "comment", feed: "/" });
    const { key } = await come(minutes(-9));
    await addComment(other, key, "One.", { now: minutes(1) });
    expect(await run(minutes(2))).toEqual({ told: 1 });
    await getDb().user.update({ where: { id: viewer.id }, data: { role: "member" } });
    await addComment(other, key, "Two.", { now: minutes(3) });
    expect(await run(minutes(4))).toEqual({ told: 0 });
  });
});

describe("a webhook for upvotes", () => {
  it("gets the counted upvotes of its owner's papers, without the voters", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const id = await listen(viewer, { event: "upvote" });
    const mine = await come(minutes(-9), { submitterId: viewer.id });
    const theirs = await come(minutes(-9));
    await upvotePaper(other, mine.key, minutes(1));
    await upvotePaper(other, theirs.key, minutes(1));
    await upvotePaper(viewer, mine.key, minutes(1));
    await upvotePaper(await makePerson({ bannedAt: start }), mine.key, minutes(1));
    expect(await run(minutes(2))).toEqual({ told: 1 });
    expect(await subjects(viewer, id)).toEqual([`upvote:${mine.key}`]);
    const [told] = await payloads(id);
    expect(told).toMatchObject({
      paper: { id: mine.key, title: mine.title },
      upvotedAt: minutes(1).toISOString(),
    });
    expect(JSON.stringify(told)).not.toContain(other.username);
  });

  it("gets one message if somebody takes a vote back and gives it again", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    await listen(viewer, { event: "upvote" });
    const { key } = await come(minutes(-9), { submitterId: viewer.id });
    await upvotePaper(other, key, minutes(1));
    await run(minutes(2));
    await takeBackUpvote(other, key, minutes(3));
    await upvotePaper(other, key, minutes(4));
    expect(await run(minutes(5))).toEqual({ told: 0 });
  });
});

describe("no message is sent", () => {
  it("while the webhook is off or its owner banned, nor later about that time", async () => {
    const off = await makePerson();
    const banned = await makePerson();
    const id = await listen(off, { event: "paper", feed: "/new" });
    await listen(banned, { event: "paper", feed: "/new" });
    await setWebhook(off, id, false, start);
    await getDb().user.update({ where: { id: banned.id }, data: { bannedAt: start } });
    await come(minutes(1));
    expect(await run(minutes(2))).toEqual({ told: 0 });
    await setWebhook(off, id, true, minutes(60));
    expect(await run(minutes(61))).toEqual({ told: 0 });
  });

  it("about events before a webhook was switched on, only about later ones", async () => {
    const viewer = await makePerson();
    const id = await listen(viewer, { event: "paper", feed: "/new" });
    await setWebhook(viewer, id, false, start);
    await come(minutes(1));
    await setWebhook(viewer, id, true, minutes(2));
    expect(await run(minutes(3))).toEqual({ told: 0 });
    const late = await come(minutes(3));
    const next = await come(minutes(4));
    expect(await run(minutes(5))).toEqual({ told: 2 });
    expect(await run(minutes(20))).toEqual({ told: 0 });
    expect(await subjects(viewer, id)).toEqual([`paper:${late.key}`, `paper:${next.key}`]);
  });

  it("twice by two concurrent runs, nor after the worker was asked to stop", async () => {
    const viewer = await makePerson();
    const id = await listen(viewer, { event: "paper", feed: "/new" });
    for (let i = 0; i < 5; i++) await come(minutes(1));
    await expect(run(minutes(2), AbortSignal.abort())).rejects.toThrow();
    expect(await subjects(viewer, id)).toEqual([]);
    const both = await Promise.all([run(minutes(3)), run(minutes(3))]);
    expect(both.reduce((sum, { told }) => sum + told, 0)).toBe(5);
    expect(await subjects(viewer, id)).toHaveLength(5);
  });
});
