import { hourMs } from "@/lib/base/time";
/** Hours in which a vote loses half its weight. */
export const halfLifeHours = 36;
/** The weight of the prior that every paper gets at its announcement, in votes. */
export const priorWeight = 0.5;
/** The weight of each distinct commenter, counted from their first comment, in votes. */
export const commenterWeight = 0.25;

/** The parameters of heat, in hours and votes. */
export type HeatConstants = { halfLifeHours: number; priorWeight: number; commenterWeight: number };

/** The parameters of the stored heat. */
export const heatConstants: HeatConstants = { halfLifeHours, priorWeight, commenterWeight };

const epoch = Date.UTC(2020, 0, 1);

/** Half-lives from 2020-01-01 to `at`: the exponent of a vote cast then. */
export function heatTime(at: Date): number {
  return (at.getTime() - epoch) / hourMs / halfLifeHours;
}

/** Heat as the equivalent number of votes cast at `now`, which is what readers see. */
export function heatInVotes(heat: number, now: Date): number {
  return 2 ** (heat - heatTime(now));
}

/** The heat of a paper without votes and comments. */
export function priorHeat(announcedAt: Date): number {
  return Math.log2(priorWeight) + heatTime(announcedAt);
}
