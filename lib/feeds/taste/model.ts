import type { Features } from "@/lib/feeds/taste/features";
import { termBytes, termSlots } from "@/lib/search/keywords/tf-idf";

/** A linear model: what it gives is natural log odds, with as many likes as others. */
export type Model = {
  /** Which model made the vectors it was trained on. */
  embedder: string;
  bias: number;
  dense: Float32Array;
  /** A weight for each slot of a word. */
  terms: Float32Array;
};

export type TasteModel = Model & { interestId: number };

export type Taste = { interestId: number; heat: number };

/** A model's word counts more than it says: at its own worth it hardly moved the first places, where the hottest stand far apart. */
export const tasteShare = 1.5;
/** Taste never counts for more than this, or less, whatever the trend says. */
export const mostTaste = 4;
export const leastTaste = -2.5;

/**
 * What the reader's interests make of a paper: the one that likes it best, in heat units (log2 of how many times
 * likelier the reader is to like it than any other paper, times tasteShare).
 * @returns null where no interest can tell: the paper is not embedded, or by another model
 */
export function tasteOf(models: TasteModel[], features: Features | null): Taste | null {
  let best: Taste | null = null;
  if (!features) return best;
  for (const model of models) {
    if (model.embedder !== features.model || model.dense.length !== features.vector.length) continue;
    const heat = inHeat(logOdds(model, features));
    if (!best || heat > best.heat) best = { interestId: model.interestId, heat };
  }
  return best;
}

/** Natural log odds as heat units: within bounds, since a page is not to be one thing only. */
function inHeat(odds: number): number {
  return Math.min(mostTaste, Math.max(leastTaste, (tasteShare * odds) / Math.LN2));
}

/** What a model says of a paper. Loops over numbers, not functions: a page asks this thousands of times. */
export function logOdds({ bias, dense, terms }: Model, { vector, scale, terms: packed }: Features): number {
  let sum = 0;
  for (let i = 0; i < dense.length; i++) sum += (dense[i] ?? 0) * (vector[i] ?? 0);
  let words = 0;
  for (let i = 0; i + 2 < packed.length; i += termBytes) {
    const slot = (packed[i] ?? 0) | ((packed[i + 1] ?? 0) << 8);
    words += (terms[slot] ?? 0) * (packed[i + 2] ?? 0);
  }
  return bias + sum * scale + words / 255;
}

/** A weight for each word, all nothing yet. */
export function newTerms(): Float32Array {
  return new Float32Array(termSlots);
}
