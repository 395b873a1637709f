import { setImmediate } from "node:timers/promises";
import { UMAP } from "umap-js";
import { seededRandom } from "@/lib/base/random";

export type Point = { x: number; y: number };

/** The fewest papers on a map; fewer form no neighbourhoods. */
export const minOnMap = 8;

const neighbours = 15;
// The longest that a step may block other work of the process, in milliseconds.
const turnMs = 25;

/**
 * Projects unit vectors onto a plane so that similar ones are close together: UMAP (McInnes and others 2018) over exact
 * nearest neighbours, with a fixed seed, so that the same vectors give the same map. Yields to other work between steps.
 * @param vectors at least `minOnMap`
 * @returns x and y from 0 to 1, in the order of the vectors
 * @throws when the signal is aborted
 */
export async function project(vectors: Float32Array[], signal: AbortSignal): Promise<Point[]> {
  const rest = pauseBetween(signal);
  const count = Math.min(neighbours, vectors.length - 1);
  const umap = new UMAP({ nNeighbors: count, minDist: 0.12, spread: 1, random: seededRandom(1) });
  const near = await findNeighbours(vectors, count, rest);
  umap.setPrecomputedKNN(
    near.map((row) => row.map(({ at }) => at)),
    near.map((row) => row.map(({ distance }) => distance)),
  );
  // The neighbours are given, so UMAP needs only the number of vectors.
  const epochs = umap.initializeFit(vectors.map(() => []));
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    await rest();
  }
  return spreadOut(umap.getEmbedding());
}

type Near = { at: number; distance: number };

async function findNeighbours(vectors: Float32Array[], count: number, rest: Rest): Promise<Near[][]> {
  const found: Near[][] = [];
  for (const vector of vectors) {
    found.push(nearestTo(vector, vectors, count));
    await rest();
  }
  return found;
}

/** The nearest vectors to a vector, itself first. */
function nearestTo(vector: Float32Array, vectors: Float32Array[], count: number): Near[] {
  const nearest: Near[] = [];
  for (const [at, other] of vectors.entries()) {
    const distance = distanceOf(vector, other);
    if (nearest.length === count && distance >= (nearest.at(-1)?.distance ?? 0)) continue;
    const place = nearest.findIndex((one) => one.distance > distance);
    nearest.splice(place < 0 ? nearest.length : place, 0, { at, distance });
    nearest.length = Math.min(nearest.length, count);
  }
  return nearest;
}

// A plain loop, for speed: it runs four million times for 2,000 papers.
function distanceOf(a: Float32Array, b: Float32Array): number {
  let cosine = 0;
  for (let i = 0; i < a.length; i++) cosine += (a[i] ?? 0) * (b[i] ?? 0);
  return Math.max(0, 1 - cosine);
}

type Rest = () => Promise<void>;

function pauseBetween(signal: AbortSignal): Rest {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < turnMs) return;
    await setImmediate();
    signal.throwIfAborted();
    since = performance.now();
  };
}

/** Scales both axes to fill 0 to 1. The outermost 1% at each end is compressed, so that one outlier does not shrink the rest. */
function spreadOut(rows: number[][]): Point[] {
  const xs = rows.map(([x = 0]) => x);
  const ys = rows.map(([, y = 0]) => y);
  const x = scaleOf(xs);
  const y = scaleOf(ys);
  return rows.map((_, i) => ({ x: x(xs[i] ?? 0), y: y(ys[i] ?? 0) }));
}

function scaleOf(values: number[]): (value: number) => number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const low = at(0.01);
  const high = at(0.99);
  const middle = (low + high) / 2;
  const half = (high - low) / 2 || 1;
  return (value) => 0.5 + inside((value - middle) / half) / 2;
}

const edge = 0.94;

/** Maps -1 to 1 linearly onto the inner part of the side, and compresses everything beyond into its edges. */
function inside(value: number): number {
  const beyond = Math.max(0, Math.abs(value) - 1);
  return Math.sign(value) * (Math.min(1, Math.abs(value)) * edge + (1 - edge) * Math.tanh(beyond * 3));
}
