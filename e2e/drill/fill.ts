import { createHash, randomBytes } from "node:crypto";
import type { Query } from "@/e2e/drill/hub";
import { minus } from "@/lib/base/time";
import { priorHeat } from "@/lib/papers/heat";
import { everywhere } from "@/lib/programs/webhooks/schema";

/** A person with an API token that may write. */
export type Account = { id: number; token: string };
export type Paper = { id: number; key: string };

/** What the hub of a drill has at the beginning. */
export type World = {
  accounts: Account[];
  papers: Paper[];
  /** The people who are told of comments on every paper by mail. */
  followers: number;
};

type Size = { accounts: number; papers: number; subscriptions: number; hooks: string };

const followers = 4;

/** How many papers belong to the person whose webhook is told of upvotes. */
const hookedPapers = 5;

/** A digest becomes due this often, in milliseconds, as long as there are subscriptions. */
const digestEveryMs = 250;

/**
 * Fills the database of a new hub: papers, people with tokens, subscriptions that become due one after the other from now
 * on, people who follow every paper, and webhooks for comments and upvotes.
 * @param size.hooks the address of the server that receives webhooks
 */
export async function fill(query: Query, size: Size): Promise<World> {
  const [owner, admin] = await addPeople(query, ["owner", "admin"]);
  await query("UPDATE users SET role = 'admin' WHERE id = $1", [admin]);
  const papers = await addPapers(query, size.papers, owner ?? 0);
  const accounts = await addAccounts(query, size.accounts);
  await addFollowers(query);
  await query(
    `INSERT INTO webhooks (user_id, url, event, feed, secret)
      VALUES ($1, $3 || '/200/upvotes', 'upvote', NULL, $4), ($2, $3 || '/200/comments', 'comment', $5, $4)`,
    [owner, admin, size.hooks, "whsec_of-the-drill", everywhere],
  );
  await query(
    `INSERT INTO subscriptions (email, token, feed, confirmed_at, next_at, hour)
      SELECT 'subscriber-' || n || '@example.org', 'drill-' || n, CASE WHEN n % 3 = 0 THEN '/topics/cs.CL' ELSE '/' END,
        now(), now() + n * $2::int * interval '1 millisecond', extract(hour FROM now() AT TIME ZONE 'UTC')
      FROM generate_series(1, $1::int) n`,
    [size.subscriptions, digestEveryMs],
  );
  return { accounts, papers, followers };
}

async function addPeople(query: Query, names: string[]): Promise<number[]> {
  const rows = await query<{ id: number }>(
    `INSERT INTO users (username, email, created_at)
      SELECT name, name || '@example.org', '2025-01-01' FROM unnest($1::text[]) name RETURNING id`,
    [names],
  );
  return rows.map(({ id }) => id);
}

/** Papers of the last two days. The first few were submitted by the owner, the others imported. */
async function addPapers(query: Query, count: number, owner: number): Promise<Paper[]> {
  const now = new Date();
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  const times = numbers.map((n) => minus(now, { minutes: (n * 2 * 24 * 60) / count }));
  return query<Paper>(
    `INSERT INTO papers (key, title, title_key, abstract, authors, author_slugs, topics, published_at, versions,
        announced_at, day, source, submitter_id, heat)
      SELECT '2611.' || 10000 + n, 'A paper of the drill, number ' || n, 'apaperofthedrillnumber' || n,
        'This paper shows that nothing is lost, for the case number ' || n || '.', '{Ada Example}', '{ada-example}',
        '{cs.CL}', at - interval '1 day', jsonb_build_array(jsonb_build_object('version', 1, 'at', at - interval '1 day')),
        at, at::date, CASE WHEN n <= $4::int THEN 'submission' ELSE 'import' END::"PaperSource",
        CASE WHEN n <= $4::int THEN $3::int END, heat
      FROM unnest($1::timestamptz[], $2::float8[]) WITH ORDINALITY AS made(at, heat, n) RETURNING id, key`,
    [times, times.map(priorHeat), owner, hookedPapers],
  );
}

async function addAccounts(query: Query, count: number): Promise<Account[]> {
  const ids = await addPeople(
    query,
    Array.from({ length: count }, (_, i) => `reader-${i + 1}`),
  );
  const accounts = ids.map((id) => ({ id, token: `qr_${randomBytes(32).toString("base64url")}` }));
  const hashes = accounts.map(({ token }) => createHash("sha256").update(token).digest("hex"));
  await query(
    `INSERT INTO api_tokens (user_id, name, hash, ending, scope)
      SELECT id, 'The drill', hash, right(hash, 4), 'write' FROM unnest($1::int[], $2::text[]) made(id, hash)`,
    [ids, hashes],
  );
  return accounts;
}

async function addFollowers(query: Query): Promise<void> {
  const ids = await addPeople(
    query,
    Array.from({ length: followers }, (_, i) => `follower-${i + 1}`),
  );
  await query("INSERT INTO readers (user_id, notification_mail) SELECT unnest($1::int[]), 'instantly'", [
    ids,
  ]);
  await query(
    `INSERT INTO follows (user_id, kind, ref, label)
      SELECT u, 'paper', p.key, p.title FROM unnest($1::int[]) u, papers p`,
    [ids],
  );
}
