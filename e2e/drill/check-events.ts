import type { Check } from "@/e2e/drill/checks";
import type { Query } from "@/e2e/drill/hub";
import type { SunkMail } from "@/e2e/drill/mail-sink";
import type { Ledger } from "@/e2e/drill/readers";

/** A message that the webhooks' server has received. */
type Message = { headers: Record<string, string> };

type Event = { name: string; delivery: number | null; delivered: boolean; error: string | null };

/**
 * Follows every comment and every counted upvote of the owner's papers to the webhooks that are told of them: the message
 * arrived, or its delivery, or the job that would have written it, is visible as failed.
 */
export async function checkWebhooks(
  query: Query,
  { comments }: Pick<Ledger, "comments">,
  messages: Message[],
): Promise<Check[]> {
  const events = await query<Event>(eventsSql);
  const stored = new Set((await query<{ id: number }>("SELECT id FROM comments")).map(({ id }) => id));
  const arrived = new Set(messages.map(({ headers }) => Number(headers["quire-delivery"])));
  const failed = await countFailedJobs(query, ["tell-of-comments", "tell-of-upvote"]);
  const untold = events.filter(({ delivery }) => delivery === null);
  const lost = events.filter(({ delivery, delivered }) => delivered && !arrived.has(delivery ?? 0));
  const silent = events.filter(({ delivery, delivered, error }) => delivery !== null && !delivered && !error);
  return [
    {
      name: "Acknowledged comments stand",
      looked: comments.size,
      wrong: [...comments].filter((id) => !stored.has(id)).map((id) => `Comment ${id} is gone`),
    },
    {
      name: "Webhooks were told of every event",
      looked: events.length,
      wrong: [
        ...untold.slice(failed).map(({ name }) => `${name}: there is no delivery`),
        ...lost.map(({ name }) => `${name}: delivered, it says, but nothing arrived`),
        ...silent.map(({ name }) => `${name}: neither delivered nor visible as failed`),
      ],
    },
  ];
}

const eventsSql = `
  SELECT 'Comment ' || c.id AS name, d.id AS delivery, d.delivered_at IS NOT NULL AS delivered, d.error
  FROM comments c LEFT JOIN webhook_deliveries d ON d.comment_id = c.id
  UNION ALL
  SELECT 'Upvote ' || v.id, d.id, d.delivered_at IS NOT NULL, d.error
  FROM votes v JOIN papers p ON p.id = v.paper_id JOIN webhooks w ON w.user_id = p.submitter_id AND w.event = 'upvote'
    LEFT JOIN webhook_deliveries d ON d.webhook_id = w.id AND d.paper_key = p.key AND d.voter_id = v.user_id
  WHERE v.withdrawn_at IS NULL AND v.uncounted_at IS NULL AND v.user_id <> w.user_id`;

/**
 * Follows every comment to those who follow its paper: each has a notification, which was mailed at most once. A mail that
 * was handed over when the worker was killed is in doubt and not sent again, so it may be missing.
 */
export async function checkNotifications(query: Query, mails: SunkMail[]): Promise<Check[]> {
  const rows = await query<{ email: string; key: string; noted: boolean; mailed: boolean }>(`
    SELECT DISTINCT u.email, p.key, n.id IS NOT NULL AS noted, n.mailed_at IS NOT NULL AS mailed
    FROM comments c JOIN papers p ON p.id = c.paper_id JOIN follows f ON f.kind = 'paper' AND f.ref = p.key
      JOIN users u ON u.id = f.user_id
      LEFT JOIN notifications n ON n.user_id = u.id AND n.paper_id = p.id AND n.kind = 'comments'`);
  const failed = await countFailedJobs(query, ["tell-of-comments", "mail-notifications"]);
  const times = new Map<string, number>();
  for (const { to, papers } of mails)
    for (const key of papers) times.set(`${to} ${key}`, (times.get(`${to} ${key}`) ?? 0) + 1);
  const arrivals = ({ email, key }: { email: string; key: string }) => times.get(`${email} ${key}`) ?? 0;
  const waiting = rows.filter(({ mailed }) => !mailed);
  return [
    {
      name: "Followers were notified, and mailed once at most",
      looked: rows.length,
      wrong: [
        ...waiting
          .slice(failed)
          .map(({ email, key, noted }) => `${email} on ${key}: ${noted ? "not mailed" : "not notified"}`),
        ...rows
          .filter((row) => arrivals(row) > 1)
          .map((row) => `${row.email} on ${row.key}: mailed ${arrivals(row)} times`),
      ],
    },
  ];
}

/** How many jobs of these tasks were given up and wait for an admin, who sees them. */
async function countFailedJobs(query: Query, tasks: string[]): Promise<number> {
  const [row] = await query<{ count: number }>(
    `SELECT count(*)::int AS count FROM graphile_worker.jobs
      WHERE task_identifier = ANY($1::text[]) AND locked_at IS NULL AND attempts >= max_attempts`,
    [tasks],
  );
  return row?.count ?? 0;
}
