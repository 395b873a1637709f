import { farthestFrom, kMeans } from "@/lib/base/k-means";
import type { InterestName } from "@/lib/feeds/taste/interest-names";
import { dot } from "@/lib/search/embedding/vectors";

/** A paper, or an imported title (without an id), that the reader likes. */
export type Placed = { paperId: number | null; vector: Float32Array };

/** An interest before training. */
export type PriorInterest = InterestName & {
  id: number;
  kept: boolean;
  paused: boolean;
  papers: { id: number; kept: boolean }[];
};

/** An interest after training: its rows in the list of likes, and its id, which is null for a new one. */
export type Group = { id: number | null; rows: number[] };

/** A like joins an interest that the reader has edited if the cosine to its centroid is at least this. */
const nearKept = 0.3;

/**
 * Groups what a reader likes into interests. Papers that the reader put into an interest stay there, likes near an
 * interest that the reader has edited join it, and the rest is clustered. Each cluster continues the interest that it
 * shares most papers with.
 * @param likes with vectors of unit length, centred on the mean of the hub's papers
 */
export function findGroups(likes: Placed[], known: PriorInterest[]): Group[] {
  const kept = keptGroups(likes, known);
  const placed = new Set(kept.flatMap(({ rows }) => rows));
  const free = likes.flatMap(({ vector }, row) => (placed.has(row) ? [] : [{ row, vector }]));
  const clusters = clusterVectors(free.map(({ vector }) => vector)).map((rows) =>
    rows.flatMap((i) => free[i]?.row ?? []),
  );
  return [...kept, ...continueOld(likes, clusters, known)];
}

function keptGroups(likes: Placed[], known: PriorInterest[]): Group[] {
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

/** Whether the reader has named the interest or put papers into it. */
function staysPut({ kept, papers }: PriorInterest): boolean {
  return kept || papers.some((paper) => paper.kept);
}

/** The interests that the reader put papers into: interest ids by paper id. */
function fixedPlaces(known: PriorInterest[]): Map<number, number> {
  return new Map(
    known.flatMap(({ id, papers }) =>
      papers.filter(({ kept }) => kept).map((paper) => [paper.id, id] as const),
    ),
  );
}

function centroidOfPapers(likes: Placed[], papers: PriorInterest["papers"]): Float32Array | null {
  const inside = new Set(papers.map(({ id }) => id));
  const vectors = likes.filter(({ paperId }) => paperId !== null && inside.has(paperId));
  return vectors.length ? centroidOf(vectors.map(({ vector }) => vector)) : null;
}

/** Gives each cluster the id of the unedited interest that shares most papers with it; each id is given once. */
function continueOld(likes: Placed[], clusters: number[][], known: PriorInterest[]): Group[] {
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

/** A group is split if the cosine of the centroids of its halves is below this. */
const minCosine = 0.3;
const maxClusters = 6;
const rounds = 8;

/**
 * Groups vectors by meaning with bisecting k-means on the sphere: a group is halved as long as its halves are far
 * enough apart and not too small. The same vectors always give the same groups.
 * @param vectors of unit length, centred on the mean of the hub's papers
 * @returns the rows of each group, the largest group first
 */
function clusterVectors(vectors: Float32Array[]): number[][] {
  if (vectors.length === 0) return [];
  const fewest = Math.min(5, Math.max(2, Math.round(vectors.length / 15)));
  const done: number[][] = [];
  const open = [vectors.map((_, row) => row)];
  for (let group = open.pop(); group; group = open.pop()) {
    const halves = done.length + open.length + 2 <= maxClusters ? halve(vectors, group, fewest) : null;
    if (halves) open.push(...halves);
    else done.push(group);
    open.sort((a, b) => a.length - b.length);
  }
  return done.sort((a, b) => b.length - a.length);
}

/** The centroid of vectors, scaled to unit length. */
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

/** The two halves of a group; null if they are too close together or too small. */
function halve(vectors: Float32Array[], group: number[], fewest: number): number[][] | null {
  if (group.length < 2 * fewest) return null;
  const members = group.map((row) => vectors[row] ?? new Float32Array());
  const of = (i: number) => members[i] ?? new Float32Array();
  // The initial centroids are the vector farthest from the centroid and the vector farthest from that one.
  const far = of(farthestFrom(members, [centroidOf(members)], dot));
  const opposite = of(farthestFrom(members, [far], dot));
  const tooSmall = (halves: number[][]) => halves.length < 2 || halves.some((half) => half.length < fewest);
  const halves = kMeans(members, [far, opposite], {
    ...onSphere,
    isSettled: (now, before) => tooSmall(now) || now[0]?.length === before[0]?.length,
  });
  const [a, b] = halves.map((half) => centroidOf(half.map(of)));
  if (tooSmall(halves) || !a || !b || dot(a, b) >= minCosine) return null;
  return halves.map((half) => half.flatMap((i) => group[i] ?? []));
}
