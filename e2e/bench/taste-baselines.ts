import type { Item } from "@/e2e/bench/taste-libraries";
import { toUnit } from "@/lib/feeds/taste/interest-groups";
import { dot } from "@/lib/search/embedding/vectors";

/** A document as a sparse vector: indexes of terms in the vocabulary, and weights of unit length. */
export type Sparse = { slots: Int32Array; weights: Float32Array };

const mostFeatures = 20_000;
const fewestPapers = 5;
const mostShare = 0.1;
/** The C of the support vector machine, as in arxiv-sanity-lite. */
const cost = 0.01;
const passes = 10;

// Stop words, as in arxiv-sanity-lite. Others that are missing here exceed the maximum document frequency anyway.
const stop = new Set(
  "a about above after again all also an and any are as at be because been before being below between both but by can could did do does doing down during each few for from further had has have having he her here him his how i if in into is it its itself just me more most my no nor not now of off on once only or other our out over own same she should so some such than that the their them then there these they this those through to too under until up very was we were what when where which while who whom why will with would you your".split(
    " ",
  ),
);

/**
 * TF-IDF as in arxiv-sanity-lite (Karpathy, compute.py): words and pairs of words that are in at least five and at most a
 * tenth of the papers, of these the 20,000 most frequent; logarithm of the count, smoothed IDF, unit length.
 */
export function tfIdf(items: Item[]): { documents: Sparse[]; size: number } {
  const counted = items.map(({ title, abstract }) => countGrams(`${title} ${abstract}`));
  const papers = new Map<string, number>();
  const uses = new Map<string, number>();
  for (const counts of counted)
    for (const [gram, count] of counts) {
      papers.set(gram, (papers.get(gram) ?? 0) + 1);
      uses.set(gram, (uses.get(gram) ?? 0) + count);
    }
  const chosen = [...papers]
    .filter(([, count]) => count >= fewestPapers && count <= mostShare * items.length)
    .sort((a, b) => (uses.get(b[0]) ?? 0) - (uses.get(a[0]) ?? 0))
    .slice(0, mostFeatures);
  const slots = new Map(chosen.map(([gram], slot) => [gram, slot]));
  const idf = chosen.map(([, count]) => Math.log((1 + items.length) / (1 + count)) + 1);
  return { documents: counted.map((counts) => weigh(counts, slots, idf)), size: chosen.length };
}

function countGrams(text: string): Map<string, number> {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (plain.match(/\b[a-z_][a-z0-9_]+\b/g) ?? []).filter((word) => !stop.has(word));
  const counts = new Map<string, number>();
  const add = (gram: string) => counts.set(gram, (counts.get(gram) ?? 0) + 1);
  words.forEach((word, i) => {
    add(word);
    if (words[i + 1]) add(`${word} ${words[i + 1]}`);
  });
  return counts;
}

function weigh(counts: Map<string, number>, slots: Map<string, number>, idf: number[]): Sparse {
  const found = [...counts].flatMap(([gram, count]) => {
    const slot = slots.get(gram);
    return slot === undefined ? [] : [{ slot, weight: (1 + Math.log(count)) * (idf[slot] ?? 0) }];
  });
  const length = Math.hypot(...found.map(({ weight }) => weight)) || 1;
  return {
    slots: Int32Array.from(found, ({ slot }) => slot),
    weights: Float32Array.from(found, ({ weight }) => weight / length),
  };
}

/**
 * Scores every document with a linear support vector machine (squared hinge loss, balanced class weights, as
 * scikit-learn's LinearSVC; dual coordinate descent, Hsieh and others, ICML 2008).
 * @param liked indexes of the liked documents; all others count as not liked
 */
export function svmScores(
  { documents, size }: { documents: Sparse[]; size: number },
  liked: number[],
): Float32Array {
  const likes = new Set(liked);
  const balance = (side: number) => (cost * documents.length) / (2 * side);
  const [forLiked, forRest] = [balance(likes.size), balance(documents.length - likes.size)];
  const w = new Float32Array(size + 1);
  const alphas = new Float64Array(documents.length);
  const scoreOf = ({ slots, weights }: Sparse) => {
    let sum = w[size] ?? 0;
    for (let i = 0; i < slots.length; i++) sum += (w[slots[i] ?? 0] ?? 0) * (weights[i] ?? 0);
    return sum;
  };
  for (let pass = 0; pass < passes; pass++) {
    documents.forEach((document, row) => {
      const sign = likes.has(row) ? 1 : -1;
      const ridge = 1 / (2 * (sign > 0 ? forLiked : forRest));
      const alpha = alphas[row] ?? 0;
      const gradient = sign * scoreOf(document) - 1 + ridge * alpha;
      const next = Math.max(0, alpha - gradient / (2 + ridge));
      if (next === alpha) return;
      alphas[row] = next;
      const step = sign * (next - alpha);
      w[size] = (w[size] ?? 0) + step;
      document.slots.forEach((slot, i) => {
        w[slot] = (w[slot] ?? 0) + step * (document.weights[i] ?? 0);
      });
    });
  }
  return Float32Array.from(documents, scoreOf);
}

/** The cosine of each paper with the centroid of the liked ones, after the mean of all papers is subtracted. */
export function meanScores(vectors: Float32Array[], liked: number[]): Float32Array {
  const mean = centroidOf(vectors);
  const rows = vectors.map((vector) => centred(vector, mean));
  const likes = centroidOf(liked.map((place) => rows[place] ?? new Float32Array()));
  return Float32Array.from(rows, (row) => dot(row, likes));
}

function centroidOf(vectors: Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (vector[i] ?? 0) / vectors.length;
  return sum;
}

/** A vector minus the mean of all papers, scaled to unit length. */
function centred(vector: Float32Array, mean: Float32Array): Float32Array {
  return toUnit(vector.map((value, i) => value - (mean[i] ?? 0)));
}
