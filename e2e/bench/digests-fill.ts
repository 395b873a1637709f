import pg from "pg";
import { createSyntheticDb } from "@/e2e/bench/databases";
import type { Pools } from "@/e2e/bench/synthetic-pools";
import { makeReader } from "@/e2e/bench/synthetic-reader";
import type { Postgres } from "@/lib/server/postgres";

/** How many papers and subscriptions to make, and the parts that papers are made of. */
export type Filling = { papers: number; subscriptions: number; pools: Pools };

/**
 * Makes a hub with subscriptions that are all due now. Half are to the trending feed, by addresses without an account.
 * The others are by members: nine in ten to their own page, the rest to a topic. Each member has five interests and follows
 * eight topics, twenty authors and twenty people.
 * @returns its database's address
 */
export async function fillDigests(
  postgres: Postgres,
  { papers, subscriptions, pools }: Filling,
): Promise<string> {
  const url = await createSyntheticDb(postgres, papers, pools);
  await makeReader(url, 1);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement, [Math.round(subscriptions / 2)]);
    await client.query("VACUUM ANALYZE subscriptions, interests, follows, readers");
  } finally {
    await client.end();
  }
  return url;
}

const due = "now(), now() - interval '1 minute', extract(hour FROM now() AT TIME ZONE 'UTC')";
const columns = "subscriptions (email, token, feed, user_id, confirmed_at, next_at, hour)";

const statements = [
  `INSERT INTO interests (user_id, name, model, trained_at)
    SELECT u, name, model, trained_at FROM interests, generate_series(2, $1::int) u WHERE user_id = 1`,
  `INSERT INTO follows (user_id, kind, ref, label)
    SELECT u, kind, ref, label FROM follows, generate_series(2, $1::int) u WHERE user_id = 1 AND kind <> 'search'`,
  "INSERT INTO readers (user_id) SELECT u FROM generate_series(2, $1::int) u",
  `INSERT INTO ${columns} SELECT 'member-' || u || '@example.org', 'member-' || u,
    CASE WHEN u % 10 = 0 THEN '/topics/cs.CL' ELSE '/for-you' END, u, ${due} FROM generate_series(1, $1::int) u`,
  `INSERT INTO ${columns} SELECT 'reader-' || u || '@example.org', 'reader-' || u, '/', NULL, ${due}
    FROM generate_series(1, $1::int) u`,
];
