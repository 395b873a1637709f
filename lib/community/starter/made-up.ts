import { seededRandom } from "@/lib/base/random";
import { hourMs } from "@/lib/base/time";
import type { MadeUpVote } from "@/lib/papers/made-up-votes";

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
