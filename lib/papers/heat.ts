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

/** Half-lives from 2020-01-01 to `at`: the exponent of a vote cast then. */
export function heatTime(at: Date): number {
  return (at.getTime() - epoch) / hourMs / halfLifeHours;
}

/** Heat as a number of votes cast at `now`: what readers see. */
export function heatInVotes(heat: number, now: Date): number {
  return 2 ** (heat - heatTime(now));
}

/** Heat of a paper nobody has voted on yet. */
export function priorHeat(announcedAt: Date): number {
  return Math.log2(priorWeight) + heatTime(announcedAt);
}
