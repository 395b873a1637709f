import { getDb, type Tx } from "@/lib/base/db";
import { seededRandom } from "@/lib/base/random";
import { hourMs } from "@/lib/base/time";
import { recountPapers } from "@/lib/papers/recount";

/** There are never more made-up readers than this. */
export const madeUpReaders = 300;

export type MadeUpVotes = {
  key: string;
  /** How many votes in all, at most 300. */
  upvotes: number;
  /** When the first may be cast, and for how many hours they go on. */
  from: Date;
  hours: number;
};

export type MadeUpVote = { key: string; username: string; at: Date };

/**
 * Lays out a paper's votes over its hours, most of them early, by readers of the made-up pool. The same paper gets the
 * same votes every time, and with more upvotes the same ones first: they are drawn from its key.
 */
export function madeUpVotes({ key, upvotes, from, hours }: MadeUpVotes): MadeUpVote[] {
  const time = seededRandom(`${key} times`);
  return shuffledReaders(key, upvotes).map((reader) => {
    const after = fallingOff(time()) * hours * hourMs;
    return { key, username: readerName(reader), at: new Date(from.getTime() + Math.floor(after)) };
  });
}

/** The name of a made-up reader, `reader-0001` for 0. */
export function readerName(reader: number): string {
  return `reader-${String(reader + 1).padStart(4, "0")}`;
}

/**
 * Casts these votes where they are missing and recounts their papers; those in the future come out as cast now.
 * @param votes for papers the hub knows; others are passed over
 * @returns how many were cast
 */
export function castMadeUpVotes(votes: MadeUpVote[], now: Date): Promise<number> {
  return getDb().$transaction((tx) => castMadeUpVotesIn(tx, votes, now), {
    timeout: 120_000,
    maxWait: 30_000,
  });
}

/** As castMadeUpVotes, within a transaction of the caller's. */
export async function castMadeUpVotesIn(tx: Tx, votes: MadeUpVote[], now: Date): Promise<number> {
  if (votes.length === 0) return 0;
  const keys = votes.map((vote) => vote.key);
  const usernames = votes.map((vote) => vote.username);
  const times = votes.map((vote) => (vote.at > now ? now : vote.at));
  await addReaders(tx, usernames);
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

/** Holds these papers' rows for the transaction, always in one order, so that two such never wait for each other. */
export async function lockPapers(tx: Tx, keys: string[]): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM papers WHERE key = ANY(${[...new Set(keys)]}) ORDER BY id FOR NO KEY UPDATE`;
}

/** Makes the made-up readers of these names, where they are missing. */
export async function addReaders(tx: Tx, usernames: string[]): Promise<void> {
  const names = [...new Set(usernames)].sort();
  await tx.$executeRaw`
    INSERT INTO users (username, kind, created_at) SELECT name, 'made_up', '2024-01-01T00:00:00Z'
    FROM unnest(${names}::text[]) AS name ON CONFLICT (username) DO NOTHING`;
}

/** The first readers of a shuffled pool. */
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

/** Turns an even draw into one with most of its weight early: an exponential that has lost 95 % at the end. */
function fallingOff(u: number): number {
  return -Math.log(1 - u * 0.95) / Math.log(20);
}
