import { dot } from "@/lib/search/embedding/vectors";

/** Two halves whose middles are farther apart than this cosine are two interests. */
const nearest = 0.3;
const mostClusters = 6;
const rounds = 8;

/**
 * Parts vectors into groups by meaning: halves a group as long as its halves lie far enough apart and are not too
 * small (bisecting k-means on the sphere). The same vectors always give the same parts.
 * @param vectors of unit length, what all papers share taken off
 * @returns rows, the largest group first; none where there is nothing
 */
export function clusterVectors(vectors: Float32Array[]): number[][] {
  if (vectors.length === 0) return [];
  const fewest = Math.min(5, Math.max(2, Math.round(vectors.length / 15)));
  const done: number[][] = [];
  const open = [vectors.map((_, row) => row)];
  for (let group = open.pop(); group; group = open.pop()) {
    const halves = done.length + open.length + 2 <= mostClusters ? halve(vectors, group, fewest) : null;
    if (halves) open.push(...halves);
    else done.push(group);
    open.sort((a, b) => a.length - b.length);
  }
  return done.sort((a, b) => b.length - a.length);
}

/** The middle of vectors, of unit length. */
export function middleOf(vectors: Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (vector[i] ?? 0);
  return toUnit(sum);
}

/** A vector of unit length in the same direction. */
export function toUnit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((value) => value / length);
}

function halve(vectors: Float32Array[], group: number[], fewest: number): number[][] | null {
  if (group.length < 2 * fewest) return null;
  const of = (row: number) => vectors[row] ?? new Float32Array();
  // Begun from the paper farthest from the middle and the one farthest from that.
  const middle = middleOf(group.map(of));
  const far = farthest(group, (row) => dot(of(row), middle));
  let middles = [of(far), of(farthest(group, (row) => dot(of(row), of(far))))];
  let halves: number[][] = [];
  for (let round = 0; round < rounds; round++) {
    const [a = of(far), b = of(far)] = middles;
    const before = halves[0]?.length;
    halves = [[], []];
    for (const row of group) halves[dot(of(row), a) >= dot(of(row), b) ? 0 : 1]?.push(row);
    if (halves.some((half) => half.length < fewest)) return null;
    middles = halves.map((half) => middleOf(half.map(of)));
    if (halves[0]?.length === before) break;
  }
  const [a, b] = middles;
  return a && b && dot(a, b) < nearest ? halves : null;
}

function farthest(group: number[], nearness: (row: number) => number): number {
  const all = group.map(nearness);
  return group[all.indexOf(Math.min(...all))] ?? 0;
}
