import { seededRandom } from "@/lib/base/random";
import { hourMs } from "@/lib/base/time";
import type { MadeUpVote } from "@/lib/papers/made-up-votes";

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
