import { farthestFrom, kMeans } from "@/lib/base/k-means";
import { dot } from "@/lib/search/embedding/vectors";

/** A paper, or a text, that the reader likes. */
export type Placed = { paperId: number | null; vector: Float32Array };

/** An interest as it stands before training. */
export type Known = {
  id: number;
  kept: boolean;
  paused: boolean;
  papers: { id: number; kept: boolean }[];
};

/** An interest after it: its rows among what is liked; without an id where it is new. */
export type Group = { id: number | null; rows: number[] };

/** What is nearer than this cosine to an interest that the reader keeps belongs to it. */
const nearKept = 0.3;

/**
 * Parts what a reader likes into interests: papers the reader put somewhere stay there, what is near to an interest the
 * reader keeps joins it, and the rest is clustered anew, each cluster going on as the interest it shares most papers with.
 * @param likes vectors of unit length, what all papers share taken off
 */
export function findGroups(likes: Placed[], known: Known[]): Group[] {
  const kept = keptGroups(likes, known);
  const placed = new Set(kept.flatMap(({ rows }) => rows));
  const free = likes.flatMap(({ vector }, row) => (placed.has(row) ? [] : [{ row, vector }]));
  const clusters = clusterVectors(free.map(({ vector }) => vector)).map((rows) =>
    rows.flatMap((i) => free[i]?.row ?? []),
  );
  return [...kept, ...continueOld(likes, clusters, known)];
}

function keptGroups(likes: Placed[], known: Known[]): Group[] {
  const fixed = fixedPlaces(known);
  const kept = known.filter(staysPut);
  const groups = kept.map(({ id }) => ({
    id,
    rows: [...likes.keys()].filter((row) => fixed.get(likes[row]?.paperId ?? -1) === id),
  }));
  const centroids = kept.map(({ papers }) => centroidOfPapers(likes, papers));
  likes.forEach(({ paperId, vector }, row) => {
    if (fixed.has(paperId ?? -1)) return;
    const near = centroids.map((centroid) => (centroid ? dot(centroid, vector) : 0));
    const best = near.indexOf(Math.max(...near));
    if ((near[best] ?? 0) >= nearKept) groups[best]?.rows.push(row);
  });
  return groups;
}

/** Whether the reader named it, or put papers into it. */
function staysPut({ kept, papers }: Known): boolean {
  return kept || papers.some((paper) => paper.kept);
}

/** Where the reader wants each paper: the interest's id by the paper's. */
function fixedPlaces(known: Known[]): Map<number, number> {
  return new Map(
    known.flatMap(({ id, papers }) =>
      papers.filter(({ kept }) => kept).map((paper) => [paper.id, id] as const),
    ),
  );
}

function centroidOfPapers(likes: Placed[], papers: Known["papers"]): Float32Array | null {
  const inside = new Set(papers.map(({ id }) => id));
  const vectors = likes.filter(({ paperId }) => paperId !== null && inside.has(paperId));
  return vectors.length ? centroidOf(vectors.map(({ vector }) => vector)) : null;
}

/** Gives each cluster the id of the interest, not kept, that shares most papers with it; none is given twice. */
function continueOld(likes: Placed[], clusters: number[][], known: Known[]): Group[] {
  const free = new Map(known.filter((one) => !staysPut(one)).map(({ id, papers }) => [id, papers]));
  return clusters.map((rows) => {
    const papers = new Set(rows.map((row) => likes[row]?.paperId));
    const shared = [...free].map(([id, old]) => ({
      id,
      count: old.filter((one) => papers.has(one.id)).length,
    }));
    const best = shared.sort((a, b) => b.count - a.count)[0];
    const id = best && best.count > 0 ? best.id : null;
    if (id !== null) free.delete(id);
    return { id, rows };
  });
}

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
function clusterVectors(vectors: Float32Array[]): number[][] {
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
function centroidOf(vectors: Float32Array[]): Float32Array {
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
