/** All that readers of the same papers read counts at most this, in heat units. */
export const mostAlike = 1.5;

/** What a paper is worth to a reader, in heat units, by the summed weights of the pairs that lead to it from what they like. */
export function alikeHeat(weight: number): number {
  return Math.min(mostAlike, Math.log2(1 + weight));
}
