/** How points lie to each other: greater nearness is nearer, and a centroid is the middle of some points. */
export type Geometry<P> = {
  nearness: (a: P, b: P) => number;
  centroid: (points: P[]) => P;
};

type Options<P> = Geometry<P> & {
  /** At most so many rounds. */
  rounds: number;
  /** Whether to end after a round, by its groups and those of the round before; by default once none has changed. */
  isSettled?: (groups: number[][], before: number[][]) => boolean;
};

/**
 * Parts points into groups by k-means (Lloyd's algorithm): each point goes to the nearest centroid, at equal nearness to
 * the first, and the groups' centroids are the next round's. Groups that become empty are dropped.
 * @param first the centroids to begin with; the same ones give the same groups
 * @returns rows of points, in the order of the centroids
 */
export function kMeans<P>(points: P[], first: P[], options: Options<P>): number[][] {
  const { nearness, centroid, rounds, isSettled = isSame } = options;
  let centroids = first;
  let groups: number[][] = [];
  for (let round = 0; round < rounds; round++) {
    const before = groups;
    groups = centroids.map(() => []);
    for (const [row, point] of points.entries()) groups[nearestOf(point, centroids, nearness)]?.push(row);
    groups = groups.filter((rows) => rows.length > 0);
    if (isSettled(groups, before)) break;
    centroids = groups.map((rows) => centroid(rows.flatMap((row) => points[row] ?? [])));
  }
  return groups;
}

/** The row of the point that is farthest from the nearest of others, the first of several; -1 where there are no points. */
export function farthestFrom<P>(points: P[], others: P[], nearness: Geometry<P>["nearness"]): number {
  const nearest = points.map((point) => Math.max(...others.map((other) => nearness(point, other))));
  return nearest.indexOf(Math.min(...nearest));
}

function nearestOf<P>(point: P, centroids: P[], nearness: Geometry<P>["nearness"]): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (const [i, centroid] of centroids.entries()) {
    const near = nearness(point, centroid);
    if (near > most) [best, most] = [i, near];
  }
  return best;
}

function isSame(groups: number[][], before: number[][]): boolean {
  return groups.length === before.length && groups.every((rows, i) => `${rows}` === `${before[i]}`);
}
