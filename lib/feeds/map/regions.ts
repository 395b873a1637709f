import { farthestFrom, kMeans } from "@/lib/base/k-means";
import { countPhrases, nameOf } from "@/lib/feeds/map/group-names";

/** A neighbourhood of the map, labelled with the keyword that tells it from the rest. */
export type Region = { label: string; x: number; y: number; papers: number };

type Placed = { x: number; y: number; keywords: string[] };
type Point = { x: number; y: number };

const maxRegions = 14;
const papersEach = 30;
const rounds = 12;
/** The fewest papers that must share a label; fewer say little about a neighbourhood. */
const minSharing = 3;

/** Divides a map into neighbourhoods (k-means) and labels each with a shared keyword of its papers, the largest first. */
export function findRegions(dots: Placed[]): Region[] {
  const count = Math.min(maxRegions, Math.floor(dots.length / papersEach));
  if (count === 0) return [];
  const groups = cluster(dots, count).map((members) => ({ members, counts: countPhrases(members) }));
  const everywhere = countPhrases(dots);
  const taken = new Set<string>();
  return groups
    .sort((a, b) => b.members.length - a.members.length)
    .flatMap(({ members, counts }) => {
      const label = nameOf(counts, {
        all: dots.length,
        here: members.length,
        everywhere,
        taken,
        fewest: minSharing,
      });
      if (!label) return [];
      taken.add(label);
      return [{ label, ...centroid(members), papers: members.length }];
    });
}

function cluster(dots: Placed[], count: number): Placed[][] {
  // Each initial centroid is as far as possible from those before, so that the same dots always give the same groups.
  const first: Point[] = [centroid(dots)];
  while (first.length < count) first.push(dots[farthestFrom(dots, first, nearness)] ?? centroid(dots));
  const groups = kMeans<Point>(dots, first, { nearness, centroid, rounds });
  return groups.map((rows) => rows.flatMap((row) => dots[row] ?? []));
}

function nearness(a: Point, b: Point): number {
  return -((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
}

function centroid(points: Point[]): Point {
  const mean = (side: "x" | "y") => points.reduce((sum, point) => sum + point[side], 0) / points.length;
  return { x: mean("x"), y: mean("y") };
}
