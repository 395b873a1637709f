import { dayMs } from "@/lib/base/time";
import type { PoolPaper } from "@/lib/feeds/for-you/pool";
import type { Place, Terms } from "@/lib/feeds/for-you/score";

/** How many of ten slots are wild cards at a weight of 1. */
export const perTen = 1;

/** The position of a wild card within its ten slots, as a share: late, so that the reader's own papers come first. */
const offset = 0.7;

/** How many wild cards are among the first `slots` of a page. @param weight of exploration: 0 for none, 2 for two in ten */
export function wildCount(slots: number, weight: number): number {
  if (weight <= 0) return 0;
  return Math.max(0, Math.floor((slots * perTen * weight) / 10 + 1 - offset));
}

/**
 * A pseudo-random number from 0 to 1 that depends only on the reader, the day and the paper: a page that is read again
 * has the same wild cards, and tomorrow's has others. @param day any number that identifies the day
 */
export function chance(userId: number, day: number, paperId: number): number {
  // The finaliser of MurmurHash3 (Austin Appleby, public domain).
  let hash = Math.imul(userId, 0x9e3779b1) ^ Math.imul(day, 0x85ebca77) ^ Math.imul(paperId, 0xc2b2ae3d);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** A candidate with the terms of its score. */
export type Scored = { paper: PoolPaper; terms: Terms };

// Papers in these first places are no wild cards: the reader would come upon them anyway.
const safePlaces = 50;
// Taste below this, either way, is near the border of the reader's interests: neither among them nor far from them.
const nextTo = 0.8;
/** How far chance reorders wild cards, in heat units. */
const luck = 2;

/**
 * Chooses the wild cards of a reader's page, in order: unseen papers beside what the reader reads and follows, hot ones
 * first. A reader of whom nothing is known gets none, as every paper would be one.
 * @param scored all candidates, the best first
 */
export function chooseWildCards(scored: Scored[], { reader, mix, now }: Place): Scored[] {
  if (reader.interests.size + reader.follows.length === 0) return [];
  const day = Math.floor(now.getTime() / dayMs);
  const rankOf = ({ paper, terms }: Scored) => terms.trend + luck * chance(reader.userId, day, paper.id);
  return scored
    .slice(Math.min(safePlaces, Math.ceil(scored.length / 2)))
    .filter(({ paper, terms }) => isOutside(terms) && !reader.liked.has(paper.id))
    .map((one) => ({ one, rank: rankOf(one) }))
    .sort((a, b) => b.rank - a.rank)
    .slice(0, wildCount(scored.length, mix.exploration))
    .map(({ one }) => one);
}

function isOutside({ follows, taste, seen }: Terms): boolean {
  return follows.length === 0 && !seen && Math.abs(taste?.bare ?? 0) < nextTo;
}
