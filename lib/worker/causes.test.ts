import { Logger, type Runner, run } from "graphile-worker";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeHooks, startFakeHooks } from "@/e2e/fakes/hooks";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { databaseUrl, getDb } from "@/lib/base/db";
import { addComment } from "@/lib/community/comments/comments";
import { savePapers } from "@/lib/papers/save";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";
import { createWebhook, setWebhook } from "@/lib/programs/webhooks/webhooks";
import { queueEventTasks } from "@/lib/worker/run-task";
import { eventTasks } from "@/lib/worker/tasks";

withTestDb();

let hooks: FakeHooks;
beforeAll(async () => {
  hooks = await startFakeHooks();
  Object.assign(getConfig(), { OUTGOING_ALLOW: [hooks.host], LOG_LEVEL: "silent" });
});
afterAll(() => hooks.close());
beforeEach(async () => {
  await getDb().webhook.deleteMany();
  await getDb().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

type Cause = { task: string; payload: object };

/** The jobs that wait, with what they are told. */
const listJobs = () => getDb().$queryRaw<Cause[]>`
  SELECT t.identifier AS task, j.payload FROM graphile_worker._private_jobs j
  JOIN graphile_worker._private_tasks t ON t.id = j.task_id ORDER BY j.id`;

/** Which transactions wrote the jobs that wait. */
const jobWriters = async () =>
  (
    await getDb().$queryRaw<{ by: string }[]>`
      SELECT xmin::text AS by FROM graphile_worker._private_jobs ORDER BY id`
  ).map(({ by }) => by);

const listen = (viewer: Viewer, event: "paper" | "comment" | "upvote", path = "/200") =>
  createWebhook(viewer, { url: `${hooks.url}${path}`, event, feed: event === "paper" ? "/new" : null });

describe("an event adds one job in its own transaction", () => {
  it("a comment", async () => {
    const paper = await makePaper();
    const { id } = await addComment(await makePerson(), paper.key, "A thought.");
    expect(await listJobs()).toEqual([{ task: "tell-of-comments", payload: { commentIds: [id] } }]);
    const [comment] = await getDb().$queryRaw<{ by: string }[]>`
      SELECT xmin::text AS by FROM comments WHERE id = ${id}`;
    expect(await jobWriters()).toEqual([comment?.by]);
  });

  it("a counted upvote, only if there is a webhook for upvotes of that paper", async () => {
    const owner = await makePerson();
    const author = await makePerson();
    const voter = await makePerson();
    const submitted = await makePaper({ submitterId: owner.id });
    const written = await makePaper();
    const claim = { userId: author.id, paperId: written.id, authorName: "Ada Lovelace" };
    await getDb().claim.create({ data: { ...claim, status: "verified" } });
    await upvotePaper(voter, submitted.key);
    await listen(owner, "comment");
    const { row } = await listen(owner, "upvote");
    await listen(author, "upvote");
    await upvotePaper(owner, submitted.key);
    await upvotePaper(voter, (await makePaper()).key);
    await setWebhook(owner, row.id, false);
    await takeBackUpvote(voter, submitted.key);
    await upvotePaper(voter, submitted.key);
    expect(await listJobs()).toEqual([]);
    await setWebhook(owner, row.id, true);
    const other = await makePerson();
    await upvotePaper(other, submitted.key);
    await upvotePaper(other, written.key);
    for (const viewer of [other, await makePerson({ bannedAt: new Date() })])
      await upvotePaper(viewer, submitted.key);
    const told = (paperId: number) => ({
      task: "tell-of-upvote",
      payload: { paperId, voterId: other.id },
    });
    expect(await listJobs()).toEqual([told(submitted.id), told(written.id)]);
    const votes = await getDb().$queryRaw<{ by: string }[]>`
      SELECT xmin::text AS by FROM votes WHERE user_id = ${other.id} ORDER BY id`;
    expect(await jobWriters()).toEqual(votes.map(({ by }) => by));
  });

  it("new papers, one job for all of them, but none for old papers; and changes of known papers", async () => {
    const now = new Date();
    const record = (arxivId: string, announcedAt: Date) => ({
      arxivId,
      title: `On ${arxivId}`,
      abstract: "We study a thing.",
      authors: ["Ada Lovelace"],
      topics: ["cs.CL"],
      comment: null,
      journalRef: null,
      doi: null,
      licence: null,
      publishedAt: announcedAt,
      versions: [{ version: 1, at: announcedAt }],
      announcedAt,
      withdrawn: false,
    });
    const fresh = [record("2701.00001", now), record("2701.00002", now)];
    const old = record("1905.00001", new Date("2019-05-01T00:00:00Z"));
    const arrival = { source: "import", now, timeZone: "UTC" } as const;
    await savePapers([...fresh, old], arrival);
    const papers = await getDb().paper.findMany({
      where: { key: { startsWith: "2701." } },
      orderBy: { id: "asc" },
    });
    const paperIds = papers.map(({ id }) => id);
    expect(await listJobs()).toEqual([{ task: "tell-of-papers", payload: { paperIds } }]);
    await savePapers([...fresh, old], arrival);
    await savePapers([{ ...old, versions: [...old.versions, { version: 2, at: now }] }], arrival);
    const known = await getDb().paper.findUniqueOrThrow({ where: { key: old.arxivId } });
    expect((await listJobs()).at(-1)).toEqual({
      task: "tell-of-changes",
      payload: { paperIds: [known.id] },
    });
    expect(await listJobs()).toHaveLength(2);
  });
});

describe("a worker without a schedule", { timeout: 60_000 }, () => {
  let worker: Runner;
  beforeAll(async () => {
    worker = await run({
      connectionString: databaseUrl(),
      taskList: queueEventTasks(eventTasks),
      noHandleSignals: true,
      // It does not look by itself in the time of a test: a job must wake it.
      pollInterval: 3_600_000,
      logger: new Logger(() => () => undefined),
    });
  });
  afterAll(() => worker.stop());

  it("calls webhooks for events without waiting for the schedule", async () => {
    const owner = await makePerson();
    const paper = await makePaper({ submitterId: owner.id });
    await listen(owner, "comment", "/200/comment");
    await listen(owner, "upvote", "/200/upvote");
    const reader = await makePerson();
    await addComment(reader, paper.key, "A thought.");
    await expect
      .poll(() => hooks.calls.map(({ path }) => path), { timeout: 30_000 })
      .toEqual(["/200/comment"]);
    await upvotePaper(reader, paper.key);
    await expect.poll(() => hooks.calls.at(-1)?.path, { timeout: 30_000 }).toBe("/200/upvote");
    expect(JSON.parse(hooks.calls[0]?.body ?? "")).toMatchObject({
      event: "comment",
      data: { comment: { body: "A thought.", author: reader.username } },
    });
  });
});
