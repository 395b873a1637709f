import { farthestFrom, kMeans } from "@/lib/base/k-means";
import { isGeneric } from "@/lib/search/keywords/word-lists";

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

/** The number of papers with each keyword, or phrase within a keyword. */
function countPhrases(papers: Placed[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { keywords } of papers)
    for (const phrase of new Set(keywords.flatMap(phrasesOf)))
      counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  return counts;
}

type Around = {
  /** The number of all papers, and of those in the group. */
  all: number;
  here: number;
  /** The number of all papers with each phrase. */
  everywhere: Map<string, number>;
  /** The names of other groups, which are not used again. */
  taken: Set<string>;
  /** The fewest papers of the group that must share a phrase for it to name the group. */
  fewest: number;
};

/**
 * The phrase that best tells a group's papers from the rest; null if they share none.
 * @param counts the number of the group's papers with each phrase
 */
function nameOf(
  counts: Map<string, number>,
  { all, here, everywhere, taken, fewest }: Around,
): string | null {
  const score = ([term, count]: [string, number]) => {
    const lift = count / here / ((everywhere.get(term) ?? count) / all);
    return count ** 0.7 * Math.log(lift) * term.split(" ").length;
  };
  const named = [...counts].filter(([term, count]) => count >= fewest && !taken.has(term));
  const best = named.sort((a, b) => score(b) - score(a))[0];
  return best && score(best) > 0 ? best[0] : null;
}

/** The phrases of two or three words in a keyword. A single word counts only if it is the whole keyword: "clinical" says nothing. */
function phrasesOf(keyword: string): string[] {
  const words = keyword.split(" ");
  if (words.length === 1) return isGeneric(keyword.toLowerCase()) ? [] : words;
  const phrases = words.flatMap((_, start) => [2, 3].map((length) => words.slice(start, start + length)));
  return phrases
    .filter((phrase) => phrase.length > 1 && !phrase.every((word) => isGeneric(word.toLowerCase())))
    .map((phrase) => phrase.join(" "));
}
