import { hourMs } from "@/lib/base/time";
/** Hours in which a vote loses half its weight. */
export const halfLifeHours = 36;
/** What a fresh paper starts with, in votes, at its announcement. */
export const priorWeight = 0.5;
/** What each distinct commenter adds, in votes, at their first comment. */
export const commenterWeight = 0.25;

/** What heat is made with: hours and votes. */
export type HeatConstants = { halfLifeHours: number; priorWeight: number; commenterWeight: number };

/** The constants that the hub stores heat with. */
export const heatConstants: HeatConstants = { halfLifeHours, priorWeight, commenterWeight };

const epoch = Date.UTC(2020, 0, 1);

export type HeatTerm = { at: Date; weight: number };

/** Half-lives from 2020-01-01 to `at`: the exponent of a vote cast then. */
export function heatTime(at: Date): number {
  return (at.getTime() - epoch) / hourMs / halfLifeHours;
}

/**
 * Heat as it is defined: log2 Σ wᵢ·2^(tᵢ/H). The order of two papers changes only when somebody votes.
 * @param terms votes, commenters and the prior; times after `now` count as `now`
 * @returns heat in doublings; -Infinity for no terms
 */
export function heatOf(terms: HeatTerm[], now: Date): number {
  const exponents = terms.map(({ at, weight }) => Math.log2(weight) + heatTime(at > now ? now : at));
  const top = Math.max(...exponents);
  if (top === Number.NEGATIVE_INFINITY) return top;
  return top + Math.log2(exponents.reduce((sum, x) => sum + 2 ** (x - top), 0));
}

/** Heat as a number of votes cast at `now`: what readers see. */
export function heatInVotes(heat: number, now: Date): number {
  return 2 ** (heat - heatTime(now));
}

/** Heat of a paper nobody has voted on yet. */
export function priorHeat(announcedAt: Date): number {
  return Math.log2(priorWeight) + heatTime(announcedAt);
}
