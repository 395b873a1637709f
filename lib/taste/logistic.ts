import { unpackTerms } from "@/lib/search/telling-words";
import type { Features } from "@/lib/taste/features";
import { type Model, newTerms } from "@/lib/taste/model";

/** Papers side by side, as the trainer reads them. */
export type Examples = {
  embedder: string;
  dimension: number;
  /** What was taken off every vector, so that what all papers share says nothing. */
  mean: Float32Array;
  /** One row a paper. */
  dense: Float32Array;
  slots: Uint16Array[];
  weights: Float32Array[];
  /** Inner product of each row with itself. */
  squares: Float32Array;
};

/** How much words count beside vectors, as a factor on their numbers. */
const wordShare = 1;
/** How far one paper may move a model: the inverse of the ridge. */
const trust = 1;
const passes = 12;

/** @param all by one embedder @param mean see Examples */
export function examplesOf(all: Features[], mean: Float32Array): Examples {
  const dimension = mean.length;
  const dense = new Float32Array(all.length * dimension);
  const squares = new Float32Array(all.length);
  const terms = all.map((features) => unpackTerms(features.terms));
  all.forEach(({ vector, scale }, row) => {
    let square = 1;
    for (let i = 0; i < dimension; i++) {
      const value = (vector[i] ?? 0) * scale - (mean[i] ?? 0);
      dense[row * dimension + i] = value;
      square += value * value;
    }
    for (const { weight } of terms[row] ?? []) square += (wordShare * weight) ** 2;
    squares[row] = square;
  });
  return {
    embedder: all[0]?.model ?? "",
    dimension,
    mean,
    dense,
    slots: terms.map((some) => Uint16Array.from(some, ({ slot }) => slot)),
    weights: terms.map((some) => Float32Array.from(some, ({ weight }) => wordShare * weight)),
    squares,
  };
}

/**
 * Trains a logistic regression with ridge by dual coordinate descent (Yu, Huang and Lin, Machine Learning 85, 2011): one
 * paper after another is given the weight that suits the others' best.
 * @param wants for each example how much it is liked (above 0), or is one of the others (below 0); 0 leaves it out
 * @param draw numbers from 0 up to 1, for the order of the papers
 */
export function trainLogistic(examples: Examples, wants: Float32Array, draw: () => number): Model {
  const { dimension, dense, slots, weights, squares } = examples;
  const w = new Float32Array(dimension);
  const words = newTerms();
  let bias = 0;
  const order = Uint32Array.from([...wants.keys()].filter((row) => wants[row] !== 0));
  const alphas = new Float64Array(wants.length);
  for (let pass = 0; pass < passes; pass++) {
    shuffle(order, draw);
    for (const row of order) {
      const want = wants[row] ?? 0;
      const sign = Math.sign(want);
      const at = row * dimension;
      const [slot = noSlots, weight = noWeights] = [slots[row], weights[row]];
      let sum = bias;
      for (let i = 0; i < dimension; i++) sum += (w[i] ?? 0) * (dense[at + i] ?? 0);
      for (let i = 0; i < slot.length; i++) sum += (words[slot[i] ?? 0] ?? 0) * (weight[i] ?? 0);
      const alpha = alphas[row] ?? 0;
      const next = bestAlpha(alpha, sign * sum, squares[row] ?? 0, Math.abs(want) * trust);
      const step = sign * (next - alpha);
      alphas[row] = next;
      bias += step;
      for (let i = 0; i < dimension; i++) w[i] = (w[i] ?? 0) + step * (dense[at + i] ?? 0);
      for (let i = 0; i < slot.length; i++) {
        const place = slot[i] ?? 0;
        words[place] = (words[place] ?? 0) + step * (weight[i] ?? 0);
      }
    }
  }
  return toModel(examples, w, words, bias);
}

const noSlots = new Uint16Array();
const noWeights = new Float32Array();

/** Solves q(a − α) + z + ln(a / (c − a)) = 0 for a in (0, c), by Newton's steps in the logit of a / c. */
function bestAlpha(alpha: number, z: number, q: number, c: number): number {
  let logit = alpha > 0 ? Math.log(alpha / (c - alpha)) : -z;
  let share = 1 / (1 + Math.exp(-logit));
  for (let step = 0; step < 4; step++) {
    const error = q * (c * share - alpha) + z + logit;
    logit -= error / (q * c * share * (1 - share) + 1);
    share = 1 / (1 + Math.exp(-logit));
    if (Math.abs(error) < 1e-4) break;
  }
  // Never quite all of it, whose logit would be infinite.
  return c * Math.min(1 - 1e-9, Math.max(1e-9, share));
}

function shuffle(order: Uint32Array, draw: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
}

/** The model over papers as they are kept: without the mean taken off, and words without their share. */
function toModel(
  { embedder, mean }: Examples,
  dense: Float32Array,
  terms: Float32Array,
  bias: number,
): Model {
  const shift = dense.reduce((sum, weight, i) => sum + weight * (mean[i] ?? 0), 0);
  return { embedder, bias: bias - shift, dense, terms: terms.map((weight) => weight * wordShare) };
}
