import { createHash } from "node:crypto";
import type pg from "pg";
import { makePaper, makePerson } from "@/e2e/support/made";
import { makeJob } from "@/e2e/support/queue";
import { getDb } from "@/lib/base/db";
import { stopToken } from "@/lib/follows/notifications/mail-choice";
import { recordBan } from "@/lib/people/account/bans";
import type { Viewer } from "@/lib/people/viewer";

const later = new Date("2999-01-01T00:00:00Z");
const linkToken = "a-link-that-was-mailed-to-its-owner";

/** What the actions of the hub can be used on: papers in several states, and a row of each kind that belongs to the owner. */
export type ActionWorld = Awaited<ReturnType<typeof makeWorld>>;

/**
 * Keeps copies of tables as they are now.
 * @param tables with their schemas @returns a function that puts the rows of some of these tables back
 */
export async function keepTables(
  client: pg.Client,
  tables: string[],
): Promise<(changed: string[]) => Promise<void>> {
  const restores = new Map<string, string>();
  await client.query("CREATE SCHEMA kept");
  for (const [i, table] of tables.entries()) {
    await client.query(`CREATE TABLE kept.rows_${i} AS TABLE ${table}`);
    const { rows } = await client.query<{ names: string }>(
      `SELECT string_agg(quote_ident(attname), ', ') AS names FROM pg_attribute
        WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
      [table],
    );
    const names = rows[0]?.names;
    restores.set(
      table,
      `DELETE FROM ${table}; INSERT INTO ${table} (${names}) OVERRIDING SYSTEM VALUE SELECT ${names} FROM kept.rows_${i}`,
    );
  }
  return async (changed) => {
    const steps = changed.map((table) => restores.get(table)).join("; ");
    // Rows of one table may refer to those of another that is put back later, so no trigger checks that.
    if (steps) await client.query(`BEGIN; SET LOCAL session_replication_role = replica; ${steps}; COMMIT`);
  };
}

/** Creates the world, with an admin who is always there. @param hookUrl an address that webhooks may call */
export async function makeWorld(hookUrl: string) {
  const owner = await makePerson({ username: "owner", email: "owner@example.org" });
  await makePerson({ username: "the-admin", role: "admin" });
  const banned = await makePerson({ username: "banned-one", email: "banned-one@example.org" });
  await getDb().$transaction((tx) => recordBan(tx, banned.id, new Date("2026-02-01T00:00:00Z")));
  const day = new Date("2026-03-02T00:00:00Z");
  const free = await makePaper({ key: "2603.00001", projectUrl: "https://example.org/linked" });
  const voted = await makePaper({ key: "2603.00002" });
  const featured = await makePaper({ key: "2603.00003", featuredAt: day });
  const hidden = await makePaper({ key: "2603.00004", status: "hidden" });
  const submitted = { source: "submission", submitterId: banned.id } as const;
  const pending = await makePaper({ key: "q-1", status: "pending", ...submitted });
  return {
    owner,
    banned,
    hookUrl,
    keys: {
      free: free.key,
      voted: voted.key,
      featured: featured.key,
      hidden: hidden.key,
      pending: pending.key,
    },
    links: {
      stopMail: stopToken(owner.id),
      pending: `${linkToken}-1`,
      running: `${linkToken}-2`,
      address: linkToken,
    },
    ids: {
      ...(await addCommunity(owner, voted.id)),
      ...(await addReader(owner, voted.id)),
      ...(await addAccount(owner, hookUrl)),
      ...(await addMails(owner)),
      job: await makeJob("tidy-search", { attempts: 3, error: "It broke." }),
    },
  };
}

async function addCommunity({ id: userId }: Viewer, paperId: number) {
  const comment = await getDb().comment.create({ data: { paperId, userId, body: "Mine." } });
  const claim = await getDb().claim.create({ data: { paperId, userId, authorName: "Ada Lovelace" } });
  await getDb().save.create({ data: { userId, paperId } });
  return { comment: comment.id, claim: claim.id };
}

async function addReader({ id: userId }: Viewer, paperId: number) {
  const db = getDb();
  const thing = { userId, kind: "topic", ref: "cs.LG", label: "Machine Learning" } as const;
  const follow = await db.follow.create({ data: thing });
  const mute = await db.mute.create({ data: { ...thing, ref: "cs.CV" } });
  const papers = { create: { paperId } };
  const interest = await db.interest.create({ data: { userId, name: "Engines", kept: true, papers } });
  const other = await db.interest.create({ data: { userId, name: "Looms", kept: true } });
  await db.signal.create({ data: { userId, paperId, kind: "library" } });
  await db.mix.create({
    data: { userId, name: "Calm", slug: "calm", weights: { trend: 1 }, token: "a-mix-token" },
  });
  const notification = await db.notification.create({ data: { userId, kind: "code", paperId } });
  return {
    follow: follow.id,
    mute: mute.id,
    interest: interest.id,
    otherInterest: other.id,
    notification: notification.id,
  };
}

async function addAccount({ id: userId }: Viewer, url: string) {
  const db = getDb();
  await db.account.create({
    data: { userId, type: "oauth", provider: "github", providerAccountId: "77" },
  });
  const hash = createHash("sha256").update(linkToken).digest("hex");
  await db.addressChange.create({
    data: { userId, kind: "change", email: "moved@example.org", hash, expiresAt: later },
  });
  const session = await db.session.create({
    data: { userId, sessionToken: "another-browser", expires: later },
  });
  const token = await db.apiToken.create({
    data: { userId, name: "Laptop", hash: "a-hash", ending: "hash", scope: "read" },
  });
  const webhook = await db.webhook.create({
    data: { userId, url, event: "comment", secret: "s", disabledAt: new Date(0), disabledBy: "owner" },
  });
  const delivery = await db.webhookDelivery.create({
    data: { webhookId: webhook.id, kind: "test", payload: {}, nextAttemptAt: null },
  });
  return { session: session.id, token: token.id, webhook: webhook.id, delivery: delivery.id };
}

async function addMails({ id: userId }: Viewer) {
  const db = getDb();
  await db.mailStop.create({ data: { email: "owner@example.org", kind: "bounce" } });
  const subscription = await db.subscription.create({
    data: {
      userId,
      email: "owner@example.org",
      token: `${linkToken}-3`,
      feed: "/topics/cs.LG",
      confirmedAt: new Date("2026-01-01T00:00:00Z"),
      nextAt: later,
    },
  });
  await db.subscription.createMany({
    data: [
      { email: "asked@example.org", token: `${linkToken}-1`, askedAt: new Date(), askedCadence: "daily" },
      { email: "gets@example.org", token: `${linkToken}-2`, confirmedAt: new Date(0), nextAt: later },
    ],
  });
  const digest = await db.digest.create({
    data: {
      subscriptionId: subscription.id,
      periodKind: "day",
      periodStart: new Date(),
      dueAt: new Date(),
      state: "failed",
    },
  });
  return { subscription: subscription.id, digest: digest.id };
}
