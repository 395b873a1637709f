import { getDb, type Tx } from "@/lib/base/db";
import { recountPapers } from "@/lib/papers/recount";
import { addMadeUpReaders } from "@/lib/people/made-up-readers";

/** A made-up reader's vote on the paper with this key. */
export type MadeUpVote = { key: string; username: string; at: Date };

/**
 * Casts those of these votes that are missing and recounts their papers. Votes in the future are cast at `now`.
 * @param votes votes on unknown papers are skipped
 * @returns how many were cast
 */
export function castMadeUpVotes(votes: MadeUpVote[], now: Date): Promise<number> {
  return getDb().$transaction((tx) => castMadeUpVotesIn(tx, votes, now), {
    timeout: 120_000,
    maxWait: 30_000,
  });
}

/** Like castMadeUpVotes, within the caller's transaction. */
export async function castMadeUpVotesIn(tx: Tx, votes: MadeUpVote[], now: Date): Promise<number> {
  if (votes.length === 0) return 0;
  const keys = votes.map((vote) => vote.key);
  const usernames = votes.map((vote) => vote.username);
  const times = votes.map((vote) => (vote.at > now ? now : vote.at));
  await addMadeUpReaders(tx, usernames);
  await lockPapers(tx, keys);
  const cast = await tx.$queryRaw<{ id: number }[]>`
    INSERT INTO votes (paper_id, user_id, cast_at)
    SELECT p.id, u.id, v.at
    FROM unnest(${keys}::text[], ${usernames}::text[], ${times}::timestamptz[]) AS v(key, username, at)
    JOIN papers p ON p.key = v.key JOIN users u ON u.username = v.username AND u.kind = 'made_up'
    ON CONFLICT (paper_id, user_id, withdrawn_at) DO NOTHING RETURNING paper_id AS id`;
  await recountPapers(tx, [...new Set(cast.map((vote) => vote.id))]);
  return cast.length;
}

/** Locks these papers' rows until the transaction ends, in id order so that two transactions cannot deadlock. */
export async function lockPapers(tx: Tx, keys: string[]): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM papers WHERE key = ANY(${[...new Set(keys)]}) ORDER BY id FOR NO KEY UPDATE`;
}
