import { heatTime } from "@/lib/papers/heat";

type HeatTerm = { at: Date; weight: number };

/**
 * The definition of heat, log2 Σ wᵢ·2^(tᵢ/H), computed in memory to check the SQL against. Time alone never changes the
 * order of two papers; only events do.
 * @param terms votes, commenters and the prior; times after `now` count as `now`
 * @returns heat in doublings; -Infinity for no terms
 */
export function heatOf(terms: HeatTerm[], now: Date): number {
  const exponents = terms.map(({ at, weight }) => Math.log2(weight) + heatTime(at > now ? now : at));
  const top = Math.max(...exponents);
  if (top === Number.NEGATIVE_INFINITY) return top;
  return top + Math.log2(exponents.reduce((sum, x) => sum + 2 ** (x - top), 0));
}
