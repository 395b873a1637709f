import { farthestFrom, kMeans } from "@/lib/base/k-means";
import { dot } from "@/lib/search/embedding/vectors";

/** Two halves are two interests where the cosine of their centroids is below this. */
const leastCosine = 0.3;
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

/** The centroid of vectors, brought to unit length. */
export function centroidOf(vectors: Float32Array[]): Float32Array {
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

const onSphere = { nearness: dot, centroid: centroidOf, rounds };

/** Two groups that are far enough apart and not too small, or null. */
function halve(vectors: Float32Array[], group: number[], fewest: number): number[][] | null {
  if (group.length < 2 * fewest) return null;
  const members = group.map((row) => vectors[row] ?? new Float32Array());
  const of = (i: number) => members[i] ?? new Float32Array();
  // The starts are the vector farthest from the centroid and the one farthest from that.
  const far = of(farthestFrom(members, [centroidOf(members)], dot));
  const opposite = of(farthestFrom(members, [far], dot));
  const tooSmall = (halves: number[][]) => halves.length < 2 || halves.some((half) => half.length < fewest);
  const halves = kMeans(members, [far, opposite], {
    ...onSphere,
    isSettled: (now, before) => tooSmall(now) || now[0]?.length === before[0]?.length,
  });
  const [a, b] = halves.map((half) => centroidOf(half.map(of)));
  if (tooSmall(halves) || !a || !b || dot(a, b) >= leastCosine) return null;
  return halves.map((half) => half.flatMap((i) => group[i] ?? []));
}
