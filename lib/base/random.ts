import { createHash } from "node:crypto";

/**
 * A pseudo-random generator (mulberry32) whose numbers depend only on the seed. Not for secrets.
 * @param seed a text is hashed to the starting state; a number is the starting state
 * @returns a function that gives the next number, from 0 up to but not including 1
 */
export function seededRandom(seed: string | number): () => number {
  let state = typeof seed === "number" ? seed : createHash("md5").update(seed).digest().readUInt32BE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
