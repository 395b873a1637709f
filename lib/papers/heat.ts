import { grouped } from "@/lib/base/text";
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

/** A number of votes, rounded for display: 38, 2.4, under 0.1. */
export function voteNumber(votes: number): string {
  if (votes < 0.05) return "under 0.1";
  return votes < 9.95 ? String(Number(votes.toFixed(1))) : grouped(Math.round(votes));
}

/** Heat units as a factor on the number of votes: 1.63 is 3.1, -2 is 0.25, 0.06 is 1.04. */
export function multiple(heat: number): string {
  const by = 2 ** heat;
  if (Math.abs(by - 1) < 0.1) return String(Number(by.toFixed(2)));
  return by >= 9.95 ? String(Math.round(by)) : String(Number(by.toPrecision(2)));
}
