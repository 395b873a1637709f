/** All that readers of like taste and of the same papers like counts at most this, in heat units. */
export const mostAlike = 2;

/** What a paper is worth to a reader, in heat units, by the summed weights of co-votes and neighbours that lead to it. */
export function alikeHeat(weight: number): number {
  return Math.min(mostAlike, Math.log2(1 + weight));
}
