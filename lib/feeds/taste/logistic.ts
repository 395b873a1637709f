import { type Features, type Model, newTerms } from "@/lib/feeds/taste/model";
import { dot } from "@/lib/search/embedding/vectors";
import { splitTerms } from "@/lib/search/keywords/tf-idf";

/** The features of a paper in the form that training needs. */
export type Example = {
  /** The paper's vector minus the mean of all papers. */
  dense: Float32Array;
  slots: Uint16Array;
  weights: Float32Array;
  /** The squared norm of all features, with the bias. */
  square: number;
};

/** How far one paper may move a model: the inverse of the ridge penalty. */
const trust = 1;
/** Because the initial weights are close to the solution, 2 passes rank as well as 60. */
const passes = 2;
/** Steps smaller than this share of the greatest possible weight are skipped; most late steps are. */
const minStep = 0.01;
/** The initial weight of each paper, as a share of the greatest possible one. With equal weights the model separates the centroids of both classes. */
const begin = 0.4;

/** The training example for a paper. @param mean the mean vector of all papers, from the same embedder */
export function exampleOf({ vector, scale, terms: packed }: Features, mean: Float32Array): Example {
  const dense = mean.map((shared, i) => (vector[i] ?? 0) * scale - shared);
  const { slots, weights } = splitTerms(packed);
  return { dense, slots, weights, square: 1 + dot(dense, dense) + dot(weights, weights) };
}

/**
 * Trains a ridge logistic regression by dual coordinate descent (Yu, Huang and Lin, Machine Learning 85, 2011).
 * @param wants the weight of each example: above 0 for a like, below 0 for a reference paper, 0 to leave it out
 * @param draw gives random numbers from 0 up to but not including 1, which shuffle the examples
 */
export function trainLogistic(examples: Example[], wants: Float32Array, draw: () => number): Weights {
  const model = { bias: 0, dense: new Float32Array(examples[0]?.dense.length ?? 0), terms: newTerms() };
  const order = Uint32Array.from([...wants.keys()].filter((row) => wants[row] !== 0));
  const alphas = Float64Array.from(wants, (want) => begin * Math.abs(want) * trust);
  examples.forEach((example, row) => {
    if (wants[row]) add(model, example, Math.sign(wants[row] ?? 0) * (alphas[row] ?? 0));
  });
  for (let pass = 0; pass < passes; pass++) {
    shuffle(order, draw);
    for (const row of order) {
      const example = examples[row];
      if (!example) continue;
      const want = wants[row] ?? 0;
      const cost = Math.abs(want) * trust;
      const alpha = alphas[row] ?? 0;
      const next = bestAlpha(alpha, Math.sign(want) * scoreOf(model, example), example.square, cost);
      if (Math.abs(next - alpha) < minStep * cost) continue;
      alphas[row] = next;
      add(model, example, Math.sign(want) * (next - alpha));
    }
  }
  return model;
}

/** The weights of a model over centred examples. */
export type Weights = Pick<Model, "bias" | "dense" | "terms">;

/** Converts weights over centred examples into a model over vectors as they are stored. */
export function toModel({ bias, dense, terms }: Weights, mean: Float32Array, embedder: string): Model {
  return { embedder, bias: bias - dot(dense, mean), dense, terms };
}

// Plain loops, for speed: training runs through them millions of times.
function scoreOf({ bias, dense, terms }: Weights, example: Example): number {
  let sum = bias + dot(dense, example.dense);
  const { slots, weights } = example;
  for (let i = 0; i < slots.length; i++) sum += (terms[slots[i] ?? 0] ?? 0) * (weights[i] ?? 0);
  return sum;
}

function add(model: Weights, example: Example, step: number): void {
  const { dense, terms } = model;
  const { dense: values, slots, weights } = example;
  model.bias += step;
  // Unrolled four times, which halves the running time.
  let at = 0;
  for (; at + 3 < dense.length; at += 4) {
    dense[at] = (dense[at] as number) + step * (values[at] as number);
    dense[at + 1] = (dense[at + 1] as number) + step * (values[at + 1] as number);
    dense[at + 2] = (dense[at + 2] as number) + step * (values[at + 2] as number);
    dense[at + 3] = (dense[at + 3] as number) + step * (values[at + 3] as number);
  }
  for (; at < dense.length; at++) dense[at] = (dense[at] as number) + step * (values[at] as number);
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] ?? 0;
    terms[slot] = (terms[slot] ?? 0) + step * (weights[i] ?? 0);
  }
}

/** Solves q(a − α) + z + ln(a / (c − a)) = 0 for a in (0, c) by Newton's method in the logit of a / c. */
function bestAlpha(alpha: number, z: number, q: number, c: number): number {
  let logit = Math.log(alpha / (c - alpha));
  let share = 1 / (1 + Math.exp(-logit));
  for (let step = 0; step < 4; step++) {
    const error = q * (c * share - alpha) + z + logit;
    logit -= error / (q * c * share * (1 - share) + 1);
    share = 1 / (1 + Math.exp(-logit));
    if (Math.abs(error) < 1e-4) break;
  }
  // The share stays below 1 and above 0, whose logits would be infinite.
  return c * Math.min(1 - 1e-9, Math.max(1e-9, share));
}

function shuffle(order: Uint32Array, draw: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
}
