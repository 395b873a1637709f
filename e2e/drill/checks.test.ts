import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkNotifications, checkWebhooks } from "@/e2e/drill/check-events";
import { type Check, checkDigests, checkDrift, checkVotes } from "@/e2e/drill/checks";
import { voteKey } from "@/e2e/drill/readers";
import { makePaper, makePerson } from "@/e2e/support/made";
import { makeSubscription } from "@/e2e/support/made-digests";
import { makeJob, makeQueue } from "@/e2e/support/queue";
import { withTestDb } from "@/e2e/support/test-db";
import { databaseUrl, getDb } from "@/lib/base/db";
import { repairHeat } from "@/lib/papers/recount";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";
import type { DigestState } from "@/prisma/generated/enums";

withTestDb();
beforeAll(makeQueue);

let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: databaseUrl() });
  await client.connect();
});
// Before the database is dropped: the last hook runs first.
afterAll(() => client.end());

async function query<T>(sql: string, values: unknown[] = []): Promise<T[]> {
  return (await client.query(sql, values)).rows as T[];
}

const wrong = (checks: Check[]) => checks.flatMap((check) => check.wrong);

describe("the drill's checks find", { timeout: 180_000 }, () => {
  it("votes that are lost, came back, stand twice or are nobody's", async () => {
    const [reader, paper, other] = await Promise.all([makePerson(), makePaper(), makePaper()]);
    await upvotePaper(reader, paper.key);
    await upvotePaper(reader, other.key);
    await takeBackUpvote(reader, other.key);
    const votes = new Map([
      [voteKey(reader.id, paper.id), true],
      [voteKey(reader.id, other.id), false],
    ]);
    const found = async () => wrong(await checkVotes(query, { votes }));
    expect(await found()).toEqual([]);
    await getDb().$executeRaw`UPDATE votes SET withdrawn_at = CASE WHEN withdrawn_at IS NULL THEN now() END`;
    expect(await found()).toEqual([
      expect.stringContaining("the upvote is gone"),
      expect.stringContaining("the upvote that was taken back stands"),
    ]);
    await upvotePaper(await makePerson(), other.key);
    expect(await found()).toContainEqual(expect.stringContaining("nobody gave this upvote"));
    await getDb().$executeRaw`DROP INDEX votes_paper_id_user_id_withdrawn_at_key`;
    await getDb().$executeRaw`
      INSERT INTO votes (paper_id, user_id) SELECT paper_id, user_id FROM votes WHERE withdrawn_at IS NULL`;
    expect(await found()).toContainEqual(expect.stringContaining("the upvote stands twice"));
  });

  it("papers whose heat or number of upvotes is not what the votes give", async () => {
    await getDb().vote.deleteMany();
    await repairHeat();
    const found = async () => wrong(await checkDrift(query, await repairHeat({ mend: false })));
    const paper = await makePaper();
    expect(await found()).toEqual([]);
    await getDb().paper.update({ where: { id: paper.id }, data: { upvotes: 1, heat: { increment: 1e-6 } } });
    expect(await found()).toEqual([
      `Paper ${paper.key}: 1 upvotes instead of 0`,
      expect.stringMatching(/heat \d+\.\d+ instead of/),
    ]);
  });

  it("digests that arrived twice, or are not what their state says", async () => {
    const made: Record<string, string> = {};
    const states: DigestState[] = ["sent", "doubtful", "failed", "due"];
    for (const state of states) {
      const { id, email } = await makeSubscription();
      made[state] = email;
      const error = ["doubtful", "failed"].includes(state) ? "The mail server was gone." : null;
      const period = { periodKind: "day", periodStart: new Date("2026-03-02") } as const;
      const dueAt = new Date("2026-03-02T07:00:00Z");
      await getDb().digest.create({ data: { subscriptionId: id, ...period, dueAt, state, error } });
    }
    const found = async (arrived: string[]) =>
      wrong(
        await checkDigests(
          query,
          arrived.map((state) => ({ to: made[state] ?? "" })),
        ),
      );
    const undecided = expect.stringContaining("due: it is not decided");
    expect(await found(["sent", "doubtful"])).toEqual([undecided]);
    expect(await found(["sent"])).toEqual([undecided]);
    expect(await found([])).toEqual([undecided, expect.stringContaining("sent: 0 mails arrived")]);
    expect(await found(["sent", "doubtful", "doubtful", "failed"])).toEqual([
      expect.stringContaining("doubtful: 2 mails"),
      undecided,
      expect.stringContaining("failed: 1 mails arrived"),
    ]);
    await getDb().$executeRaw`UPDATE digests SET error = NULL`;
    await makeSubscription({ email: "overdue@example.org", nextAt: new Date("2026-03-02T07:00:00Z") });
    const others = await found(["sent"]);
    expect(others).toContain("The subscription of overdue@example.org has no digest");
    expect(others.filter((sentence) => sentence.endsWith("it does not say why"))).toHaveLength(2);
  });

  it("events of which a webhook or a follower was not told, unless a failed job shows it", async () => {
    const [reader, admin, follower] = await Promise.all([makePerson(), makePerson(), makePerson()]);
    const paper = await makePaper({ title: "Followed" });
    const hook = { userId: admin.id, url: "http://127.0.0.1/", event: "comment", secret: "s" } as const;
    const { id: webhookId } = await getDb().webhook.create({ data: hook });
    await getDb().follow.create({
      data: { userId: follower.id, kind: "paper", ref: paper.key, label: paper.title },
    });
    const { id: commentId } = await getDb().comment.create({
      data: { userId: reader.id, paperId: paper.id, body: "So?" },
    });
    const comments = new Set([commentId]);
    const told = async (id: number) =>
      wrong(await checkWebhooks(query, { comments }, [{ headers: { "quire-delivery": String(id) } }]));
    const to = `${follower.username}@example.org`;
    const notified = async (times: number) =>
      wrong(
        await checkNotifications(
          query,
          Array.from({ length: times }, () => ({ to, papers: [paper.key] })),
        ),
      );
    expect(await told(0)).toEqual([`Comment ${commentId}: there is no delivery`]);
    expect(await notified(0)).toEqual([`${to} on ${paper.key}: not notified`]);
    await makeJob("tell-of-comments", { attempts: 3, error: "The disk is full." });
    expect([await told(0), await notified(0)]).toEqual([[], []]);
    await getDb().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    const delivery = await getDb().webhookDelivery.create({
      data: { webhookId, kind: "comment", commentId, payload: {} },
    });
    const notification = { userId: follower.id, kind: "comments", paperId: paper.id } as const;
    await getDb().notification.create({ data: notification });
    expect(await told(0)).toEqual([`Comment ${commentId}: neither delivered nor visible as failed`]);
    expect(await notified(0)).toEqual([`${to} on ${paper.key}: not mailed`]);
    const now = new Date("2026-03-02T07:00:00Z");
    await getDb().webhookDelivery.updateMany({ data: { deliveredAt: now } });
    await getDb().notification.updateMany({ data: { mailedAt: now } });
    expect(await told(0)).toEqual([`Comment ${commentId}: delivered, it says, but nothing arrived`]);
    expect([await told(delivery.id), await notified(0), await notified(1)]).toEqual([[], [], []]);
    expect(await notified(2)).toEqual([`${to} on ${paper.key}: mailed 2 times`]);
    comments.add(commentId + 1);
    expect(await told(delivery.id)).toEqual([`Comment ${commentId + 1} is gone`]);
  });
});
