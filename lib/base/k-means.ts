/** How to compare points (greater nearness is nearer) and how to compute the centroid of a group. */
export type Geometry<P> = {
  nearness: (a: P, b: P) => number;
  centroid: (points: P[]) => P;
};

type Options<P> = Geometry<P> & {
  /** The most rounds. */
  rounds: number;
  /** Whether to stop after a round, given its groups and those of the round before; by default when they are equal. */
  isSettled?: (groups: number[][], before: number[][]) => boolean;
};

/**
 * Groups points by k-means (Lloyd's algorithm). Each point joins the nearest centroid, the first of equally near ones;
 * the groups' centroids are used in the next round. Groups that become empty are dropped.
 * @param first the initial centroids; the same ones always give the same groups
 * @returns the rows of each group's points, in the order of the centroids
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

/** The row of the point that is farthest from its nearest among `others`, the first of equally far ones; -1 without points. */
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
