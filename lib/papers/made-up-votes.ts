import { getDb, type Tx } from "@/lib/base/db";
import { seededRandom } from "@/lib/base/random";
import { hourMs } from "@/lib/base/time";
import { recountPapers } from "@/lib/papers/recount";
import { addMadeUpReaders } from "@/lib/people/made-up-readers";

/** A made-up reader's vote on the paper with this key. */
export type MadeUpVote = { key: string; username: string; at: Date };

/** The size of the pool of made-up readers. */
export const madeUpReaders = 300;

export type MadeUpVotes = {
  key: string;
  /** Total number of votes, at most 300. */
  upvotes: number;
  /** The earliest time of a vote, and for how many hours votes go on. */
  from: Date;
  hours: number;
};

/**
 * Distributes a paper's votes over its hours, most of them early, with voters from the made-up pool. The random seed is
 * the paper's key, so the same paper always gets the same votes, and a larger number only adds further ones.
 */
export function madeUpVotes({ key, upvotes, from, hours }: MadeUpVotes): MadeUpVote[] {
  const time = seededRandom(`${key} times`);
  return shuffledReaders(key, upvotes).map((reader) => {
    const after = truncatedExponential(time()) * hours * hourMs;
    return { key, username: readerName(reader), at: new Date(from.getTime() + Math.floor(after)) };
  });
}

/** The username of a made-up reader; `reader-0001` for 0. */
export function readerName(reader: number): string {
  return `reader-${String(reader + 1).padStart(4, "0")}`;
}

/** The first `count` readers of the pool, shuffled with the key as seed. */
function shuffledReaders(key: string, count: number): number[] {
  const next = seededRandom(`${key} readers`);
  const pool = Array.from({ length: madeUpReaders }, (_, i) => i);
  return pool.slice(0, count).map((_, i) => {
    const j = i + Math.floor(next() * (pool.length - i));
    const chosen = pool[j] ?? i;
    pool[j] = pool[i] ?? i;
    return chosen;
  });
}

/** Maps a uniform number in [0, 1) to an exponential distribution cut off at its 95 % quantile, scaled to [0, 1). */
function truncatedExponential(u: number): number {
  return -Math.log(1 - u * 0.95) / Math.log(20);
}

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
