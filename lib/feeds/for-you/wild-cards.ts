import { dayMs } from "@/lib/base/time";
import type { PoolPaper } from "@/lib/feeds/for-you/pool";
import type { Place, Terms } from "@/lib/feeds/for-you/score";

/** Of ten slots, how many are wild cards at a weight of 1. */
export const perTen = 1;

/** Where in its stretch of slots a wild card stands: late enough that what the reader came for is before it. */
const offset = 0.7;

/** How many wild cards stand in the first `slots` of a page. @param weight of exploration: 0 none, 2 two in ten */
export function wildCount(slots: number, weight: number): number {
  if (weight <= 0) return 0;
  return Math.max(0, Math.floor((slots * perTen * weight) / 10 + 1 - offset));
}

/**
 * A number from 0 to 1 that is the same for a reader, a day and a paper, and looks like chance: a page that is read again
 * holds the same wild cards, and tomorrow's holds others. @param day any number of the day
 */
export function chance(userId: number, day: number, paperId: number): number {
  // The finaliser of MurmurHash3 (Austin Appleby, public domain).
  let hash = Math.imul(userId, 0x9e3779b1) ^ Math.imul(day, 0x85ebca77) ^ Math.imul(paperId, 0xc2b2ae3d);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** A paper with what its place is made of. */
export type Scored = { paper: PoolPaper; terms: Terms };

// A wild card is none that the reader would come upon anyway.
const safePlaces = 50;
// Taste in this range is neither among the reader's interests nor far from them: near the border of what a model tells apart.
const nextTo = 0.8;
/** How far chance reorders wild cards, in heat units. */
const luck = 2;

/**
 * Chooses the wild cards of a reader's page, the first of them first: unseen, outside what the reader reads and follows
 * but next to it, rather hot than not. For somebody of whom nothing is known, everything is outside: none.
 * @param scored all candidates, the best first
 */
export function chooseWildCards(scored: Scored[], { reader, mix, now }: Place): Scored[] {
  if (reader.interests.size + reader.follows.length === 0) return [];
  const day = Math.floor(now.getTime() / dayMs);
  const worthOf = ({ paper, terms }: Scored) => terms.trend + luck * chance(reader.userId, day, paper.id);
  return scored
    .slice(Math.min(safePlaces, Math.ceil(scored.length / 2)))
    .filter(({ paper, terms }) => isOutside(terms) && !reader.liked.has(paper.id))
    .map((one) => ({ one, worth: worthOf(one) }))
    .sort((a, b) => b.worth - a.worth)
    .slice(0, wildCount(scored.length, mix.exploration))
    .map(({ one }) => one);
}

function isOutside({ follows, taste, seen }: Terms): boolean {
  return follows.length === 0 && !seen && Math.abs(taste?.bare ?? 0) < nextTo;
}
