import pg from "pg";
import { insertPeople, setSequences } from "@/e2e/bench/synthetic-sql";

/**
 * Adds people who have a session each and no votes.
 * @returns the id of the first person; the others follow without gaps
 */
export async function addSignedIn(url: string, count: number): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ first: number }>("SELECT max(id) + 1 AS first FROM users");
    const first = rows[0]?.first ?? 1;
    await client.query(insertPeople, [first, first + count - 1]);
    await client.query(insertSessions, [first, first + count - 1]);
    await client.query(setSequences);
    return first;
  } finally {
    await client.end();
  }
}

/** The session token of a person added by addSignedIn. */
export function sessionToken(person: number): string {
  return `made-session-of-person-${person}`;
}

const insertSessions = `INSERT INTO sessions (session_token, user_id, expires, user_agent)
  SELECT 'made-session-of-person-' || n, n, now() + interval '30 days', 'bench' FROM generate_series($1::int, $2::int) n`;
