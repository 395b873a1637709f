import { addPerson, addSession } from "@/e2e/support/fixtures";
import { addToken } from "@/e2e/support/tokens";

type Query = <T>(sql: string, values?: unknown[]) => Promise<T[]>;

const key = "2501.99961";
const secret = "a-secret-that-was-never-mailed";

/**
 * Adds the objects that the examples on /developers refer to: a comment, a claim and so on, and a paper to change.
 * @param paper the key of the paper in the examples
 * @returns an API token, and a function that puts the ids of these objects into the command of an operation
 */
export async function fillExamples(query: Query, paper: string) {
  const admin = await addPerson(query, { role: "admin" });
  const victim = await addPerson(query);
  const TOKEN = await addToken(query, admin.id);
  await addPaper(query, key, "listed");
  await addPaper(query, "q-journey1", "pending");
  await query(`INSERT INTO subscriptions (email, token) VALUES ('developer@example.org', $1)`, [secret]);
  await query(
    `INSERT INTO public_digests (period_kind, period_start, paper_ids) VALUES ('day', '2026-03-12', '{}') ON CONFLICT DO NOTHING`,
  );
  await addSession(query, admin.id);
  await addToken(query, admin.id);
  const hook = await idOf(query, hookSql, [admin.id]);
  const delivery = await idOf(query, deliverySql, [hook]);
  const numbers: Record<string, string> = {
    deleteComment: await idOf(query, commentSql, [key, admin.id]),
    decideClaim: await idOf(query, claimSql, [key, victim.id]),
    endSession: await idOf(query, "SELECT id FROM sessions WHERE user_id = $1", [admin.id]),
    revokeToken: await idOf(query, "SELECT max(id) AS id FROM api_tokens WHERE user_id = $1", [admin.id]),
    getWebhook: hook,
    changeWebhook: hook,
    deleteWebhook: await idOf(query, hookSql, [admin.id]),
    ...(await addReaderObjects(query, admin.id)),
    ...(await addAdminObjects(query, admin.id)),
  };
  const replace = (id: string, command: string) =>
    command
      .replaceAll(paper, key)
      .replace(/\/authors\/[^']+/, "/authors/ada-example")
      .replace(/\/organizations\/[^']+/, "/organizations/an-example-lab")
      .replace(/\/people\/[^/']+/, `/people/${victim.username}`)
      .replace(/"author":"[^"]*"/, '"author":"Ada Example"')
      .replace("/webhooks/1/", `/webhooks/${hook}/`)
      .replace("/deliveries/1/", `/deliveries/${delivery}/`)
      .replace('"into":7', `"into":${numbers.movePaper}`)
      .replace(/title-1\b/, `title-${numbers.takeOutOfLibrary}`)
      .replace(/\/1(?=[/'])/, (whole) => (numbers[id] ? `/${numbers[id]}` : whole))
      .replace("q-abcd1234", "q-journey1")
      .replace("the-secret-of-the-mail", secret);
  return { TOKEN, replace };
}

/** Adds follows, mutes and interests of a reader. @returns the id that each operation needs */
async function addReaderObjects(query: Query, personId: number): Promise<Record<string, string>> {
  const follow = await idOf(query, followSql, [personId]);
  const interest = await idOf(query, interestSql, [personId, "One interest"]);
  return {
    renameFollow: follow,
    unfollow: follow,
    unmute: await idOf(query, muteSql, [personId]),
    takeOutOfLibrary: await idOf(query, titleSql, [personId]),
    changeInterest: interest,
    mergeInterests: interest,
    removeInterest: await idOf(query, interestSql, [personId, "An interest to remove"]),
    movePaper: await idOf(query, interestSql, [personId, "Another interest"]),
  };
}

/** Adds objects that admins act on: waiting jobs and failed digests. @returns the id that each operation needs */
async function addAdminObjects(query: Query, personId: number): Promise<Record<string, string>> {
  const subscription = await idOf(query, subscriptionSql, [personId]);
  return {
    changeDigestSubscription: subscription,
    stopDigestSubscription: subscription,
    retryDigest: await idOf(query, digestSql, [subscription, "2020-01-01"]),
    skipDigest: await idOf(query, digestSql, [subscription, "2020-01-02"]),
    retryJob: await idOf(query, jobSql, ["count-parts"]),
    forgetJob: await idOf(query, jobSql, ["count-terms"]),
  };
}

const commentSql = `INSERT INTO comments (paper_id, user_id, body)
  SELECT id, $2, 'A comment to delete.' FROM papers WHERE key = $1 RETURNING id`;
const claimSql = `INSERT INTO claims (paper_id, user_id, author_name)
  SELECT id, $2, 'Ada Example' FROM papers WHERE key = $1 RETURNING id`;
const followSql = `INSERT INTO follows (user_id, kind, ref, label) VALUES ($1, 'topic', 'cs.DL', 'Libraries') RETURNING id`;
const muteSql = `INSERT INTO mutes (user_id, kind, ref, label) VALUES ($1, 'topic', 'cs.GL', 'General') RETURNING id`;
const titleSql =
  "INSERT INTO taste_texts (user_id, text) VALUES ($1, 'A title that the hub does not have') RETURNING id";
const interestSql = "INSERT INTO interests (user_id, name, kept) VALUES ($1, $2, true) RETURNING id";
const subscriptionSql = `INSERT INTO subscriptions (user_id, email, token, feed, confirmed_at)
  VALUES ($1, 'member@example.org', 'developer', '/new', now()) RETURNING id`;
const digestSql = `INSERT INTO digests (subscription_id, period_kind, period_start, state, due_at)
  VALUES ($1, 'day', $2, 'failed', now() - interval '2 days') RETURNING id`;
const jobSql = `SELECT id FROM graphile_worker.add_job($1, job_key := $1, run_at := now() + interval '1 day')`;
// The hub refuses to call this internal address; the answer of the operation is the same.
const hookSql = `INSERT INTO webhooks (user_id, url, event, secret) VALUES ($1, 'http://10.0.0.1/', 'comment', 's') RETURNING id`;
const deliverySql = `INSERT INTO webhook_deliveries (webhook_id, kind, comment_id, payload, next_attempt_at)
  VALUES ($1, 'comment', 1, '{}', NULL) RETURNING id`;

async function idOf(query: Query, sql: string, values: unknown[]): Promise<string> {
  const [row] = await query<{ id: number }>(sql, values);
  return String(row?.id);
}

async function addPaper(query: Query, id: string, status: string): Promise<void> {
  await query(
    `INSERT INTO papers (key, title, title_key, abstract, authors, author_slugs, topics, published_at, announced_at, day,
       source, organization, organization_slug, heat, status)
     VALUES ($1, $2, $3, 'We try every example and find that it works.', '{Ada Example}', '{ada-example}', '{cs.DL}',
       '2025-01-10', '2025-01-10', '2025-01-10', 'import',
       'An Example Lab', 'an-example-lab', 0, $4::"PaperStatus")`,
    [id, `Examples of ${id}`, `examplesof${id.replace(/\W/g, "")}`, status],
  );
}
